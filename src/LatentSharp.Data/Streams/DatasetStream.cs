namespace LatentSharp;

/// <summary>A data set whose samples are read in blocks, so that they need not be in memory; everything else of it is.</summary>
internal sealed record DatasetStream : IDisposable
{
    /// <summary>What to call the data.</summary>
    public required string Name { get; init; }

    /// <summary>N samples.</summary>
    public required SampleStream Samples { get; init; }

    /// <summary>(N): each sample's class, an index into <see cref="ClassNames"/>; null without labels.</summary>
    public Tensor? Labels { get; init; }

    /// <inheritdoc cref="Dataset.ClassNames"/>
    public IReadOnlyList<string> ClassNames { get; init; } = [];

    /// <inheritdoc cref="Dataset.Encoding"/>
    public TableEncoding? Encoding { get; init; }

    /// <inheritdoc cref="Dataset.Notes"/>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>Some of the samples as a data set of their own.</summary>
    /// <param name="rows">Their numbers, in any order; none twice.</param>
    public Dataset Take(int[] rows)
    {
        int[] ascending = [.. rows.Order()];
        var taken = Samples.Take(ascending);
        var places = Array.ConvertAll(rows, row => Array.BinarySearch(ascending, row));
        return new(
            Name, taken.Take(places), Labels?.Take(rows), ClassNames,
            Encoding is null ? null : [.. Encoding.Columns.SelectMany(column => column.OutputNames)], encoding: Encoding) { Notes = Notes };
    }

    /// <summary>Closes its file.</summary>
    public void Dispose() => (Samples as IDisposable)?.Dispose();
}
