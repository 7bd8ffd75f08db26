namespace LatentSharp;

/// <summary>x above 0, α · (exp x - 1) below (Clevert et al. 2016): (N, …) -> the same shape.</summary>
/// <param name="alpha">Above 0. Default 1.</param>
public sealed class ELU(double alpha = 1) : Layer
{
    /// <summary>The limit below is -α.</summary>
    public double Alpha { get; } = Require.Positive(alpha, "ELU: alpha");

    /// <inheritdoc/>
    public override bool SupportsMasking => true;

    /// <inheritdoc/>
    public override Shape OutputShape(Shape input) => input;

    /// <inheritdoc/>
    protected internal override Tensor Forward(Tensor input, in CallContext context) => Ops.Elu(input, (float)Alpha);
}
