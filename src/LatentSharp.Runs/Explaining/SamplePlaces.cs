using static LatentSharp.ReportText;

namespace LatentSharp;

/// <summary>The values of a sample as people name them, and which belong together when some are hidden.</summary>
/// <param name="look">What samples are.</param>
internal sealed class SamplePlaces(SampleLook look)
{
    /// <summary>The side of a hidden patch is this share of a picture's, and a hidden stretch this share of a sequence.</summary>
    private const int Patches = 7, Stretches = 16;

    private readonly int channels = look.Kind switch
    {
        SampleKind.Picture => look.Shape.Rank == 2 ? 1 : look.Shape[2],
        SampleKind.Curves => look.Shape.Rank == 2 ? look.Shape[1] : 1,
        _ => 1,
    };

    /// <summary>What values are called together: columns, places, steps.</summary>
    public string Noun => look.Kind switch
    {
        SampleKind.Table => "column", SampleKind.Picture => "place", SampleKind.Curves => "step", _ => "value",
    };

    /// <summary>Columns of a table, places of a picture with all their colours, steps of a sequence with all channels.</summary>
    public IReadOnlyList<(string Name, int[] Places)> Parts() => look.Kind == SampleKind.Table
        ? [.. look.Columns.Select(column => (column.Heading, Enumerable.Range(column.At, column.Width).ToArray()))]
        : [.. Enumerable.Range(0, look.Shape.Count / channels).Select(i => (Name(i), Enumerable.Range(i * channels, channels).ToArray()))];

    /// <summary>What is hidden together: a column, a patch of a picture, a stretch of a sequence.</summary>
    public IReadOnlyList<int[]> Hidden()
    {
        if (look.Kind == SampleKind.Table) return [.. Parts().Select(part => part.Places)];
        if (look.Kind == SampleKind.Picture)
        {
            var (height, width) = (look.Shape[0], look.Shape[1]);
            var side = Math.Max(1, Math.Max(height, width) / Patches);
            var step = Math.Max(1, side / 2);
            return
            [
                .. from y in Enumerable.Range(0, height) where y % step == 0
                   from x in Enumerable.Range(0, width) where x % step == 0
                   select (from v in Enumerable.Range(y, Math.Min(side, height - y))
                           from u in Enumerable.Range(x, Math.Min(side, width - x))
                           from c in Enumerable.Range(0, channels)
                           select (((v * width) + u) * channels) + c).ToArray(),
            ];
        }
        var steps = look.Shape.Count / channels;
        var length = Math.Max(1, steps / Stretches);
        return [.. Enumerable.Range(0, steps).Chunk(length)
            .Select(some => some.SelectMany(t => Enumerable.Range(t * channels, channels)).ToArray())];
    }

    /// <summary><c>petal width (+1.20), petal length (+0.41)</c>: the parts that contribute most, largest first.</summary>
    public string Most(ReadOnlySpan<float> values, bool signed, int count = 3)
    {
        var all = values.ToArray();
        var sums = Parts().Select(part => (part.Name, Sum: part.Places.Sum(place => (double)all[place])))
            .OrderByDescending(part => Math.Abs(part.Sum));
        return string.Join(", ", sums.Take(count).Select(part => $"{part.Name} ({Signed(part.Sum, signed)})"));
    }

    /// <summary>A number with its sign, where signs mean something.</summary>
    public static string Signed(double value, bool signed) => (signed && value > 0 ? "+" : "") + Figure(value).Replace('-', '−');

    private string Name(int i) => look.Kind switch
    {
        SampleKind.Picture => $"row {(i / look.Shape[1]) + 1}, column {(i % look.Shape[1]) + 1}",
        SampleKind.Curves => $"step {i + 1}",
        _ => $"value {i + 1}",
    };
}
