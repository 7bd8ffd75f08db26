namespace LatentSharp;

/// <summary>
/// The mean squared error of reconstructions of samples that come one after the other; the padding of sequences does not count.
/// </summary>
/// <param name="sample">The shape of a sample.</param>
/// <param name="lengths">How many steps of each sample are its own; empty for samples that are no sequences.</param>
internal sealed class RowErrors(Shape sample, IReadOnlyList<int> lengths)
{
    private readonly SquaredErrors errors = new();
    private readonly int step = lengths.Count == 0 ? 0 : sample[1..].Count;

    /// <summary>The mean over all values so far; NaN of none.</summary>
    public double Mean => errors.Mean;

    /// <summary>Adds a sample and returns its own error.</summary>
    public float Add(int row, ReadOnlySpan<float> original, ReadOnlySpan<float> rebuilt)
    {
        if (lengths.Count == 0)
        {
            errors.Add(original, rebuilt);
            return (float)SquaredErrors.MeanOf(original, rebuilt);
        }
        var own = lengths[row] * step;
        errors.AddSequence(original[..own], rebuilt[..own]);
        return (float)SquaredErrors.MeanOf(original[..own], rebuilt[..own]);
    }
}
