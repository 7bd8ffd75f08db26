namespace LatentSharp;

/// <summary>What reconstructions lost, summed in double precision.</summary>
public static class ReconstructionError
{
    /// <summary>The mean of (original - reconstruction)² over all values; NaN without values.</summary>
    /// <param name="original">Float32 of any shape.</param>
    /// <param name="reconstruction">The same shape.</param>
    /// <param name="lengths">
    /// Of sequences (N, T, …), how many steps of each count, the others being padding. Default null: all; so does an empty list.
    /// </param>
    /// <exception cref="BadArgumentException">
    /// The shapes or types differ, or there is another number of lengths than of samples.
    /// </exception>
    public static double MeanSquared(Tensor original, Tensor reconstruction, IReadOnlyList<int>? lengths = null)
    {
        Check(original, reconstruction, ref lengths);
        var errors = new SquaredErrors();
        if (lengths is null) errors.Add(original.AsSpan(), reconstruction.AsSpan());
        for (var i = 0; i < lengths?.Count; i++) errors.AddSequence(Own(original, i, lengths), Own(reconstruction, i, lengths));
        return errors.Mean;
    }

    /// <summary>The same for each sample: (N, …) -> (N). Samples that are reconstructed badly are outliers or badly learnt.</summary>
    /// <inheritdoc cref="MeanSquared(Tensor, Tensor, IReadOnlyList{int})"/>
    public static Tensor MeanSquaredPerSample(Tensor original, Tensor reconstruction, IReadOnlyList<int>? lengths = null)
    {
        Check(original, reconstruction, ref lengths);
        if (original.Rank == 0)
            throw new BadArgumentException("ReconstructionError: a single number is not a batch of samples; (N, …) would fit.");
        var errors = new float[original.Shape[0]];
        for (var i = 0; i < errors.Length; i++)
        {
            var own = Own(original, i, lengths);
            errors[i] = (float)SquaredErrors.MeanOf(own, Own(reconstruction, i, lengths));
        }
        return Tensor.From(errors);
    }

    /// <summary>The values of a sample that count.</summary>
    private static ReadOnlySpan<float> Own(Tensor samples, int row, IReadOnlyList<int>? lengths)
    {
        var size = samples.Shape[1..].Count;
        return samples.AsSpan().Slice(row * size, lengths is null ? size : lengths[row] * (size / Math.Max(1, samples.Shape[1])));
    }

    private static void Check(Tensor original, Tensor reconstruction, ref IReadOnlyList<int>? lengths)
    {
        if (lengths is { Count: 0 }) lengths = null;
        if (original.DType != DType.Float32 || reconstruction.DType != DType.Float32 || original.Shape != reconstruction.Shape)
        {
            throw new BadArgumentException(
                $"ReconstructionError: original {original.DType} {original.Shape} and reconstruction "
                + $"{reconstruction.DType} {reconstruction.Shape} do not fit; both must be Float32 of one shape.");
        }
        if (lengths is { } given
            && (original.Rank < 2 || given.Count != original.Shape[0] || given.Any(length => length < 0 || length > original.Shape[1])))
            throw new BadArgumentException(
                $"ReconstructionError: {given.Count} lengths do not fit {original.Shape}; one "
                + "for each sample is needed, none above its steps.");
    }
}
