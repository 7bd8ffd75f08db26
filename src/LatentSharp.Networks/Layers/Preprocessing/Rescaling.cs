namespace LatentSharp;

/// <summary>x · scale + offset: (N, …) -> the same shape. <c>new Rescaling(1.0 / 255)</c> brings bytes of images to [0, 1].</summary>
/// <param name="scale">The factor.</param>
/// <param name="offset">What is added. Default 0.</param>
public sealed class Rescaling(double scale, double offset = 0) : Layer
{
    /// <summary>The factor.</summary>
    public double Scale { get; } = Require.InRange(scale, -float.MaxValue, float.MaxValue, "Rescaling: scale");

    /// <summary>What is added.</summary>
    public double Offset { get; } = Require.InRange(offset, -float.MaxValue, float.MaxValue, "Rescaling: offset");

    /// <inheritdoc/>
    public override bool SupportsMasking => true;

    /// <inheritdoc/>
    public override Shape OutputShape(Shape input) => input;

    /// <inheritdoc/>
    protected internal override Tensor Forward(Tensor input, in CallContext context) => (Ops.ToFloat(input) * (float)Scale) + (float)Offset;
}
