namespace LatentSharp;

/// <summary>A file that is a sample, and the class it belongs to, if any.</summary>
internal sealed record LabelledFile(string Path, string? Class)
{
    /// <summary>The line that lists it; 0 for one that was found in a folder.</summary>
    public int Line { get; init; }
}
