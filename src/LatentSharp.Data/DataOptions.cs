namespace LatentSharp;

/// <summary>What to know about data beyond their name.</summary>
public sealed record DataOptions
{
    /// <summary>
    /// Where the classes are: the column of a table, by name or by number (<see cref="CsvOptions.Label"/>), or the array of an npz file. Null, the default: none,
    /// or what the format says of itself.
    /// </summary>
    public string? Label { get; init; }

    /// <summary>The array of an npz file that holds the samples. Null, the default: one with a usual name (<see cref="NpzDataset.Read"/>).</summary>
    public string? Array { get; init; }
}
