namespace LatentSharp;

/// <summary>What <see cref="Ops.Pad"/> puts around a tensor: of an axis a b c d, two places on each side.</summary>
public enum PadMode
{
    /// <summary>One value: 0 0 a b c d 0 0.</summary>
    Constant,

    /// <summary>A mirror at the first and last element: c b a b c d c b.</summary>
    Reflect,

    /// <summary>A mirror beside the first and last element: b a a b c d d c.</summary>
    Symmetric,

    /// <summary>The first and last element (replicate): a a a b c d d d.</summary>
    Edge,

    /// <summary>The axis from its other end (circular): c d a b c d a b.</summary>
    Wrap,
}
