namespace LatentSharp;

/// <summary>What lies beyond the edge of a picture that is moved, by the example of a row <c>a b c d</c>.</summary>
public enum EdgeFill
{
    /// <summary>The picture mirrored at its edge: <c>d c b a | a b c d | d c b a</c>.</summary>
    Reflect,

    /// <summary>The nearest pixel: <c>a a a a | a b c d | d d d d</c>.</summary>
    Nearest,

    /// <summary>The picture again: <c>a b c d | a b c d | a b c d</c>.</summary>
    Wrap,

    /// <summary>The least value that samples have, as black.</summary>
    Constant,
}
