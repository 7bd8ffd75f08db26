namespace LatentSharp;

/// <summary>Trains a <see cref="VariationalNetwork"/> for an objective.</summary>
internal sealed class VariationalLearner(VariationalNetwork network, VariationalObjective objective, Optimizer optimizer, long seed) : Learner(seed)
{
    private const int SheetSize = 64;

    private readonly Minimizer minimizer = new(optimizer, network.TrainableParameters());
    private readonly RandomStream random = new(seed);

    protected override IReadOnlyList<string> Series { get; } = ["loss", "reconstruction", "kl"];

    protected override void Step(in LearnerStep step, LearnerFigures figures)
    {
        var (mean, logVariance) = network.Encode(step.Batch, step.Context);
        var code = network.Draw(mean, logVariance, step.Context);
        var reconstruction = network.Likelihood.MeanNegativeLog(step.Batch, network.Decode(code, step.Context));
        var kl = Ops.Mean(Ops.GaussianKl(mean, logVariance), 0);
        var loss = objective.Compute(new VariationalParts(reconstruction, mean, logVariance, code, kl, step.Epoch));
        minimizer.Step(step.Tape, loss);
        figures.Add(0, loss.Item());
        figures.Add(1, reconstruction.Item());
        figures.Add(2, Ops.Sum(Ops.StopGradient(kl)).Item());
    }

    /// <summary>What the decoder makes of the same codes after every epoch.</summary>
    protected override Tensor? Generate() => network.Expect(Ops.RandomNormal([SheetSize, network.LatentSize], random.Derive("sheet")));

    /// <summary>The negative bound itself, without the weights that training puts on its parts.</summary>
    protected override double? Evaluate(Tensor validation, History history)
    {
        var bound = EvidenceBound.Measure(network, validation, 1, random.Derive("validation"));
        history.Add("val_loss", -bound.Elbo);
        history.Add("val_reconstruction", bound.Reconstruction);
        history.Add("val_kl", bound.Kl);
        return -bound.Elbo;
    }
}
