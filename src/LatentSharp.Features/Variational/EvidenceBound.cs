namespace LatentSharp;

/// <summary>
/// The evidence lower bound of samples and its parts, each the mean over the samples, in nats: Elbo = -Reconstruction - Kl.
/// </summary>
/// <param name="Elbo">The bound on log p(x): higher is better.</param>
/// <param name="Reconstruction">-log p(x|z) of codes drawn from q(z|x).</param>
/// <param name="Kl">KL(q(z|x) ‖ p(z)).</param>
/// <param name="KlPerUnit">(LatentSize): the share of each unit in <paramref name="Kl"/>.</param>
public sealed record EvidenceBound(double Elbo, double Reconstruction, double Kl, Tensor KlPerUnit)
{
    private const int Batch = 256;

    internal static EvidenceBound Measure(VariationalNetwork network, Tensor samples, int draws, RandomStream random)
    {
        var (reconstruction, units) = Sum(network, samples, draws, random);
        var means = Array.ConvertAll(units, unit => unit / samples.Shape[0]);
        reconstruction /= samples.Shape[0];
        var kl = means.Sum();
        return new EvidenceBound(
            -reconstruction - kl, reconstruction, kl, Tensor.From(Array.ConvertAll(means, unit => (float)unit), units.Length));
    }

    private static (double Reconstruction, double[] Units) Sum(VariationalNetwork network, Tensor samples, int draws, RandomStream random)
    {
        var reconstruction = 0.0;
        double[]? units = null;
        using var memory = InferenceScope.Open();
        for (var start = 0; start < samples.Shape[0]; start += Batch)
        {
            memory.Recycle();
            var x = samples.Rows(start, Math.Min(Batch, samples.Shape[0] - start));
            var (mean, logVariance) = network.Encode(x, CallContext.Inference);
            units ??= new double[mean.Shape[1]];
            var kl = Ops.GaussianKl(mean, logVariance).AsSpan();
            for (var i = 0; i < kl.Length; i++) units[i % units.Length] += kl[i];
            for (var draw = 0; draw < draws; draw++)
            {
                var code = Sampling.Draw(mean, logVariance, random.Derive(start).Derive(draw));
                foreach (var value in network.Likelihood.NegativeLog(x, network.Decode(code, CallContext.Inference)).AsSpan())
                    reconstruction += value / draws;
            }
        }
        return (reconstruction, units ?? []);
    }
}
