namespace LatentSharp.Pictures;

/// <summary>The two towers of recurrent layers: whole sequences, and single steps.</summary>
internal static class Towers
{
    private const int RowHeight = 42, Top = 76, Indent = 24, BoxWidth = 190, Width = 700;

    internal static string Draw(Sources sources)
    {
        var layers = Tree(sources, "RecurrentLayer").Select((node, row) => (node.Type, node.Depth, Row: row)).ToList();
        var cells = Cells(sources, layers);
        var rows = Math.Max(layers.Count, cells.Max(cell => cell.Row) + 1);
        var svg = new Svg(
            Width, Top + (rows * RowHeight) + 40, "The two towers of recurrent layers: layers over whole sequences, cells for one step");
        svg.Text(12, 20, "Layers: a whole sequence is one operation,");
        svg.Text(12, 37, "whose kernels keep packed weights over all steps", "quiet small");
        svg.Text(Width - 12, 20, "Cells: one step, of ordinary operations;", "", "end");
        svg.Text(Width - 12, 37, "dropout between steps, cells of one's own", "quiet small", "end");
        Connect(svg, layers, depth => 12 + (depth * Indent), 1);
        Connect(svg, cells, depth => Width - 12 - (depth * Indent), -1);
        foreach (var (type, depth, row) in layers)
        {
            // What a layer's own file names, it says its step by.
            var steps = cells.Where(cell => sources.Mentions(type, cell.Type)).ToList();
            if (steps.Exists(cell => cell.Type == Partner(type))) steps.RemoveAll(cell => cell.Type != Partner(type));
            else steps.RemoveAll(cell => cell.Depth > 0);
            foreach (var cell in steps)
                svg.Path(
                    $"M{12 + (depth * Indent) + BoxWidth} {Middle(row)}L{Width - 12 - (cell.Depth * Indent) - BoxWidth} {Middle(cell.Row)}",
                    dashed: true);
        }
        foreach (var (type, depth, row) in layers) Draw(svg, sources, type, 12 + (depth * Indent), row);
        foreach (var (type, depth, row) in cells) Draw(svg, sources, type, Width - 12 - (depth * Indent) - BoxWidth, row);
        svg.Text(
            Width / 2, Top + (rows * RowHeight) + 18, "solid: derives from; dashed: takes its weights, settings and single steps from",
            "quiet small", "middle");
        return svg.ToString();
    }

    private static void Draw(Svg svg, Sources sources, string type, int x, int row)
    {
        svg.Box(x, Top + (row * RowHeight), BoxWidth, RowHeight - 12, sources.RoomOf(type));
        svg.Text(x + (BoxWidth / 2), Top + (row * RowHeight) + 20, type, "code", "middle");
    }

    private static void Connect(Svg svg, List<(string Type, int Depth, int Row)> nodes, Func<int, int> edge, int direction)
    {
        foreach (var (_, depth, row) in nodes.Where(node => node.Depth > 0))
        {
            var parent = nodes.Where(node => node.Depth == depth - 1 && node.Row < row).MaxBy(node => node.Row);
            var x = edge(parent.Depth) + (direction * 12);
            svg.Path($"M{x} {Top + (parent.Row * RowHeight) + RowHeight - 12}V{Middle(row)}H{edge(depth)}");
        }
    }

    private static int Middle(int row) => Top + (row * RowHeight) + ((RowHeight - 12) / 2);

    /// <summary>A class and all that derive from it, those with classes of their own below them first.</summary>
    private static IEnumerable<(string Type, int Depth)> Tree(Sources sources, string type, int depth = 0) =>
        sources.DerivedFrom(type).OrderBy(child => sources.DerivedFrom(child).Any() ? 0 : 1)
            .SelectMany(child => Tree(sources, child, depth + 1)).Prepend((type, depth));

    /// <summary>The cells, each beside its layer where it has one, the others below.</summary>
    private static List<(string Type, int Depth, int Row)> Cells(Sources sources, List<(string Type, int Depth, int Row)> layers)
    {
        var free = new Queue<int>(
            layers.Where(layer => layer.Depth > 0 && !Tree(sources, "RecurrentCell").Any(cell => cell.Type == Partner(layer.Type)))
            .Select(layer => layer.Row).Concat(Enumerable.Range(layers.Count, 100)));
        return [.. Tree(sources, "RecurrentCell").Select(cell =>
            (
                cell.Type, cell.Depth,
                layers.Exists(layer => Partner(layer.Type) == cell.Type)
                    ? layers.Find(layer => Partner(layer.Type) == cell.Type).Row
                    : free.Dequeue()))];
    }

    /// <summary>The name of a layer's cell: <c>LSTM</c> and <c>LSTMCell</c>, <c>StandardRNN</c> and <c>StandardCell</c>.</summary>
    private static string Partner(string layer) => layer switch
    {
        "RecurrentLayer" => "RecurrentCell",
        "StandardRNN" => "StandardCell",
        _ => layer + "Cell",
    };
}
