namespace LatentSharp;

/// <summary>How a <see cref="Scaler"/> finds its offset and scale.</summary>
public enum ScalerKind
{
    /// <summary>Numbers stay as they are.</summary>
    None,

    /// <summary>Numbers from 0 to a common greatest one, as pixels have, are divided by it: y = x / scale.</summary>
    UnitRange,

    /// <summary>Each column goes from 0 to 1: y = (x - minimum) / (maximum - minimum).</summary>
    MinMax,

    /// <summary>Each column gets mean 0 and standard deviation 1: y = (x - mean) / sd, with sd² the mean of (x - mean)².</summary>
    Standard,

    /// <summary>
    /// As Standard, but for each channel, the last axis, over all places: of sequences (N, T, C) over all steps that are no padding.
    /// </summary>
    Channels,
}
