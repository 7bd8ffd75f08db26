namespace LatentSharp;

/// <summary>How pictures are mirrored in training, each of them by chance.</summary>
public enum PictureFlip
{
    /// <summary>Not at all.</summary>
    None,

    /// <summary>Left to right, half of them.</summary>
    Horizontal,

    /// <summary>Upside down, half of them.</summary>
    Vertical,

    /// <summary>Either way, each by its own chance.</summary>
    Both,
}
