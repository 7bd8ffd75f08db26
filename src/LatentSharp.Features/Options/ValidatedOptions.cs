namespace LatentSharp;

/// <summary>How the epoch is chosen whose weights a model keeps.</summary>
public enum EarlyStoppingMode
{
    /// <summary>
    /// By the validation samples that <c>Fit</c> is given; without them the last of all epochs is kept, as <see cref="No"/> says. <c>latent
    /// learn</c> gives none and takes
    /// <see cref="Yes"/> from 500 rows on; with fewer <see cref="CrossValidation"/> where that is a matter of seconds, and else
    /// <see cref="No"/>.
    /// </summary>
    Auto,

    /// <summary>
    /// The epoch of the least loss on the validation samples; without them on a share of the rows, which is set aside and not learned from.
    /// </summary>
    Yes,

    /// <summary>All epochs are trained on all rows, and the last is kept.</summary>
    No,

    /// <summary>
    /// The epoch of the least mean loss in a cross-validation of 5 folds; then all rows are learned from up to that epoch. It takes six
    /// times as long.
    /// </summary>
    CrossValidation,
}

/// <summary>
/// The options of estimators whose loss on other samples tells how good they are, so that the best epoch can be chosen by it.
/// </summary>
public abstract record ValidatedOptions : TrainedOptions
{
    private const int LeastPatience = 10;

    // Measured on digits with two features: half-way down the cosine the loss may rest for a quarter of the epochs and fall again.
    private const int ShareOfEpochs = 3;

    /// <summary>How the epoch is chosen whose weights are kept. Default <see cref="EarlyStoppingMode.Auto"/>.</summary>
    [Option(
        "--early-stopping",
        "Whether the best epoch's weights are kept: yes, by a share of the rows; cross-validation; auto by their number.",
        AbsentMeans = EarlyStoppingMode.No)]
    public EarlyStoppingMode EarlyStopping { get; init; }

    /// <summary>
    /// Epochs without a smaller validation loss before training ends. Default null: a third of the epochs, but 10 at least; 1 or more.
    /// </summary>
    [Option(
        "--patience", "Epochs without a smaller validation loss before training ends.", AtLeast = 1,
        Automatic = "a third of the epochs, 10 at least", AbsentMeans = LeastPatience)]
    public int? Patience { get; init; }

    /// <summary>
    /// The share of the rows that <see cref="EarlyStoppingMode.Yes"/> sets aside where no validation samples are given; of each class the
    /// same share where there are labels.
    /// Default 0.1; above 0 and below 1.
    /// </summary>
    [Option(
        "--early-stopping-share", "The share of the rows to learn from that is set aside to choose the epoch.",
        Above = 0, Below = 1, AbsentMeans = 0.1)]
    public double EarlyStoppingShare { get; init; } = 0.1;

    /// <summary>
    /// Samples of a shard: each takes a whole step, forwards and back, on one thread, and the gradients are added in the shards' order, see
    /// <see cref="FitOptions.ShardSize"/>. Default 0: each operation of the whole batch is divided; 0 or more.
    /// </summary>
    [Option(
        "--shard-size",
        "Samples that one thread takes through a whole step; 0: each operation is divided. Results depend on it, not on threads.",
        AtLeast = 0, AbsentMeans = 0)]
    public int ShardSize { get; init; }

    /// <inheritdoc/>
    internal override FitOptions FittingFor(LearningSet training) =>
        ShardSize > 0 ? new FitOptions { ShardSize = ShardSize } : base.FittingFor(training);

    /// <summary>The series of the history by which the epoch is chosen.</summary>
    internal virtual string Monitor => "val_loss";

    /// <summary>
    /// About how many multiplications one pass of a sample takes, at most: of weights that are used once for each value of a sample of
    /// several axes.
    /// </summary>
    internal virtual double WorkOfSample(Shape sample) => CountParameters(sample) * (double)(sample.Rank > 1 ? sample.Count : 1);

    /// <summary>
    /// At least how many multiplications one pass of a sample takes, counted layer by layer; null where nobody has counted.
    /// </summary>
    internal virtual double? LeastWorkOfSample(Shape sample) => null;

    /// <summary>The patience for so many epochs.</summary>
    internal static int PatienceFor(int epochs) => Math.Max(LeastPatience, (epochs + ShareOfEpochs - 1) / ShareOfEpochs);

    private protected override string EpochsInWords =>
        $"{(EarlyStopping is EarlyStoppingMode.Yes or EarlyStoppingMode.CrossValidation ? "at most " : "")}{base.EpochsInWords}";
}
