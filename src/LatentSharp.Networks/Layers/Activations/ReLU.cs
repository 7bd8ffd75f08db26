namespace LatentSharp;

/// <summary>
/// MaxValue from there up, x from the threshold up, slope · (x - threshold) below: (N, …) -> the same shape. By default max(x, 0).
/// </summary>
/// <param name="maxValue">The largest result, 0 or more and above the threshold. Default none.</param>
/// <param name="negativeSlope">The slope below the threshold, 0 or more. Default 0.</param>
/// <param name="threshold">Where the slope of 1 begins, 0 or more. Default 0.</param>
public sealed class ReLU(double? maxValue = null, double negativeSlope = 0, double threshold = 0) : Layer
{
    private readonly ActivationFunction function = negativeSlope == 0 && threshold == 0 && maxValue is null
        ? Activations.Relu
        : Activations.ReluWith((float)negativeSlope, (float)(maxValue ?? double.PositiveInfinity), (float)threshold);

    /// <summary>The largest result; null for none.</summary>
    public double? MaxValue { get; } = maxValue is { } most ? Require.InRange(most, 0, float.MaxValue, "ReLU: maxValue") : null;

    /// <summary>The slope below the threshold.</summary>
    public double NegativeSlope { get; } = Require.InRange(negativeSlope, 0, float.MaxValue, "ReLU: negativeSlope");

    /// <summary>Where the slope of 1 begins.</summary>
    public double Threshold { get; } = Require.InRange(threshold, 0, float.MaxValue, "ReLU: threshold");

    /// <inheritdoc/>
    public override bool SupportsMasking => true;

    /// <inheritdoc/>
    public override Shape OutputShape(Shape input) => input;

    /// <inheritdoc/>
    protected internal override Tensor Forward(Tensor input, in CallContext context) => function.Apply(input);
}
