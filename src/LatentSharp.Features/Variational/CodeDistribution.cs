namespace LatentSharp;

/// <summary>The distributions of some samples' codes: normal, independent in each unit.</summary>
/// <param name="Mean">(N, LatentSize).</param>
/// <param name="LogVariance">(N, LatentSize): the natural logarithms of the variances.</param>
public sealed record CodeDistribution(Tensor Mean, Tensor LogVariance)
{
    private const int Batch = 512;

    internal static CodeDistribution Of(VariationalNetwork network, Tensor samples, int latentSize)
    {
        var count = samples.Shape[0];
        var (means, variances) = (new float[count * latentSize], new float[count * latentSize]);
        using (var memory = InferenceScope.Open())
        {
            for (var start = 0; start < count; start += Batch)
            {
                memory.Recycle();
                var (mean, logVariance) = network.Encode(samples.Rows(start, Math.Min(Batch, count - start)), CallContext.Inference);
                mean.AsSpan().CopyTo(means.AsSpan(start * latentSize));
                logVariance.AsSpan().CopyTo(variances.AsSpan(start * latentSize));
            }
        }
        return new CodeDistribution(Tensor.From(means, [count, latentSize]), Tensor.From(variances, [count, latentSize]));
    }
}
