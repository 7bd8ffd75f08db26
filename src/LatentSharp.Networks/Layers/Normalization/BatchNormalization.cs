namespace LatentSharp;

/// <summary>
/// Batch normalisation (Ioffe and Szegedy 2015): gamma · (x - mean) / √(variance + ε) + beta for each channel, (N, …, C) -> the same shape.
/// In training the mean and the biased variance are those of the batch, and the moving ones follow: moving · momentum + batch · (1 -
/// momentum). Otherwise, and when the layer or a network around it is not trainable, the moving ones are used. Entries that a mask says are
/// padding do not count. Weights: <c>gamma</c> (C), <c>beta</c> (C), <c>moving_mean</c> (C) and <c>moving_variance</c> (C), of which the
/// last two are not trained.
/// </summary>
public sealed class BatchNormalization : NormalizationLayer
{
    private const float MaskEpsilon = 1e-7f;

    private readonly double momentum = 0.99;
    private Parameter movingMean = null!;
    private Parameter movingVariance = null!;

    /// <inheritdoc/>
    protected internal override bool ChangesInTraining => true;

    /// <summary>The averages move in training alone.</summary>
    internal override bool ChangesInPrediction => false;

    /// <summary>The axis of the channels, counted with the batch axis. Default the last.</summary>
    public Index Axis { get; init; } = ^1;

    /// <summary>How much of the moving averages is kept at each step, 0 to 1. Default 0.99.</summary>
    public double Momentum
    {
        get => momentum;
        init => momentum = Require.InRange(value, 0, 1, "BatchNormalization: Momentum");
    }

    /// <summary>Where the moving mean starts. Default <see cref="Initializers.Zeros"/>.</summary>
    public Initializer MovingMeanInitializer { get; init; } = Initializers.Zeros;

    /// <summary>Where the moving variance starts. Default <see cref="Initializers.Ones"/>.</summary>
    public Initializer MovingVarianceInitializer { get; init; } = Initializers.Ones;

    /// <inheritdoc/>
    public override Shape OutputShape(Shape input)
    {
        Place(Axis, input);
        return input;
    }

    /// <inheritdoc/>
    protected internal override void BuildParameters(Shape input, Builder builder)
    {
        var channels = input[Place(Axis, input)];
        AddWeights(builder, channels);
        movingMean = builder.Add("moving_mean", channels, MovingMeanInitializer, trainable: false);
        movingVariance = builder.Add("moving_variance", channels, MovingVarianceInitializer, trainable: false);
    }

    /// <inheritdoc/>
    protected internal override Tensor Forward(Tensor input, in CallContext context)
    {
        var (at, last) = (Place(Axis, input.Shape), input.Rank - 1);
        var x = Ops.MoveAxis(input, at, last);
        Tensor y;
        if (!context.Trains(this)) y = Ops.BatchNormalize(x, movingMean.Value, movingVariance.Value, Gamma, Beta, (float)Epsilon);
        else if (input.Mask.IsDefault) y = OfBatch(x);
        else y = OfMaskedBatch(x, Ops.MoveAxis(Spread(input.Mask, input.Shape), at, last));
        return Ops.MoveAxis(y, last, at);
    }

    private Tensor OfBatch(Tensor x)
    {
        var y = Ops.BatchNormalize(x, Gamma, Beta, (float)Epsilon, out var mean, out var variance);
        if (x.Count > 0) Follow(mean, variance);
        return y;
    }

    private Tensor OfMaskedBatch(Tensor x, Tensor mask)
    {
        var rows = Ops.Reshape(x, [Shape.Any, x.Shape[^1]]);
        var weights = Ops.Reshape(mask, rows.Shape);
        var sum = Ops.Sum(weights, 0) + MaskEpsilon;
        var mean = Ops.Sum(rows * weights, 0) / sum;
        var centered = rows - mean;
        var variance = Ops.Sum(Ops.Square(centered) * weights, 0) / sum;
        Follow(mean, variance);
        var y = centered / Ops.Sqrt(variance + (float)Epsilon);
        if (Scale) y *= Gamma;
        if (Center) y += Beta;
        return Ops.Reshape(y, x.Shape);
    }

    private void Follow(Tensor mean, Tensor variance)
    {
        Follow(movingMean, mean.AsSpan());
        Follow(movingVariance, variance.AsSpan());
    }

    private void Follow(Parameter moving, ReadOnlySpan<float> batch)
    {
        var (kept, taken) = ((float)Momentum, (float)(1 - Momentum));
        var values = moving.Memory;
        for (var i = 0; i < values.Length; i++) values[i] = (values[i] * kept) + (batch[i] * taken);
        moving.Touch();
    }

    /// <summary>The mask (N, …) of leading axes for every number.</summary>
    private static Tensor Spread(Tensor mask, Shape shape)
    {
        var sizes = mask.Shape;
        while (sizes.Rank < shape.Rank) sizes = sizes.Append(1);
        return Ops.BroadcastTo(Ops.Reshape(mask, sizes), shape);
    }
}
