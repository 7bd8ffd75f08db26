namespace LatentSharp;

/// <summary>
/// log p(x) by importance sampling (Burda et al. 2016): the logarithm of the mean, over codes z drawn from q(z|x), of p(x|z)·p(z) / q(z|x).
/// It is a lower bound that comes nearer with more draws.
/// </summary>
internal static class ImportanceSampling
{
    /// <summary>Codes decoded at a time.</summary>
    private const int Batch = 1024;

    /// <summary>log p(x) of each sample: (N, …) -> (N).</summary>
    internal static Tensor LogLikelihood(
        VariationalNetwork network, Tensor samples, int draws, RandomStream random, CancellationToken cancellation)
    {
        var results = new float[samples.Shape[0]];
        Compute(network, samples, draws, random, results, cancellation);
        return Tensor.From(results, results.Length);
    }

    private static void Compute(
        VariationalNetwork network, Tensor samples, int draws, RandomStream random, Span<float> results, CancellationToken cancellation)
    {
        using var memory = InferenceScope.Open();
        for (var row = 0; row < results.Length; row++)
        {
            var (highest, sum) = (double.NegativeInfinity, 0.0);
            for (var done = 0; done < draws; done += Batch)
            {
                cancellation.ThrowIfCancellationRequested();
                memory.Recycle();
                foreach (
                    var weight in LogWeights(network, samples.Rows(row, 1), Math.Min(Batch, draws - done), random.Derive(row).Derive(done)))
                    (highest, sum) = weight > highest
                        ? (weight, (sum * Math.Exp(highest - weight)) + 1)
                        : (highest, sum + Math.Exp(weight - highest));
            }
            results[row] = (float)(highest + Math.Log(sum / draws));
        }
    }

    /// <summary>log p(x|z) + log p(z) - log q(z|x) for some draws of z.</summary>
    private static ReadOnlySpan<float> LogWeights(VariationalNetwork network, Tensor sample, int draws, RandomStream random)
    {
        var (mean, logVariance) = network.Encode(sample, CallContext.Inference);
        var noise = Ops.RandomNormal([draws, mean.Shape[1]], random);
        var codes = mean + (Ops.Exp(logVariance * 0.5f) * noise);
        var likelihood = network.Likelihood.NegativeLog(
            Ops.BroadcastTo(sample, sample.Shape.With(0, draws)), network.Decode(codes, CallContext.Inference));
        // The constants of both densities are the same.
        var prior = Ops.Sum(Ops.Square(codes), 1);
        var posterior = Ops.Sum(Ops.Square(noise) + logVariance, 1);
        return (((posterior - prior) * 0.5f) - likelihood).AsSpan();
    }
}
