namespace LatentSharp;

/// <summary>
/// Adds a vector that is learned for each step of a sequence: y[n, t] = x[n, t] + embeddings[t], (N, T, D) -> the same shape, T at most
/// <paramref name="sequenceLength"/>. Weights: <c>embeddings</c> (sequenceLength, D).
/// </summary>
/// <param name="sequenceLength">The most steps of a sequence.</param>
public sealed class PositionEmbedding(int sequenceLength) : Layer
{
    private Parameter embeddings = null!;

    /// <summary>The most steps of a sequence.</summary>
    public int SequenceLength { get; } = Require.Positive(sequenceLength, "PositionEmbedding: sequenceLength");

    /// <summary>Draws the vectors. Default <see cref="Initializers.GlorotUniform"/>.</summary>
    public Initializer EmbeddingsInitializer { get; init; } = Initializers.GlorotUniform;

    /// <inheritdoc/>
    public override bool SupportsMasking => true;

    /// <inheritdoc/>
    public override Shape OutputShape(Shape input)
    {
        if (input.Rank != 3 || input[1] > SequenceLength)
            throw new BadArgumentException(
                $"PositionEmbedding: input {input} does not fit; it takes (N, steps, features) of {SequenceLength} steps at most.");
        return input;
    }

    /// <summary>The result for steps that are not the first.</summary>
    /// <param name="steps">(N, T, D).</param>
    /// <param name="position">How many steps were before them.</param>
    /// <exception cref="BadArgumentException">They end beyond the last position.</exception>
    public Tensor Continue(Tensor steps, int position)
    {
        OutputShape(steps.Shape);
        if (position < 0 || position + steps.Shape[1] > SequenceLength)
            throw new BadArgumentException(
                $"PositionEmbedding: {steps.Shape[1]} steps from step {position} on end beyond the {SequenceLength} there are.");
        if (!IsBuilt) BuildAlone([steps.Shape]);
        return steps + Ops.Slice(embeddings.Value, 0, position, steps.Shape[1]);
    }

    /// <inheritdoc/>
    protected internal override void BuildParameters(Shape input, Builder builder)
    {
        OutputShape(input);
        embeddings = builder.Add(
            "embeddings", [SequenceLength, input[^1]], EmbeddingsInitializer, new Fans(SequenceLength, input[^1]));
    }

    /// <inheritdoc/>
    private protected override Shape Generalized(Shape input) => input.With(1, Shape.Any);

    /// <inheritdoc/>
    protected internal override Tensor Forward(Tensor input, in CallContext context) => Continue(input, 0);
}
