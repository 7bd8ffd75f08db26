namespace LatentSharp;

/// <summary>
/// A generator from noise to samples between -1 and 1, and a discriminator from such samples to scores, whose last hidden layer gives
/// features. It knows the range of the data, which becomes -1 to 1.
/// </summary>
internal sealed class AdversarialNetwork : Model
{
    private readonly int latentSize;
    private readonly Sequential features;
    private Parameter range = null!;

    internal AdversarialNetwork(Sequential generator, Sequential features, Layer score, int latentSize, long seed)
    {
        this.latentSize = latentSize;
        this.features = features;
        (Generator, Discriminator, Seed) = (generator, new Sequential(features, new Flatten(), score), seed);
    }

    internal Sequential Generator { get; }

    internal Sequential Discriminator { get; }

    /// <summary>What its steps are while it learns.</summary>
    internal AdversarialTraining? Training { get; set; }

    /// <summary>The size of the discriminator's last hidden layer.</summary>
    internal int FeatureSize { get; private set; }

    public override IReadOnlyList<Layer> Layers => [Generator, Discriminator];

    public override Shape OutputShape(Shape input) => [input[0], 1];

    /// <summary>Says which range of values becomes -1 to 1.</summary>
    internal void SetRange(SampleRange values)
    {
        // A single value would become a division by 0.
        var high = values.High > values.Low ? values.High : values.Low + 1;
        range.Assign(Tensor.From(values.Low, high));
    }

    /// <summary>Samples in the units of the data -> between -1 and 1.</summary>
    internal Tensor Narrow(Tensor samples)
    {
        var (low, high) = Range;
        return (low, high) == (-1, 1) ? samples : (samples * (2 / (high - low))) - ((high + low) / (high - low));
    }

    /// <summary>Samples between -1 and 1 -> in the units of the data.</summary>
    internal Tensor Widen(Tensor samples)
    {
        var (low, high) = Range;
        return (low, high) == (-1, 1) ? samples : (samples * ((high - low) / 2)) + ((high + low) / 2);
    }

    /// <summary>
    /// The features of samples in the units of the data, in batches, averaged over the places of an image: (N, …) -> (N, FeatureSize).
    /// </summary>
    internal Tensor Features(Tensor samples)
    {
        var hidden = features.Predict(Scaled(samples));
        if (hidden.Rank == 2) return hidden;
        using var scope = InferenceScope.Open();
        return Ops.Mean(hidden.Reshape([hidden.Shape[0], hidden.Shape[1] * hidden.Shape[2], hidden.Shape[3]]), 1).Keep();
    }

    /// <summary>The scores of samples in the units of the data, in batches: (N, …) -> (N).</summary>
    internal Tensor Scores(Tensor samples) => Discriminator.Predict(Scaled(samples)).Reshape(samples.Shape[0]);

    private Tensor Scaled(Tensor samples)
    {
        using var scope = InferenceScope.Open();
        return Narrow(samples).Keep();
    }

    protected override void BuildParameters(Shape input, Builder builder)
    {
        Shape noise = [Shape.Any, latentSize];
        builder.Build(Generator, "generator", noise);
        builder.Build(Discriminator, "discriminator", input);
        if (Generator.OutputShape(noise)[1..] != input[1..])
            throw new BadArgumentException(
                $"Generator: makes samples of shape {Generator.OutputShape(noise)[1..]}; {input[1..]} is needed.");
        FeatureSize = features.OutputShape(input)[^1];
        range = builder.Add("range", 2, Initializers.Zeros, trainable: false);
    }

    protected override void TrainStep(ModelStep step) => Training!.Step(step);

    protected override TrainingSnapshot SnapshotSteps() => Training?.Snapshot() ?? base.SnapshotSteps();

    protected override void RestoreSteps(TrainingSnapshot snapshot) => Training?.Restore(snapshot);

    protected override Tensor? ShowSamples() => Training?.ShowSamples();

    protected override Tensor Forward(Tensor input, in CallContext context) => Discriminator.Call(input, context);

    private (float Low, float High) Range
    {
        get
        {
            var values = range.Value.AsSpan();
            return (values[0], values[1]);
        }
    }
}
