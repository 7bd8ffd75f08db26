namespace LatentSharp;

/// <summary>Applies an activation: (N, …) -> the same shape, or the function's.</summary>
/// <param name="function">What it applies, as <see cref="Activations.Relu"/>.</param>
public sealed class Activation(ActivationFunction function) : Layer
{
    /// <summary>What it applies.</summary>
    public ActivationFunction Function { get; } = Require.Given(function, "Activation: the function");

    /// <inheritdoc/>
    public override bool SupportsMasking => true;

    /// <inheritdoc/>
    public override Shape OutputShape(Shape input) => Function.OutputShape(input);

    /// <inheritdoc/>
    protected internal override Tensor Forward(Tensor input, in CallContext context) => Function.Apply(input);
}
