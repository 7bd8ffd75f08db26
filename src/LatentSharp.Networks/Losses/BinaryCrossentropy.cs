namespace LatentSharp;

/// <summary>
/// The mean along the last axis of -t·log p - (1 - t)·log(1 - p): independent yes-or-no answers. Probabilities are clipped to
/// [1e-7, 1 - 1e-7]; from logits nothing is lost.
/// </summary>
public sealed record BinaryCrossentropy : Loss
{
    /// <summary>Whether predictions are logits z, p = sigmoid z. Default false.</summary>
    public bool FromLogits { get; init; }

    /// <summary>Targets become t·(1 - s) + s / 2. Default 0; 0 to 1.</summary>
    public double LabelSmoothing { get; init => field = Require.InRange(value, 0, 1, "BinaryCrossentropy: LabelSmoothing"); }

    /// <inheritdoc/>
    public override string Name => FromLogits ? "binary_crossentropy_from_logits" : "binary_crossentropy";

    /// <inheritdoc/>
    public override Tensor PerSample(Tensor target, Tensor prediction)
    {
        var (t, p) = Smoothed(target, prediction);
        return FromLogits
            ? ElementLoss.PerSample<LogitsBinaryCrossentropyOp>(Name, t, p)
            : ElementLoss.PerSample<BinaryCrossentropyOp>(Name, t, p);
    }

    internal override TrainingWarning? Doubt(Tensor target, Tensor prediction) => Domains.Binary(Name, target, prediction, FromLogits);

    internal override Tensor Mean(Tensor target, Tensor prediction)
    {
        var (t, p) = Smoothed(target, prediction);
        return FromLogits ? Ops.BinaryCrossentropyFromLogits(t, p) : Ops.BinaryCrossentropy(t, p);
    }

    private (Tensor Target, Tensor Prediction) Smoothed(Tensor target, Tensor prediction)
    {
        var (t, p) = Targets.Align(Name, target, prediction);
        return (Targets.Smoothed(t, LabelSmoothing, 2), p);
    }
}

/// <summary>
/// The binary cross-entropy times (1 - p_t)^γ, p_t the probability given to the truth: what is learned already weighs less (Lin et al.
/// 2017).
/// </summary>
public sealed record BinaryFocalCrossentropy : Loss
{
    /// <summary>The exponent γ. Default 2; 0 or more.</summary>
    public double Gamma { get; init => field = Require.InRange(value, 0, 100, "BinaryFocalCrossentropy: Gamma"); } = 2;

    /// <summary>The weight α of class 1, 1 - α that of class 0; null, the default, for none. Keras's balancing has 0.25.</summary>
    public double? Alpha
    {
        get;
        init => field = value is { } alpha ? Require.InRange(alpha, 0, 1, "BinaryFocalCrossentropy: Alpha") : null;
    }

    /// <summary>Whether predictions are logits. Default false.</summary>
    public bool FromLogits { get; init; }

    /// <summary>Targets become t·(1 - s) + s / 2. Default 0; 0 to 1.</summary>
    public double LabelSmoothing { get; init => field = Require.InRange(value, 0, 1, "BinaryFocalCrossentropy: LabelSmoothing"); }

    /// <inheritdoc/>
    public override string Name => "binary_focal_crossentropy";

    /// <inheritdoc/>
    public override Tensor PerSample(Tensor target, Tensor prediction)
    {
        var (t, z) = Targets.Align(Name, target, prediction);
        t = Targets.Smoothed(t, LabelSmoothing, 2);
        var p = FromLogits ? Ops.Sigmoid(z) : z;
        var clipped = FromLogits ? z : Ops.Clip(z, 1e-7f, 1 - 1e-7f);
        var loss = FromLogits ? Ops.Softplus(z) - (z * t) : -(t * Ops.Log(clipped)) - ((1 - t) * Ops.Log(1 - clipped));
        if (Gamma > 0) loss *= Ops.Pow(1 - (t * p) - ((1 - t) * (1 - p)), (float)Gamma);
        if (Alpha is { } alpha) loss *= (t * (float)alpha) + ((1 - t) * (float)(1 - alpha));
        return Ops.Mean(loss, ^1);
    }

    internal override TrainingWarning? Doubt(Tensor target, Tensor prediction) => Domains.Binary(Name, target, prediction, FromLogits);
}
