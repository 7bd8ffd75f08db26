namespace LatentSharp;

/// <summary>What a classifier's training makes small.</summary>
public enum ClassifierLoss
{
    /// <summary>The cross-entropy: -log of the probability of the true class.</summary>
    CrossEntropy,

    /// <summary>The focal loss, in which samples that are right already weigh less (Lin et al. 2017, γ = 2).</summary>
    Focal,
}

/// <summary>How much the classes weigh in a classifier's loss.</summary>
public enum ClassWeighting
{
    /// <summary>Each sample the same.</summary>
    None,

    /// <summary>Each class the same, however rare (<see cref="LatentSharp.ClassWeights.Balanced"/>).</summary>
    Balanced,
}

/// <summary>
/// What the options of classifiers share, whatever their networks. The features are the last hidden layer: its width is the number of
/// features.
/// </summary>
public abstract record ClassifierOptions : AugmentedOptions
{
    private protected ClassifierOptions() => LatentSize = 64;

    /// <summary>The share of the features that is dropped in training. Default 0.25; 0 to below 1.</summary>
    [Option(
        "--dropout", "The share of hidden values that is dropped in training, of a gan those of the discriminator.", AtLeast = 0,
        Below = 1, SearchFrom = 0, SearchTo = 0.5)]
    public double Dropout { get; init; } = 0.25;

    /// <summary>What training makes small. Default <see cref="ClassifierLoss.CrossEntropy"/>.</summary>
    [Option("--loss", "What training makes small.")]
    public ClassifierLoss Loss { get; init; }

    /// <summary>How much the classes weigh. Default <see cref="ClassWeighting.None"/>.</summary>
    [Option("--class-weights", "How much the classes weigh in the loss: each sample, or each class the same.")]
    public ClassWeighting ClassWeights { get; init; }

    /// <summary>
    /// Whether samples of rare classes are drawn again until all classes are equal in number (<see cref="OverSampling"/>). Default false;
    /// not beside balanced weights.
    /// </summary>
    [Option("--over-sample", "Whether samples of rare classes are drawn again until all classes are equal in number.")]
    public bool OverSample { get; init; }

    /// <inheritdoc/>
    public override ClassifierOptions CompleteFor(Tensor samples)
    {
        if (OverSample && ClassWeights == ClassWeighting.Balanced)
            throw Refuse(nameof(OverSample), "balanced class weights make up for rare classes already; choose one of the two");
        return (ClassifierOptions)base.CompleteFor(samples);
    }

    /// <summary>The layers from samples (N, …) to features (N, LatentSize).</summary>
    internal abstract IReadOnlyList<Layer> CreateBody(Shape sample);

    /// <summary>The network from samples over features to a logit for each class, not built; its first layer gives the features.</summary>
    internal Sequential CreateNetwork(Shape sample, int classes) =>
        new(new Sequential([.. CreateBody(sample)]) { Name = "body" }, new Dropout(Dropout), new Dense(classes) { Name = "output" })
        {
            Name = "classifier",
            Seed = Seed,
        };

    internal override FittedClassifier Restore(Shape sample, IReadOnlyDictionary<string, Tensor> weights)
    {
        if (!weights.TryGetValue("output/bias", out var bias) || bias.Rank != 1 || bias.Count < 2)
            throw new BadArgumentException($"{Kind}: the weights lack 'output/bias' with a number for each class.");
        return new FittedClassifier(
            this, sample, NetworkWeights.Build(this, shape => CreateNetwork(shape, bias.Count), sample, weights), new History());
    }

    /// <inheritdoc/>
    public override string Describe(Shape sample) => $"{Kind} {DescribeBody(sample)}, {TrainingInWords}";

    /// <summary>What training makes small, of labels and logits.</summary>
    internal Loss CreateLoss(int classes) => Loss == ClassifierLoss.Focal
        ? new SparseFocal(classes)
        : new SparseCategoricalCrossentropy { FromLogits = true };

    /// <summary>The same of shares of classes (N, K) and logits.</summary>
    internal Loss CreateLossOfShares() =>
        Loss == ClassifierLoss.Focal ? SparseFocal.Focal : new CategoricalCrossentropy { FromLogits = true };

    internal override bool NeedsLabels => true;

    internal override bool LearnsFromStreams => true;

    internal override string LossInWords => Loss == ClassifierLoss.Focal ? "Focal loss" : "Cross-entropy";

    /// <summary>The layers in a few words.</summary>
    private protected abstract string DescribeBody(Shape sample);
}
