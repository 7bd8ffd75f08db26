namespace LatentSharp;

/// <summary>
/// Root mean square normalisation (Zhang and Sennrich 2019): scale · x / √(mean x² + ε), each place by itself, with the mean over some
/// axes. (N, …) -> the same shape. Weights: <c>scale</c> of these axes' shape.
/// </summary>
public sealed class RMSNormalization : Layer
{
    private readonly double epsilon = 1e-6;
    private int[] places = [];
    private Parameter scale = null!;

    /// <summary>The axes that are normalised together, counted with the batch axis. Default the last.</summary>
    public IReadOnlyList<Index> Axis { get; init; } = [^1];

    /// <summary>Added to the mean square before its root is taken, 0 or more. Default 1e-6.</summary>
    public double Epsilon
    {
        get => epsilon;
        init => epsilon = Require.InRange(value, 0, float.MaxValue, "RMSNormalization: Epsilon");
    }

    /// <inheritdoc/>
    public override bool SupportsMasking => true;

    /// <inheritdoc/>
    public override Shape OutputShape(Shape input)
    {
        Places(input);
        return input;
    }

    /// <inheritdoc/>
    protected internal override void BuildParameters(Shape input, Builder builder)
    {
        places = Places(input);
        scale = builder.Add("scale", new Shape([.. places.Select(place => input[place])]), Initializers.Ones);
    }

    /// <inheritdoc/>
    protected internal override Tensor Forward(Tensor input, in CallContext context) =>
        Axes.Back(Ops.RmsNormalize(Axes.ToEnd(input, places), scale.Value, default, (float)Epsilon, places.Length), places);

    private int[] Places(Shape input) => Axes.Places(Axis, input, nameof(RMSNormalization));
}
