namespace LatentSharp;

/// <summary>
/// -Σ t·log p along the last axis: one class of C, targets one-hot or probabilities (N, …, C). Probabilities are divided by their sum and
/// clipped to [1e-7, 1 - 1e-7], as Keras does; from logits the softmax is part of the kernel and nothing is lost.
/// </summary>
public sealed record CategoricalCrossentropy : Loss
{
    /// <summary>Whether predictions are logits, before the softmax. Default false.</summary>
    public bool FromLogits { get; init; }

    /// <summary>Targets become t·(1 - s) + s / C. Default 0; 0 to 1.</summary>
    public double LabelSmoothing { get; init => field = Require.InRange(value, 0, 1, "CategoricalCrossentropy: LabelSmoothing"); }

    /// <summary>The axis of the classes, counted from the end when negative. Default -1, the last.</summary>
    public int Axis { get; init; } = -1;

    /// <inheritdoc/>
    public override string Name => "categorical_crossentropy";

    /// <inheritdoc/>
    public override Tensor PerSample(Tensor target, Tensor prediction)
    {
        var (t, p) = Targets.Align(Name, target, prediction);
        (t, p) = (ClassAxis.Last(Name, t, Axis), ClassAxis.Last(Name, p, Axis));
        t = Targets.Smoothed(t, LabelSmoothing, p.Shape[^1]);
        return Of(t, p, FromLogits);
    }

    internal override TrainingWarning? Doubt(Tensor target, Tensor prediction) =>
        Domains.Categorical(Name, target, prediction, Axis, FromLogits);

    internal static Tensor Of(Tensor target, Tensor prediction, bool fromLogits) => fromLogits
        ? Ops.SoftmaxCrossentropy(target, prediction)
        : -Ops.Sum(target * Ops.Log(Targets.Normalized(prediction)), ^1);
}

/// <summary>
/// <see cref="CategoricalCrossentropy"/> of labels: whole numbers (N, …) or (N, …, 1), as Int32, Int64 or Float32, where predictions are
/// (N, …, C).
/// </summary>
public sealed record SparseCategoricalCrossentropy : Loss
{
    /// <summary>Whether predictions are logits, before the softmax. Default false.</summary>
    public bool FromLogits { get; init; }

    /// <summary>
    /// A label that counts nothing, as -1 or 255 for what is not labelled: its loss is 0, and means are over the others. Default null:
    /// every label counts.
    /// </summary>
    public int? IgnoreClass { get; init; }

    /// <summary>The axis of the classes, counted from the end when negative. Default -1, the last.</summary>
    public int Axis { get; init; } = -1;

    /// <inheritdoc/>
    public override string Name => "sparse_categorical_crossentropy";

    /// <inheritdoc/>
    public override Tensor PerSample(Tensor target, Tensor prediction)
    {
        prediction = ClassAxis.Last(Name, Operand.Floats(prediction, Name, "the prediction"), Axis);
        target = Labels(target, prediction);
        if (IgnoreClass is null) return CategoricalCrossentropy.Of(Targets.OneHot(Name, target, prediction), prediction, FromLogits);
        var counts = Counts(target);
        var values = CategoricalCrossentropy.Of(Targets.OneHot(Name, Ops.ToFloat(target) * counts, prediction), prediction, FromLogits);
        return values * Ops.Reshape(counts, values.Shape);
    }

    internal override Tensor Counting(Tensor target, Tensor prediction)
    {
        if (IgnoreClass is null) return default;
        prediction = ClassAxis.Last(Name, prediction, Axis);
        return Ops.Reshape(Counts(Labels(target, prediction)), prediction.Shape[..^1]);
    }

    internal override TrainingWarning? Doubt(Tensor target, Tensor prediction) =>
        Domains.Categorical(Name, default, prediction, Axis, FromLogits);

    /// <summary>Labels without their axis of classes, where that is there and of size 1.</summary>
    private Tensor Labels(Tensor target, Tensor prediction)
    {
        var axis = Axis < 0 ? target.Rank + Axis : Axis;
        if (target.Rank != prediction.Rank || axis < 0 || axis >= target.Rank || target.Shape[axis] != 1) return target;
        var shape = target.Shape[..axis];
        for (var i = axis + 1; i < target.Rank; i++) shape = shape.Append(target.Shape[i]);
        return Ops.Reshape(target, shape);
    }

    /// <summary>1 where a label counts, 0 where it does not.</summary>
    private Tensor Counts(Tensor target) => 1 - Ops.ToFloat(Ops.Equal(Ops.ToFloat(target), Tensor.Scalar(IgnoreClass!.Value)));
}

/// <summary>
/// -Σ α·(1 - p)^γ·t·log p along the last axis: what is learned already weighs less (Lin et al. 2017).
/// </summary>
public sealed record CategoricalFocalCrossentropy : Loss
{
    /// <summary>The exponent γ. Default 2; 0 or more.</summary>
    public double Gamma { get; init => field = Require.InRange(value, 0, 100, "CategoricalFocalCrossentropy: Gamma"); } = 2;

    /// <summary>The weight α of all classes. Default 0.25.</summary>
    public double Alpha { get; init => field = Require.Positive(value, "CategoricalFocalCrossentropy: Alpha"); } = 0.25;

    /// <summary>Whether predictions are logits. Default false.</summary>
    public bool FromLogits { get; init; }

    /// <summary>Targets become t·(1 - s) + s / C. Default 0; 0 to 1.</summary>
    public double LabelSmoothing { get; init => field = Require.InRange(value, 0, 1, "CategoricalFocalCrossentropy: LabelSmoothing"); }

    /// <summary>The axis of the classes, counted from the end when negative. Default -1, the last.</summary>
    public int Axis { get; init; } = -1;

    /// <inheritdoc/>
    public override string Name => "categorical_focal_crossentropy";

    /// <inheritdoc/>
    public override Tensor PerSample(Tensor target, Tensor prediction)
    {
        var (t, p) = Targets.Align(Name, target, prediction);
        (t, p) = (ClassAxis.Last(Name, t, Axis), ClassAxis.Last(Name, p, Axis));
        t = Targets.Smoothed(t, LabelSmoothing, p.Shape[^1]);
        p = Targets.Normalized(FromLogits ? Ops.Softmax(p) : p);
        var loss = t * Ops.Log(p) * (float)-Alpha;
        return Ops.Sum(Gamma > 0 ? loss * Ops.Pow(1 - p, (float)Gamma) : loss, ^1);
    }

    internal override TrainingWarning? Doubt(Tensor target, Tensor prediction) =>
        Domains.Categorical(Name, target, prediction, Axis, FromLogits);
}
