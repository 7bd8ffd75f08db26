namespace LatentSharp;

/// <summary>What the axes of samples mean to layers that look at neighbours.</summary>
public enum SampleAxes
{
    /// <summary>
    /// (H, W, C) are images. (A, B) are images (H, W) of one channel where both sizes are 8 or more, otherwise sequences (T, C); data that
    /// were read as sequences are sequences.
    /// </summary>
    Auto,

    /// <summary>Images (H, W, C), or (H, W) of one channel.</summary>
    Image,

    /// <summary>Sequences (T, C): T steps of C values; (T) has one.</summary>
    Sequence,
}
