namespace LatentSharp;

/// <summary>Where the channels of image arrays stand.</summary>
public enum ChannelOrder
{
    /// <summary>
    /// Found out: an array of shape (N, C, H, W) with C of 1, 3 or 4 and H and W of 5 or more, W no such C, is taken for images whose
    /// channels come first. It is said.
    /// </summary>
    Auto,

    /// <summary>Channels come first: (N, C, H, W) -> (N, H, W, C).</summary>
    First,

    /// <summary>Channels come last, (N, H, W, C), and nothing is moved.</summary>
    Last,
}
