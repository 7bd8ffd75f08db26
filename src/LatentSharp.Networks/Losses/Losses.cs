namespace LatentSharp;

/// <summary>
/// The losses by their Keras names, with default settings; those that have settings are classes of the same name. Each gives a value
/// for each sample from the last axis, then reduces by <see cref="Loss.Reduction"/>.
/// </summary>
public static class Losses
{
    /// <summary>The mean of (prediction - target)².</summary>
    public static Loss MeanSquaredError { get; } = new ElementLossOf<SquaredErrorOp>("mean_squared_error");

    /// <summary>The mean of |prediction - target|.</summary>
    public static Loss MeanAbsoluteError { get; } = new ElementLossOf<AbsoluteErrorOp>("mean_absolute_error");

    /// <summary>The mean of 100 · |target - prediction| / max(|target|, 1e-7).</summary>
    public static Loss MeanAbsolutePercentageError { get; } = new ElementLossOf<PercentageErrorOp>(
        "mean_absolute_percentage_error", Doubts: Domains.NotZero);

    /// <summary>The mean of (log(target + 1) - log(prediction + 1))², both at least 1e-7.</summary>
    public static Loss MeanSquaredLogarithmicError { get; } = new ElementLossOf<SquaredLogErrorOp>(
        "mean_squared_logarithmic_error", Doubts: Domains.NotNegative);

    /// <inheritdoc cref="LatentSharp.Huber"/>
    public static Huber Huber { get; } = new();

    /// <summary>The mean of log cosh(prediction - target).</summary>
    public static Loss LogCosh { get; } = new ElementLossOf<LogCoshOp>("log_cosh");

    /// <summary>The mean of prediction - target · log(prediction + 1e-7).</summary>
    public static Loss Poisson { get; } = new ElementLossOf<PoissonOp>("poisson", Doubts: Domains.Rates);

    /// <summary>The mean of max(1 - t·p, 0), t of -1 and 1; targets of 0 and 1 alone are taken as those.</summary>
    public static Loss Hinge { get; } = new HingeLoss<HingeOp>("hinge");

    /// <summary>The mean of max(1 - t·p, 0)², t of -1 and 1; targets of 0 and 1 alone are taken as those.</summary>
    public static Loss SquaredHinge { get; } = new HingeLoss<SquaredHingeOp>("squared_hinge");

    /// <summary>max(1 + max((1 - t)·p) - Σ t·p, 0), t one-hot.</summary>
    public static Loss CategoricalHinge { get; } = new RowLoss("categorical_hinge", (t, p) =>
        Ops.Maximum(1 + Ops.Max((1 - t) * p, ^1) - Ops.Sum(t * p, ^1), 0), Domains.OneHot);

    /// <summary>Σ t·log(t / p), both clipped to [1e-7, 1].</summary>
    public static Loss KLDivergence { get; } = new RowLoss("kl_divergence", (t, p) =>
    {
        var truth = Ops.Clip(t, 1e-7f, 1);
        return Ops.Sum(truth * (Ops.Log(truth) - Ops.Log(Ops.Clip(p, 1e-7f, 1))), ^1);
    }, Domains.Distributions);

    /// <summary>-Σ t·p / (|t|·|p|), from -1 (same direction) to 1; a length below 1e-7 counts as that.</summary>
    public static Loss CosineSimilarity { get; } = new RowLoss("cosine_similarity", (t, p) => -Ops.Sum(Unit(t) * Unit(p), ^1));

    /// <inheritdoc cref="LatentSharp.BinaryCrossentropy"/>
    public static BinaryCrossentropy BinaryCrossentropy { get; } = new();

    /// <summary>The mean binary cross-entropy of logits.</summary>
    public static BinaryCrossentropy BinaryCrossentropyFromLogits { get; } = new() { FromLogits = true };

    /// <inheritdoc cref="LatentSharp.BinaryFocalCrossentropy"/>
    public static BinaryFocalCrossentropy BinaryFocalCrossentropy { get; } = new();

    /// <inheritdoc cref="LatentSharp.CategoricalCrossentropy"/>
    public static CategoricalCrossentropy CategoricalCrossentropy { get; } = new();

    /// <inheritdoc cref="LatentSharp.SparseCategoricalCrossentropy"/>
    public static SparseCategoricalCrossentropy SparseCategoricalCrossentropy { get; } = new();

    /// <inheritdoc cref="LatentSharp.CategoricalFocalCrossentropy"/>
    public static CategoricalFocalCrossentropy CategoricalFocalCrossentropy { get; } = new();

    /// <inheritdoc cref="LatentSharp.Dice"/>
    public static Dice Dice { get; } = new();

    /// <inheritdoc cref="LatentSharp.Tversky"/>
    public static Tversky Tversky { get; } = new();

    /// <inheritdoc cref="LatentSharp.Ctc"/>
    public static Ctc Ctc { get; } = new();

    internal static Tensor Unit(Tensor x) => x / Ops.Sqrt(Ops.Maximum(Ops.Sum(Ops.Square(x), ^1, keepAxis: true), 1e-14f));
}
