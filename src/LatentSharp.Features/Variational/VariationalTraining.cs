namespace LatentSharp;

/// <summary>What a step of training and of validation is for a <see cref="VariationalNetwork"/> with an objective.</summary>
/// <param name="network">What is trained, built.</param>
/// <param name="objective">What becomes small.</param>
/// <param name="epochs">How many there will be: validation judges by the objective as it is in the end.</param>
internal sealed class VariationalTraining(VariationalNetwork network, VariationalObjective objective, int epochs)
{
    private const int SheetSize = 64;

    private readonly RandomStream random = new(network.Seed);

    internal bool LossMayRise => objective.MayRise;

    /// <summary>Whether the objective is not of this library, so that nobody knows what it keeps from step to step.</summary>
    internal bool IsOfOthers => objective.GetType().Assembly != typeof(VariationalObjective).Assembly;

    internal void Step(ModelStep step)
    {
        var x = step.Batch.X;
        var (mean, logVariance) = network.Encode(x, step.Context);
        var code = network.Draw(mean, logVariance, step.Context);
        var reconstruction = network.Likelihood.MeanNegativeLog(x, network.Decode(code, step.Context));
        var kl = Ops.Mean(Ops.GaussianKl(mean, logVariance), 0);
        var loss = objective.Compute(new VariationalParts(reconstruction, mean, logVariance, code, kl, step.Epoch));
        step.Minimize(loss);
        step.Report("loss", loss);
        step.Report("reconstruction", reconstruction);
        step.Report("kl", Ops.Sum(Ops.StopGradient(kl)));
    }

    /// <summary>
    /// Minus the bound itself as the loss, without the weights that training puts on its parts; beside it, where they differ, the
    /// objective.
    /// </summary>
    internal void Test(ModelStep step)
    {
        var x = step.Batch.X;
        var (mean, logVariance) = network.Encode(x, CallContext.Inference);
        var code = Sampling.Draw(mean, logVariance, step.Context.Random.Derive(0));
        var reconstruction = network.Likelihood.NegativeLog(x, network.Decode(code, CallContext.Inference));
        var divergence = Ops.GaussianKl(mean, logVariance);
        var (bits, nats) = (Mean(reconstruction), Mean(divergence));
        step.Report("loss", bits + nats);
        step.Report("reconstruction", bits);
        step.Report("kl", nats);
        if (objective.IsBound) return;
        var parts = new VariationalParts((float)bits, mean, logVariance, code, Ops.Mean(divergence, 0), epochs);
        step.Report("objective", objective.Compute(parts));

        double Mean(Tensor values)
        {
            var sum = 0.0;
            foreach (var value in values.AsSpan()) sum += value;
            return sum / x.Shape[0];
        }
    }

    /// <summary>What the decoder makes of the same codes after every epoch.</summary>
    internal Tensor ShowSamples() => network.Expect(Ops.RandomNormal([SheetSize, network.LatentSize], random.Derive("sheet")));
}
