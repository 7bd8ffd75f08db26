namespace LatentSharp;

/// <summary>
/// Which elements are normalised together: the tensor seen as (Blocks, Rows, Groups, Size), where those of one block and one group share a
/// mean. The last two axes are the channels, which have a scale and a shift each.
/// </summary>
internal readonly record struct NormalizationLayout(int Blocks, int Rows, int Groups, int Size)
{
    internal int Channels => Groups * Size;

    internal Shape Shape => [Blocks, Rows, Groups, Size];

    /// <summary>All samples together, each channel by itself.</summary>
    internal static NormalizationLayout Batch(Shape x)
    {
        var channels = x[^1];
        return new(1, Rest(x, channels), channels, 1);
    }

    /// <summary>Each place by itself over the last axes.</summary>
    internal static NormalizationLayout Row(Shape x, int channels) => new(Rest(x, channels), 1, 1, channels);

    /// <summary>Each sample by itself, over places and the channels of a group.</summary>
    internal static NormalizationLayout Group(Shape x, int groups)
    {
        var channels = x[^1];
        return new(x[0], x[1..^1].Count, groups, channels / groups);
    }

    private static int Rest(Shape x, int channels) => channels == 0 ? 0 : x.Count / channels;
}
