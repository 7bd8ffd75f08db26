namespace LatentSharp;

/// <summary>
/// A vector that is learned for each whole number, as for the words of a vocabulary: (N, …) -> (N, …, <paramref name="outputDim"/>). Inputs
/// are integers, or whole numbers in Float32. Weights: <c>embeddings</c> (inputDim, outputDim).
/// </summary>
/// <param name="inputDim">How many numbers there are: 0 to below this.</param>
/// <param name="outputDim">The size of each vector.</param>
public sealed class Embedding(int inputDim, int outputDim) : Layer
{
    private Parameter embeddings = null!;

    /// <summary>How many numbers there are.</summary>
    public int InputDim { get; } = Require.Positive(inputDim, "Embedding: inputDim");

    /// <summary>The size of each vector.</summary>
    public int OutputDim { get; } = Require.Positive(outputDim, "Embedding: outputDim");

    /// <summary>Draws the vectors. Default U(-0.05, 0.05).</summary>
    public Initializer EmbeddingsInitializer { get; init; } = Initializers.RandomUniform();

    /// <summary>A penalty on the vectors, added to the loss. Default none.</summary>
    public Regularizer? EmbeddingsRegularizer { get; init; }

    /// <summary>What holds for the vectors after each step. Default nothing.</summary>
    public Constraint? EmbeddingsConstraint { get; init; }

    /// <summary>Whether 0 is padding: the result has a mask that leaves it out. Default false.</summary>
    public bool MaskZero { get; init; }

    /// <inheritdoc/>
    public override bool SupportsMasking => MaskZero;

    /// <inheritdoc/>
    public override Shape OutputShape(Shape input) =>
        input.Rank > 0
            ? input.Append(OutputDim)
            : throw new BadArgumentException("Embedding: a single number has no batch axis; it takes (N, …).");

    /// <inheritdoc/>
    protected internal override void BuildParameters(Shape input, Builder builder) =>
        embeddings = builder.Add(
            "embeddings", [InputDim, OutputDim], EmbeddingsInitializer, new Fans(InputDim, OutputDim), regularizer: EmbeddingsRegularizer,
            constraint: EmbeddingsConstraint);

    /// <inheritdoc/>
    protected internal override Tensor Forward(Tensor input, in CallContext context) =>
        Ops.Gather(embeddings.Value, input, "Embedding: an input");

    /// <inheritdoc/>
    protected internal override Tensor OutputMask(ReadOnlySpan<Tensor> inputs) =>
        MaskZero ? Ops.Greater(Ops.ToFloat(inputs[0]), 0) : default;
}
