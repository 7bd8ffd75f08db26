namespace LatentSharp;

/// <summary>Rows, columns or ks from <paramref name="start"/> to before <paramref name="end"/>.</summary>
internal readonly struct Interval(int start, int end)
{
    internal int Start => start;

    internal int End => end;

    internal int Length => end - start;

    /// <summary>The i-th of so many parts, which are as equal as can be.</summary>
    internal Interval Part(int parts, int i) => new(start + Cut(parts, i), start + Cut(parts, i + 1));

    private int Cut(int parts, int i) => (int)((long)Length * i / parts);
}
