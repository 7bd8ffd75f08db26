namespace LatentSharp;

/// <summary>What reconstructions lost, summed in double precision.</summary>
public static class ReconstructionError
{
    /// <summary>The mean of (original - reconstruction)² over all values; NaN without values.</summary>
    /// <param name="original">Float32 of any shape.</param>
    /// <param name="reconstruction">The same shape.</param>
    /// <exception cref="BadArgumentException">The shapes or types differ.</exception>
    public static double MeanSquared(Tensor original, Tensor reconstruction)
    {
        Check(original, reconstruction);
        return MeanSquared(original.AsSpan(), reconstruction.AsSpan());
    }

    /// <summary>The same for each sample: (N, …) -> (N). Samples that are reconstructed badly are outliers or badly learnt.</summary>
    /// <inheritdoc cref="MeanSquared(Tensor, Tensor)"/>
    public static Tensor MeanSquaredPerSample(Tensor original, Tensor reconstruction)
    {
        Check(original, reconstruction);
        if (original.Rank == 0) throw new BadArgumentException("ReconstructionError: a single number is not a batch of samples; (N, …) would fit.");
        var errors = new float[original.Shape[0]];
        var size = original.Shape[1..].Count;
        for (var i = 0; i < errors.Length; i++)
            errors[i] = (float)MeanSquared(original.AsSpan().Slice(i * size, size), reconstruction.AsSpan().Slice(i * size, size));
        return Tensor.From(errors);
    }

    private static void Check(Tensor original, Tensor reconstruction)
    {
        if (original.DType != DType.Float32 || reconstruction.DType != DType.Float32 || original.Shape != reconstruction.Shape)
        {
            throw new BadArgumentException(
                $"ReconstructionError: original {original.DType} {original.Shape} and reconstruction {reconstruction.DType} {reconstruction.Shape} do not fit; both must be Float32 of one shape.");
        }
    }

    private static double MeanSquared(ReadOnlySpan<float> x, ReadOnlySpan<float> y)
    {
        double sum = 0;
        for (var i = 0; i < x.Length; i++)
        {
            var difference = x[i] - (double)y[i];
            sum += difference * difference;
        }
        return sum / x.Length;
    }
}
