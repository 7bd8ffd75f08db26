namespace LatentSharp;

/// <summary>
/// Draws from normal distributions so that gradients flow to their parameters (Kingma and Welling 2014): called on means and logarithms of variances,
/// (N, …) each, it gives mean + exp(logVariance / 2) · ε with ε of the standard normal distribution in training, otherwise the mean.
/// </summary>
public sealed class Sampling : MergeLayer
{
    /// <inheritdoc/>
    public override Shape OutputShape(ReadOnlySpan<Shape> inputs)
    {
        if (inputs.Length != 2) throw TakesTwo(inputs.Length);
        if (inputs[0] != inputs[1]) throw new BadArgumentException($"Sampling: means {inputs[0]} and logarithms of variances {inputs[1]} differ in shape.");
        return inputs[0];
    }

    /// <inheritdoc/>
    protected internal override Tensor Forward(ReadOnlySpan<Tensor> inputs, in CallContext context)
    {
        if (inputs.Length != 2) throw TakesTwo(inputs.Length);
        OutputShape([inputs[0].Shape, inputs[1].Shape]);
        return context.Training ? Draw(inputs[0], inputs[1], RandomOf(context)) : inputs[0];
    }

    /// <summary>mean + exp(logVariance / 2) · ε, with ε from a stream.</summary>
    public static Tensor Draw(Tensor mean, Tensor logVariance, RandomStream random) =>
        mean + (Ops.Exp(logVariance * 0.5f) * Ops.RandomNormal(mean.Shape, random));

    private static BadArgumentException TakesTwo(int given) => new($"Sampling: was called on {given} inputs; it takes two, means and logarithms of variances.");
}
