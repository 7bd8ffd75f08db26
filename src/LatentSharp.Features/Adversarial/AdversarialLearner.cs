namespace LatentSharp;

/// <summary>Trains an <see cref="AdversarialNetwork"/>: steps of the discriminator, and after every so many one of the generator.</summary>
internal sealed class AdversarialLearner : Learner
{
    private const int SheetSize = 64;

    private readonly AdversarialNetwork network;
    private readonly AdversarialObjective objective;
    private readonly int criticSteps;
    private readonly Sequential shown;
    private readonly WeightAverager? averager;
    private readonly Minimizer generatorMinimizer;
    private readonly Minimizer discriminatorMinimizer;
    private readonly Tensor sheet;
    private readonly int latentSize;
    private long step;

    /// <param name="network">What is trained, built and its range set.</param>
    /// <param name="options">Complete.</param>
    /// <param name="average">A generator of the same form, built, that becomes the average over steps; null for none.</param>
    internal AdversarialLearner(AdversarialNetwork network, AdversarialOptions options, Sequential? average = null) : base(options.Seed)
    {
        (this.network, shown, latentSize) = (network, average ?? network.Generator, options.LatentSize);
        (objective, criticSteps) = (options.CreateObjective(), options.CriticSteps);
        averager = average is null ? null : new WeightAverager(network.Generator, average, options.AverageDecay);
        generatorMinimizer = new Minimizer(options.CreateAdam(options.LearningRate), network.Generator.TrainableParameters());
        discriminatorMinimizer = new Minimizer(options.CreateAdam(options.DiscriminatorLearningRate), network.Discriminator.TrainableParameters());
        sheet = Ops.RandomNormal([SheetSize, latentSize], new RandomStream(options.Seed).Derive("sheet"));
    }

    protected override IReadOnlyList<string> Series { get; } = ["generator_loss", "discriminator_loss", "discriminator_accuracy_real", "discriminator_accuracy_fake"];

    protected override int Losses => 2;

    protected override void Step(in LearnerStep given, LearnerFigures figures)
    {
        var context = given.Context;
        var real = network.Narrow(given.Batch);
        var noise = Ops.RandomNormal([real.Shape[0], latentSize], context.Random.Derive("noise"));
        var generated = network.Generator.Call(noise, context);

        var discriminatorLoss = Discriminate(given.Tape, real, Ops.StopGradient(generated), context, figures);
        discriminatorMinimizer.Step(given.Tape, discriminatorLoss);
        figures.Add(1, discriminatorLoss.Item());
        if (step++ % criticSteps != 0) return;

        var generatorLoss = objective.Generator(network.Discriminator.Call(generated, context with { Random = context.Random.Derive("judged") }));
        generatorMinimizer.Step(given.Tape, generatorLoss);
        averager?.Update();
        figures.Add(0, generatorLoss.Item());
    }

    /// <summary>The discriminator's loss on real and generated samples; notes how often it is right.</summary>
    private Tensor Discriminate(GradientTape tape, Tensor real, Tensor generated, in CallContext context, LearnerFigures figures)
    {
        var realScores = network.Discriminator.Call(real, context with { Random = context.Random.Derive("real") });
        var generatedScores = network.Discriminator.Call(generated, context with { Random = context.Random.Derive("generated") });
        var boundary = objective.Boundary ?? (Mean(realScores) + Mean(generatedScores)) / 2;
        figures.Add(2, ShareAbove(realScores, boundary));
        figures.Add(3, 1 - ShareAbove(generatedScores, boundary));
        var loss = objective.Discriminator(realScores, generatedScores);
        if (objective.GradientPenalty == 0) return loss;
        var points = GradientPenalty.Between(real, generated, context.Random.Derive("penalty"));
        return loss + (GradientPenalty.At(tape, network.Discriminator, points, context) * (float)objective.GradientPenalty);
    }

    /// <summary>The same noise after every epoch, through the averaged generator.</summary>
    protected override Tensor? Generate()
    {
        var samples = shown.Predict(sheet);
        using var scope = InferenceScope.Open();
        return network.Widen(samples).Keep();
    }

    /// <summary>Puts the averaged generator in the place of the last.</summary>
    internal void Finish()
    {
        if (averager is null) return;
        foreach (var (from, to) in shown.AllParameters().Zip(network.Generator.AllParameters())) to.Parameter.Assign(from.Parameter.Snapshot());
    }

    private static double ShareAbove(Tensor scores, double boundary)
    {
        var above = 0;
        foreach (var score in scores.AsSpan()) above += score > boundary ? 1 : 0;
        return above / (double)scores.Count;
    }

    private static double Mean(Tensor scores)
    {
        var sum = 0.0;
        foreach (var score in scores.AsSpan()) sum += score;
        return sum / scores.Count;
    }
}
