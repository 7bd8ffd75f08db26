namespace LatentSharp;

/// <summary>
/// A block of a Transformer with normalisation before each part (Vaswani et al. 2017; Xiong et al. 2020): y = x + attention(norm(x)), then
/// y + dense(activation(dense(norm(y)))); (N, T, D) -> the same shape, D a multiple of <paramref name="numHeads"/>. Masked steps are not
/// seen. Weights: <c>attention_norm</c>, <c>attention</c> as a <see cref="MultiHeadAttention"/> of keyDim D / numHeads,
/// <c>feedforward_norm</c>, <c>feedforward_intermediate</c> and <c>feedforward_output</c>.
/// </summary>
/// <param name="numHeads">The number of heads of the attention.</param>
/// <param name="intermediateDim">The units of the layer between, often 4 · D.</param>
/// <param name="activation">The function of the layer between. Default <see cref="Activations.Gelu"/>.</param>
/// <param name="dropout">The share that training drops of weights of attention and of each part's result, 0 to below 1. Default 0.</param>
public sealed class TransformerBlock(int numHeads, int intermediateDim, ActivationFunction? activation = null, double dropout = 0) : Layer
{
    private LayerNormalization attentionNorm = null!, feedforwardNorm = null!;
    private MultiHeadAttention attention = null!;
    private Dense intermediate = null!, output = null!;
    private Dropout? attentionDropout, feedforwardDropout;
    private Layer[] layers = [];

    /// <summary>The number of heads of the attention.</summary>
    public int NumHeads { get; } = Require.Positive(numHeads, "TransformerBlock: numHeads");

    /// <summary>The units of the layer between.</summary>
    public int IntermediateDim { get; } = Require.Positive(intermediateDim, "TransformerBlock: intermediateDim");

    /// <summary>The function of the layer between.</summary>
    public ActivationFunction Activation { get; } = activation ?? Activations.Gelu();

    /// <summary>The share that training drops.</summary>
    public double Dropout { get; } = Require.InRange(dropout, 0, 1, "TransformerBlock: dropout", highIncluded: false);

    /// <summary>Whether a step sees itself and those before it alone. Default false.</summary>
    public bool UseCausalMask { get; init; }

    /// <summary>Whether projections and normalisations have a bias. Default true.</summary>
    public bool UseBias { get; init; } = true;

    /// <summary>What is added to variances. Default 1e-5.</summary>
    public double Epsilon { get; init; } = 1e-5;

    /// <summary>Draws the kernels. Default <see cref="Initializers.GlorotUniform"/>.</summary>
    public Initializer KernelInitializer { get; init; } = Initializers.GlorotUniform;

    /// <summary>Draws the kernels whose results are added to the input. Default <see cref="KernelInitializer"/>.</summary>
    public Initializer? OutputInitializer { get; init; }

    /// <summary>The parts, once it is built.</summary>
    public override IReadOnlyList<Layer> Layers => layers;

    /// <inheritdoc/>
    public override bool SupportsMasking => true;

    /// <inheritdoc/>
    public override Shape OutputShape(Shape input)
    {
        if (input.Rank != 3 || input[^1] % NumHeads != 0)
            throw new BadArgumentException(
                $"TransformerBlock: input {input} does not fit; it takes (N, steps, features), features a multiple of {NumHeads} heads.");
        return input;
    }

    /// <summary>The result for the next steps, and what the step after these needs.</summary>
    /// <param name="steps">(N, T, D); one step where others were before.</param>
    /// <param name="cache">What the call for the steps before gave; default for the first.</param>
    /// <exception cref="BadArgumentException">The block is not causal, or there are several steps after others.</exception>
    public (Tensor Output, AttentionCache Cache) Continue(Tensor steps, AttentionCache cache = default)
    {
        if (!UseCausalMask) throw new BadArgumentException("TransformerBlock: only one with UseCausalMask can be continued step by step.");
        if (!IsBuilt) BuildAlone([steps.Shape]);
        (var attended, cache) = attention.Continue(attentionNorm.Call(steps), cache);
        return (Feedforward(steps + attended, CallContext.Inference), cache);
    }

    internal override Layer CopyUnbuilt()
    {
        var copy = (TransformerBlock)base.CopyUnbuilt();
        copy.layers = [];
        return copy;
    }

    /// <inheritdoc/>
    protected internal override void BuildParameters(Shape input, Builder builder)
    {
        OutputShape(input);
        attentionNorm = Norm();
        attention = new(NumHeads, input[^1] / NumHeads, dropout: Dropout)
        {
            UseCausalMask = UseCausalMask, UseBias = UseBias, KernelInitializer = KernelInitializer, OutputInitializer = OutputInitializer,
            Trainable = Trainable,
        };
        feedforwardNorm = Norm();
        intermediate = Projection(IntermediateDim, Activation, KernelInitializer);
        output = Projection(input[^1], null, OutputInitializer ?? KernelInitializer);
        builder.Build(attentionNorm, "attention_norm", input);
        builder.Build(attention, "attention", input);
        builder.Build(feedforwardNorm, "feedforward_norm", input);
        builder.Build(intermediate, "feedforward_intermediate", input);
        builder.Build(output, "feedforward_output", intermediate.OutputShape(input));
        layers = [attentionNorm, attention, feedforwardNorm, intermediate, output];
        if (Dropout == 0) return;
        (attentionDropout, feedforwardDropout) = (new(Dropout), new(Dropout));
        builder.Build(attentionDropout, "attention_dropout", input);
        builder.Build(feedforwardDropout, "feedforward_dropout", input);
        layers = [.. layers, attentionDropout, feedforwardDropout];
    }

    /// <inheritdoc/>
    private protected override Shape Generalized(Shape input) => input.With(1, Shape.Any);

    /// <inheritdoc/>
    protected internal override Tensor Forward(Tensor input, in CallContext context)
    {
        OutputShape(input.Shape);
        var attended = attention.Call(attentionNorm.Call(input, context).WithMask(input.Mask), context).WithMask(default);
        if (attentionDropout is not null) attended = attentionDropout.Call(attended, context);
        return Feedforward(input + attended, context);
    }

    private Tensor Feedforward(Tensor x, in CallContext context)
    {
        var y = output.Call(intermediate.Call(feedforwardNorm.Call(x, context).WithMask(default), context), context);
        if (feedforwardDropout is not null) y = feedforwardDropout.Call(y, context);
        return x + y;
    }

    private LayerNormalization Norm() => new() { Epsilon = Epsilon, Center = UseBias, Trainable = Trainable };

    private Dense Projection(int units, ActivationFunction? function, Initializer initializer) =>
        new(units, function) { UseBias = UseBias, KernelInitializer = initializer, Trainable = Trainable };
}
