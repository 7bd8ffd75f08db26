namespace LatentSharp;

/// <summary>What to know about data beyond their name.</summary>
public sealed record DataOptions
{
    /// <summary>The column of a table that holds the classes, by name or by number: <see cref="CsvOptions.Label"/>. Null, the default: none.</summary>
    public string? Label { get; init; }
}
