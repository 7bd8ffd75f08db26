namespace LatentSharp;

/// <summary>
/// Places before and after something; one number stands for both: <c>new ZeroPadding1D(2)</c>, <c>new ZeroPadding1D((1, 0))</c>.
/// </summary>
/// <param name="Before">Places before.</param>
/// <param name="After">Places after.</param>
public readonly record struct Margin(int Before, int After)
{
    /// <summary>As many on both sides.</summary>
    public static implicit operator Margin(int places) => new(places, places);

    /// <summary>(before, after)</summary>
    public static implicit operator Margin((int Before, int After) places) => new(places.Before, places.After);

    /// <summary>As in <c>1 + 2</c>.</summary>
    public override string ToString() => FormattableString.Invariant($"{Before} + {After}");
}

/// <summary>
/// Places around an image: one number for all sides, a pair for (top and bottom, left and right), or a pair of pairs ((top, bottom), (left,
/// right)).
/// </summary>
/// <param name="Vertical">Above and below.</param>
/// <param name="Horizontal">To the left and to the right.</param>
public readonly record struct Margins(Margin Vertical, Margin Horizontal)
{
    /// <summary>As many on all sides.</summary>
    public static implicit operator Margins(int places) => new(places, places);

    /// <summary>(top and bottom, left and right)</summary>
    public static implicit operator Margins((int Vertical, int Horizontal) places) => new(places.Vertical, places.Horizontal);

    /// <summary>((top, bottom), (left, right))</summary>
    public static implicit operator Margins(((int Top, int Bottom) Vertical, (int Left, int Right) Horizontal) places) =>
        new(places.Vertical, places.Horizontal);

    /// <summary>The margin, when its sizes are 0 or more.</summary>
    internal static Margin Checked(Margin margin, string whose) =>
        margin is { Before: >= 0, After: >= 0 }
            ? margin
            : throw new BadArgumentException($"{whose}: a margin is {margin}; its sizes must be 0 or more.");

    /// <summary>The margins, when their sizes are 0 or more.</summary>
    internal static Margins Checked(Margins margins, string whose) =>
        new(Checked(margins.Vertical, whose), Checked(margins.Horizontal, whose));

    /// <summary>The size of an axis, which may be unknown, with a margin added (1) or taken away (-1).</summary>
    internal static int Along(Shape input, int axis, Margin margin, int sign, string whose)
    {
        if (input[axis] == Shape.Any) return Shape.Any;
        var size = input[axis] + (sign * (margin.Before + margin.After));
        return size >= 0
            ? size
            : throw new BadArgumentException($"{whose}: margins of {margin} are more than size {input[axis]} of {input}.");
    }

    /// <summary>As in <c>(1 + 2, 3 + 4)</c>.</summary>
    public override string ToString() => $"({Vertical}, {Horizontal})";
}
