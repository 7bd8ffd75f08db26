namespace LatentSharp;

/// <summary>A sample that a page shows.</summary>
/// <param name="Values">Its values, in the units of the data.</param>
/// <param name="Caption">Its label, or the like.</param>
internal sealed record ShownSample(float[] Values, string Caption)
{
    /// <summary>What the model made of it; null where there is nothing to compare.</summary>
    public float[]? Rebuilt { get; init; }

    /// <summary>What stands behind the caption: an error, a probability; empty for nothing.</summary>
    public string Figure { get; init; } = "";

    /// <summary>The text that it is of; null where it is to be made of the values, or is none.</summary>
    public string? Text { get; init; }

    /// <summary>How many steps of a sequence are its own; null for all.</summary>
    public int? Length { get; init; }
}
