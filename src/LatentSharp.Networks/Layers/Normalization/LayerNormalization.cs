namespace LatentSharp;

/// <summary>
/// Layer normalisation (Ba et al. 2016): gamma · (x - mean) / √(variance + ε) + beta, each place by itself, with the mean and the biased
/// variance over some axes. (N, …) -> the same shape. Weights: <c>gamma</c> and <c>beta</c> of these axes' shape.
/// </summary>
public sealed class LayerNormalization : NormalizationLayer
{
    private int[] places = [];

    /// <summary>The axes that are normalised together, counted with the batch axis. Default the last.</summary>
    public IReadOnlyList<Index> Axis { get; init; } = [^1];

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
        AddWeights(builder, new Shape([.. places.Select(place => input[place])]));
    }

    /// <inheritdoc/>
    protected internal override Tensor Forward(Tensor input, in CallContext context) =>
        Axes.Back(Ops.LayerNormalize(Axes.ToEnd(input, places), Gamma, Beta, (float)Epsilon, places.Length), places);

    private int[] Places(Shape input) => Axes.Places(Axis, input, nameof(LayerNormalization));
}
