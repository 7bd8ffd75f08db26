namespace LatentSharp.Pictures;

/// <summary>The pictures of docs/architecture.md.</summary>
internal static class Drawings
{
    private const int Width = 700;

    internal static IEnumerable<(string Name, string Picture)> All(Sources sources) =>
    [
        ("rooms.svg", Rooms(sources)), ("batch.svg", Way(sources, Ways.Batch)), ("learn.svg", Way(sources, Ways.Learn)),
        ("recurrent.svg", Towers.Draw(sources)),
    ];

    /// <summary>The rooms from the top to the ground, and for each which others it may know.</summary>
    private static string Rooms(Sources sources)
    {
        const int RowHeight = 44, Top = 30, Matrix = 512, Step = 25;
        var rooms = sources.Rooms.Reverse().ToArray();
        var svg = new Svg(Width, Top + (rooms.Length * RowHeight) + 34, "The rooms of LatentSharp and what each may know");
        svg.Text(Matrix - (Step / 2), 18, "may know, by number", "quiet small");
        for (var row = 0; row < rooms.Length; row++)
        {
            var (room, y) = (rooms[row], Top + (row * RowHeight));
            svg.Box(8, y, 474, RowHeight - 8, room);
            svg.Text(20, y + 16, $"{rooms.Length - row}", "quiet code small");
            svg.Text(36, y + 16, room, "code");
            svg.Text(36, y + 30, sources.Holds(room), "quiet small");
            for (var column = 0; column < rooms.Length; column++)
            {
                var (other, x) = (rooms[column], Matrix + (column * Step));
                var middle = y + ((RowHeight - 8) / 2);
                if (column == row) svg.Text(x, middle + 4, $"{rooms.Length - row}", "quiet code small", "middle");
                else if (!sources.Refers(room, other)) svg.Dot(x, middle, 1.5, "none");
                else svg.Dot(x, middle, sources.Uses(room, other) ? 7.5 : 3.5, $"box {other}");
            }
        }
        svg.Text(
            Width - 8, Top + (rooms.Length * RowHeight) + 14, "large: it uses types of that room; small: it may, and does not",
            "quiet small", "end");
        return svg.ToString();
    }

    /// <summary>A way through the code from top to bottom, each station in the colour of its room.</summary>
    private static string Way(Sources sources, Way way)
    {
        const int RowHeight = 54, Top = 8, Left = 96, BoxWidth = 168;
        var svg = new Svg(Width, Top + (way.Stations.Count * RowHeight) + 4, way.Description);
        for (var i = 0; i < way.Stations.Count; i++)
        {
            var (station, y) = (way.Stations[i], Top + (i * RowHeight));
            way.Check(sources, i);
            var room = sources.RoomOf(station.Type);
            svg.Text(Left - 14, y + 22, room, "quiet small", "end");
            svg.Box(Left, y, BoxWidth, RowHeight - 18, room);
            svg.Text(Left + (BoxWidth / 2), y + 22, station.Name, "code", "middle");
            for (var line = 0; line < station.Lines.Length; line++)
                svg.Text(
                    Left + BoxWidth + 16, y + (station.Lines.Length == 1 ? 22 : 15 + (line * 15)), station.Lines[line],
                    line == 0 ? "" : "quiet");
            if (i > 0) svg.Path($"M{Left + (BoxWidth / 2)} {y - 18}V{y - 2}", arrow: true);
        }
        if (way.BackFrom is { } from)
        {
            var (first, last) = (Top + (way.BackTo * RowHeight) + 18, Top + (from * RowHeight) + 18);
            svg.Path(
                $"M{Left - 4} {last + 12}H20Q12 {last + 12} 12 {last + 4}V{first + 20}Q12 {first + 12} 20 {first + 12}H{Left - 4}",
                arrow: true);
        }
        return svg.ToString();
    }
}
