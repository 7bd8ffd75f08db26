namespace LatentSharp;

/// <summary>How an image is made larger.</summary>
public enum Interpolation
{
    /// <summary>Each place is repeated.</summary>
    Nearest,

    /// <summary>Places in between are interpolated in both directions, with half-pixel centres.</summary>
    Bilinear,
}
