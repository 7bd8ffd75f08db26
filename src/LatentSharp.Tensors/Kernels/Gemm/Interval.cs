namespace LatentSharp;

/// <summary>Rows, columns or ks from <paramref name="start"/> to before <paramref name="end"/>.</summary>
internal readonly struct Interval(int start, int end)
{
    internal int Start => start;

    internal int End => end;

    internal int Length => end - start;

    /// <summary>The i-th of so many parts, which are as equal as can be.</summary>
    internal Interval Part(int parts, int i) => new(start + Cut(parts, i), start + Cut(parts, i + 1));

    /// <summary>Where all the parts start, and the last one ends, without a division for each.</summary>
    internal unsafe void Cuts(int parts, int* starts)
    {
        var (whole, rest) = Math.DivRem(Length, parts);
        var (at, left) = (start, 0);
        for (var i = 0; i <= parts; i++)
        {
            starts[i] = at;
            at += whole;
            left += rest;
            if (left < parts) continue;
            left -= parts;
            at++;
        }
    }

    private int Cut(int parts, int i) => (int)((long)Length * i / parts);
}
