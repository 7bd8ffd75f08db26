using System.Globalization;

namespace LatentSharp;

/// <summary>The objectives of adversarial networks.</summary>
public enum AdversarialLoss
{
    /// <summary><see cref="NonSaturatingObjective"/>.</summary>
    NonSaturating,

    /// <summary><see cref="LeastSquaresObjective"/>.</summary>
    LeastSquares,

    /// <summary><see cref="HingeObjective"/>.</summary>
    Hinge,

    /// <summary><see cref="WassersteinObjective"/>.</summary>
    Wasserstein,
}

/// <summary>What the options of adversarial networks share, whatever their networks.</summary>
public abstract record AdversarialOptions : TrainedOptions
{
    private protected AdversarialOptions()
    {
        LatentSize = 64;
        LearningRate = 2e-4;
    }

    /// <summary>
    /// What both networks make small. Default <see cref="AdversarialLoss.NonSaturating"/>, but for <see cref="WassersteinGan"/>.
    /// </summary>
    [Option("--objective", "The game that both networks play.")]
    public AdversarialLoss Objective { get; init; }

    /// <summary>
    /// What real samples are labelled with for the discriminator, with labels: 0.9 keeps it from being too sure. Default 1; above 0, at
    /// most 1.
    /// </summary>
    [Option(
        "--real-label", "The discriminator's label for real samples, as 0.9 (non-saturating and least-squares).", Above = 0,
        AtMost = 1)]
    public double RealLabel { get; init; } = 1;

    /// <summary>The weight of the penalty on the discriminator's gradient. Default 0, 10 for <see cref="WassersteinGan"/>.</summary>
    [Option("--gradient-penalty", "The weight of the penalty on the discriminator's gradient.", AtLeast = 0)]
    public double GradientPenalty { get; init; }

    /// <summary>
    /// Adam's learning rate for the discriminator; it stays, as the generator's does. Default 0.0002, 0.0001 for
    /// <see cref="WassersteinGan"/>.
    /// </summary>
    [Option("--discriminator-learning-rate", "The learning rate of the discriminator.", Above = 0)]
    public double DiscriminatorLearningRate { get; init; } = 2e-4;

    /// <summary>Steps of the discriminator for one of the generator. Default 1, 5 for <see cref="WassersteinGan"/>.</summary>
    [Option("--critic-steps", "Steps of the discriminator for one of the generator.", AtLeast = 1)]
    public int CriticSteps { get; init; } = 1;

    /// <summary>
    /// Adam's β₁, how much of the mean gradient stays each step. Default 0.5 (Radford et al. 2016), 0 for <see cref="WassersteinGan"/>.
    /// </summary>
    [Option("--beta1", "How much of the mean gradient stays each step.", AtLeast = 0, Below = 1)]
    public double Beta1 { get; init; } = 0.5;

    /// <summary>
    /// How much of the generator's average over steps stays each step; the average is the model. 0 for the last step alone. Default 0.999.
    /// </summary>
    [Option("--average", "How much of the generator's average over steps stays each step; 0 for none.", AtLeast = 0, Below = 1)]
    public double AverageDecay { get; init; } = 0.999;

    /// <inheritdoc/>
    public override AdversarialOptions CompleteFor(Tensor samples) => (AdversarialOptions)base.CompleteFor(samples);

    /// <inheritdoc/>
    public override string Describe(Shape sample)
    {
        var penalty = GradientPenalty == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $", gradient penalty {GradientPenalty}");
        var critic = CriticSteps == 1 ? "" : string.Create(CultureInfo.InvariantCulture, $", {CriticSteps} critic steps");
        return $"{Kind} {DescribeNetwork(sample)}, {EstimatorOption.TextOf(this, nameof(Objective))}{penalty}{critic}, {TrainingInWords}";
    }

    internal override bool LearnsFromStreams => true;

    internal override string LossInWords => "The losses of generator and discriminator";

    /// <summary>The objective at work.</summary>
    internal AdversarialObjective CreateObjective() => Objective switch
    {
        AdversarialLoss.LeastSquares => new LeastSquaresObjective { RealLabel = RealLabel, GradientPenalty = GradientPenalty },
        AdversarialLoss.Hinge => new HingeObjective { GradientPenalty = GradientPenalty },
        AdversarialLoss.Wasserstein => new WassersteinObjective { GradientPenalty = GradientPenalty },
        _ => new NonSaturatingObjective { RealLabel = RealLabel, GradientPenalty = GradientPenalty },
    };

    /// <summary>
    /// The optimizers of generator and discriminator. A schedule is the generator's, to which the discriminator keeps its ratio.
    /// </summary>
    internal (Adam Generator, Adam Discriminator) CreateOptimizers() => (
        CreateAdam(Schedule ?? LearningRate),
        CreateAdam(Schedule is { } schedule ? new InRatio(schedule, DiscriminatorLearningRate / LearningRate) : DiscriminatorLearningRate));

    private Adam CreateAdam(Schedule learningRate) => new(learningRate) { Beta1 = Beta1, Beta2 = Beta2 };

    /// <summary>Adam's β₂.</summary>
    private protected virtual double Beta2 => 0.999;

    /// <summary>A generator for samples of a shape.</summary>
    internal abstract Sequential CreateGenerator(Shape sample);

    /// <summary>What leads from samples of a shape to the discriminator's last hidden layer.</summary>
    internal abstract Sequential CreateFeatures(Shape sample);

    /// <summary>Both networks for samples of a shape, not built.</summary>
    internal AdversarialNetwork CreateNetwork(Shape sample) =>
        new(CreateGenerator(sample), CreateFeatures(sample), DenseLayers.Create(1, name: "score"), LatentSize, Seed);

    internal override FittedGan Restore(Shape sample, IReadOnlyDictionary<string, Tensor> weights) =>
        new(this, sample, NetworkWeights.Build(this, CreateNetwork, sample, weights), new History());

    /// <summary><c>64-128-784 / 784-128-1</c>.</summary>
    private protected abstract string DescribeNetwork(Shape sample);

    private sealed class InRatio(Schedule schedule, double ratio) : Schedule
    {
        public override double At(long step) => schedule.At(step) * ratio;
    }
}
