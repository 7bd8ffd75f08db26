namespace LatentSharp;

/// <summary>
/// 1 - 2·Σ t·p / (Σ t + Σ p + 1e-7) of each sample, over all axes but the first: how little predicted areas overlap the true ones
/// (Milletari et al. 2016). Keras's with all axes but the first as its <c>axis</c>; targets and predictions are 0 to 1. (N, …) -> (N).
/// </summary>
public sealed record Dice : Loss
{
    /// <inheritdoc/>
    public override string Name => "dice";

    /// <inheritdoc/>
    public override Tensor PerSample(Tensor target, Tensor prediction)
    {
        var (t, p) = Overlap.Flat(Name, target, prediction);
        return 1 - (2 * Ops.Sum(t * p, ^1) / (Ops.Sum(t, ^1) + Ops.Sum(p, ^1) + Overlap.Epsilon));
    }

    internal override TrainingWarning? Doubt(Tensor target, Tensor prediction) =>
        Domains.Aligned(Name, target, prediction, Domains.Distributions);

    private protected override Tensor Real(Tensor target, Tensor prediction) => Overlap.Unmasked(Name, prediction);
}

/// <summary>
/// 1 - tp / (tp + α·fp + β·fn + 1e-7) of each sample, over all axes but the first, with tp = Σ t·p, fp = Σ (1 - t)·p, fn = Σ t·(1 - p)
/// (Salehi et al. 2017): <see cref="Dice"/> with weights of its own for what is found and not there and for what is there and not found. α
/// and β are as in the paper and in the words of Keras's documentation; Keras's code has them the other way round. Targets and predictions
/// are 0 to 1. (N, …) -> (N).
/// </summary>
public sealed record Tversky : Loss
{
    /// <summary>How much false positives weigh, α. Default 0.5; 0 or more.</summary>
    public double Alpha { get; init => field = Require.InRange(value, 0, double.MaxValue, "Tversky: Alpha"); } = 0.5;

    /// <summary>How much false negatives weigh, β. Default 0.5; 0 or more.</summary>
    public double Beta { get; init => field = Require.InRange(value, 0, double.MaxValue, "Tversky: Beta"); } = 0.5;

    /// <inheritdoc/>
    public override string Name => "tversky";

    /// <inheritdoc/>
    public override Tensor PerSample(Tensor target, Tensor prediction)
    {
        var (t, p) = Overlap.Flat(Name, target, prediction);
        var hits = Ops.Sum(t * p, ^1);
        var (extra, missed) = (Ops.Sum((1 - t) * p, ^1), Ops.Sum(t * (1 - p), ^1));
        return 1 - (hits / (hits + (extra * (float)Alpha) + (missed * (float)Beta) + Overlap.Epsilon));
    }

    internal override TrainingWarning? Doubt(Tensor target, Tensor prediction) =>
        Domains.Aligned(Name, target, prediction, Domains.Distributions);

    private protected override Tensor Real(Tensor target, Tensor prediction) => Overlap.Unmasked(Name, prediction);
}

/// <summary>What losses of overlap share.</summary>
internal static class Overlap
{
    internal const float Epsilon = 1e-7f;

    /// <summary>A row for each sample.</summary>
    internal static (Tensor Target, Tensor Prediction) Flat(string name, Tensor target, Tensor prediction)
    {
        var (t, p) = Targets.Align(name, target, prediction);
        Shape rows = [p.Shape[0], p.Shape[0] == 0 ? 0 : p.Count / p.Shape[0]];
        return (Ops.Reshape(t, rows), Ops.Reshape(p, rows));
    }

    /// <exception cref="BadArgumentException">There is a mask, which a sum over the whole sample would pass over.</exception>
    internal static Tensor Unmasked(string name, Tensor prediction) => prediction.Mask.IsDefault
        ? default
        : throw new BadArgumentException(
            $"{name}: predictions {prediction.Shape} have a mask {prediction.Mask.Shape}; an overlap is "
            + "of whole samples, so take the mask off or multiply by it.");
}
