namespace LatentSharp;

/// <summary>
/// What a step of training is for an <see cref="AdversarialNetwork"/>: one of the discriminator, and after every so many one of the
/// generator.
/// </summary>
internal sealed class AdversarialTraining
{
    private const int SheetSize = 64;

    private readonly AdversarialNetwork network;
    private readonly AdversarialObjective objective;
    private readonly int criticSteps;
    private readonly Sequential shown;
    private readonly WeightAverager? averager;
    private readonly Adam ofGenerator, ofDiscriminator;
    private readonly Tensor sheet;
    private readonly int latentSize;
    private long step;

    /// <param name="network">What is trained, built and its range set.</param>
    /// <param name="options">Complete.</param>
    /// <param name="average">A generator of the same form, built, that becomes the average over steps; null for none.</param>
    internal AdversarialTraining(AdversarialNetwork network, AdversarialOptions options, Sequential? average = null)
    {
        (this.network, shown, latentSize) = (network, average ?? network.Generator, options.LatentSize);
        (objective, criticSteps) = (options.CreateObjective(), options.CriticSteps);
        averager = average is null ? null : new WeightAverager(network.Generator, average, options.AverageDecay);
        (ofGenerator, ofDiscriminator) = options.CreateOptimizers();
        sheet = Ops.RandomNormal([SheetSize, latentSize], new RandomStream(options.Seed).Derive("sheet"));
    }

    /// <summary>That of the generator, whose learning rate is the training's.</summary>
    internal Optimizer Optimizer => ofGenerator;

    internal void Step(ModelStep given)
    {
        var context = given.Context;
        var real = network.Narrow(given.Batch.X);
        var noise = Ops.RandomNormal([real.Shape[0], latentSize], context.Random.Derive("noise"));
        var generated = network.Generator.Call(noise, context);

        var discriminatorLoss = Discriminate(given.Tape, real, Ops.StopGradient(generated), context, out var onReal, out var onGenerated);
        given.Minimize(discriminatorLoss, network.Discriminator, ofDiscriminator);
        double judged = discriminatorLoss.Item();
        if (step++ % criticSteps == 0)
        {
            var judging = context with { Random = context.Random.Derive("judged") };
            var generatorLoss = objective.Generator(network.Discriminator.Call(generated, judging));
            given.Minimize(generatorLoss, network.Generator, ofGenerator);
            averager?.Update();
            given.Report("generator_loss", generatorLoss);
        }
        given.Report("discriminator_loss", judged);
        given.Report("discriminator_accuracy_real", onReal);
        given.Report("discriminator_accuracy_fake", onGenerated);
    }

    /// <summary>What the steps remember beside weights and optimizers.</summary>
    internal TrainingSnapshot Snapshot()
    {
        var snapshot = new TrainingSnapshot();
        snapshot.Add("step", step);
        if (averager is not null) snapshot.Add("average", averager.Snapshot());
        return snapshot;
    }

    /// <exception cref="BadArgumentException">The snapshot is of another training.</exception>
    internal void Restore(TrainingSnapshot snapshot)
    {
        var done = snapshot.Count("step");
        averager?.Restore(snapshot.Under("average"));
        step = done;
    }

    /// <summary>The discriminator's loss on real and generated samples, and how often it is right.</summary>
    private Tensor Discriminate(
        GradientTape tape, Tensor real, Tensor generated, in CallContext context, out double onReal, out double onGenerated)
    {
        var realScores = network.Discriminator.Call(real, context with { Random = context.Random.Derive("real") });
        var generatedScores = network.Discriminator.Call(generated, context with { Random = context.Random.Derive("generated") });
        var boundary = objective.Boundary ?? (Mean(realScores) + Mean(generatedScores)) / 2;
        (onReal, onGenerated) = (ShareAbove(realScores, boundary), 1 - ShareAbove(generatedScores, boundary));
        var loss = objective.Discriminator(realScores, generatedScores);
        if (objective.GradientPenalty == 0) return loss;
        var points = GradientPenalty.Between(real, generated, context.Random.Derive("penalty"));
        return loss + (GradientPenalty.At(tape, network.Discriminator, points, context) * (float)objective.GradientPenalty);
    }

    /// <summary>The same noise after every epoch, through the averaged generator.</summary>
    internal Tensor ShowSamples()
    {
        var samples = shown.Predict(sheet);
        using var scope = InferenceScope.Open();
        return network.Widen(samples).Keep();
    }

    /// <summary>Puts the averaged generator in the place of the last.</summary>
    internal void Finish()
    {
        if (averager is null) return;
        foreach (var (from, to) in shown.AllParameters().Zip(network.Generator.AllParameters()))
            to.Parameter.Assign(from.Parameter.Snapshot());
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
