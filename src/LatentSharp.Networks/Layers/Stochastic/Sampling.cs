namespace LatentSharp;

/// <summary>
/// Draws from normal distributions so that gradients flow to their parameters (Kingma and Welling 2014): called on means and logarithms of
/// variances, (N, …) each, it gives mean + exp(logVariance / 2) · ε with ε of the standard normal distribution in training, otherwise the
/// mean.
/// </summary>
public sealed class Sampling : MultiTensorLayer
{
    /// <inheritdoc/>
    public override Shape[] OutputShapes(ReadOnlySpan<Shape> inputs)
    {
        if (inputs.Length != 2) throw TakesTwo(inputs.Length);
        Check(inputs[0], inputs[1]);
        return [inputs[0]];
    }

    /// <inheritdoc/>
    protected internal override void Forward(ReadOnlySpan<Tensor> inputs, Span<Tensor> results, in CallContext context)
    {
        if (inputs.Length != 2) throw TakesTwo(inputs.Length);
        Check(inputs[0].Shape, inputs[1].Shape);
        results[0] = context.Training ? Draw(inputs[0], inputs[1], RandomOf(context)) : inputs[0];
    }

    /// <summary>mean + exp(logVariance / 2) · ε, with ε from a stream.</summary>
    public static Tensor Draw(Tensor mean, Tensor logVariance, RandomStream random) =>
        mean + (Ops.Exp(logVariance * 0.5f) * Ops.RandomNormal(mean.Shape, random));

    private static void Check(Shape mean, Shape logVariance)
    {
        if (mean != logVariance)
            throw new BadArgumentException($"Sampling: means {mean} and logarithms of variances {logVariance} differ in shape.");
    }

    private static BadArgumentException TakesTwo(int given) =>
        new($"Sampling: was called on {given} inputs; it takes two, means and logarithms of variances.");
}
