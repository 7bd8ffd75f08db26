namespace LatentSharp;

/// <summary>
/// Attention of several heads (Vaswani et al. 2017): each projects queries, keys and values by weights of its own, attends with
/// softmax(q·kᵀ / √keyDim) · v, and their results side by side are projected to the output; (N, Tq, D), (N, Tk, V), (N, Tk, K) ->
/// (N, Tq, output). Inputs are a query, a value, a key and a mask of what each query sees, (N, Tk) or (N, Tq, Tk); a key that is left out
/// is the value, a value that is left out the query. Masked values and keys are not seen. Weights: <c>query</c>, <c>key</c>,
/// <c>value</c> and <c>attention_output</c>, each with <c>kernel</c> and <c>bias</c>; the heads' columns stand one after the other.
/// </summary>
/// <param name="numHeads">The number of heads.</param>
/// <param name="keyDim">The size of a head's queries and keys.</param>
/// <param name="valueDim">The size of a head's values. Default that of its keys.</param>
/// <param name="dropout">The share of weights of attention that training drops, 0 to below 1. Default 0.</param>
public sealed class MultiHeadAttention(int numHeads, int keyDim, int? valueDim = null, double dropout = 0) : MultiTensorLayer
{
    private Dense query = null!, key = null!, value = null!, output = null!;
    private Shape? keys, values;
    private Layer[] layers = [];

    /// <summary>The number of heads.</summary>
    public int NumHeads { get; } = Require.Positive(numHeads, "MultiHeadAttention: numHeads");

    /// <summary>The size of a head's queries and keys.</summary>
    public int KeyDim { get; } = Require.Positive(keyDim, "MultiHeadAttention: keyDim");

    /// <summary>The size of a head's values.</summary>
    public int? ValueDim { get; } = valueDim is { } size ? Require.Positive(size, "MultiHeadAttention: valueDim") : null;

    /// <summary>The share of weights of attention that training drops.</summary>
    public double Dropout { get; } = Require.InRange(dropout, 0, 1, "MultiHeadAttention: dropout", highIncluded: false);

    /// <summary>The last size of the result. Default that of the queries.</summary>
    public int? OutputDim { get; init => field = value is { } size ? Require.Positive(size, "MultiHeadAttention: OutputDim") : null; }

    /// <summary>Whether query i sees the keys 0 to i alone. Default false.</summary>
    public bool UseCausalMask { get; init; }

    /// <summary>Whether projections have a bias. Default true.</summary>
    public bool UseBias { get; init; } = true;

    /// <summary>Draws the kernels. Default <see cref="Initializers.GlorotUniform"/>.</summary>
    public Initializer KernelInitializer { get; init; } = Initializers.GlorotUniform;

    /// <summary>Draws the kernel of the output. Default <see cref="KernelInitializer"/>.</summary>
    public Initializer? OutputInitializer { get; init; }

    /// <summary>A penalty on each kernel, added to the loss. Default none.</summary>
    public Regularizer? KernelRegularizer { get; init; }

    /// <summary>The four projections, once it is built.</summary>
    public override IReadOnlyList<Layer> Layers => layers;

    /// <inheritdoc/>
    public override bool SupportsMasking => true;

    private int HeadValues => ValueDim ?? KeyDim;

    /// <inheritdoc/>
    public override Shape[] OutputShapes(ReadOnlySpan<Shape> inputs)
    {
        var (queries, _, _) = AttentionInputs.Shapes(inputs, nameof(MultiHeadAttention));
        return [queries.With(^1, OutputDim ?? queries[^1])];
    }

    /// <summary>Attends from the next steps to themselves and all before, and gives what the step after these needs.</summary>
    /// <param name="steps">(N, T, D); one step where others were before.</param>
    /// <param name="cache">What the call for the steps before gave; default for the first.</param>
    /// <exception cref="BadArgumentException">The layer is not causal, or there are several steps after others.</exception>
    public (Tensor Output, AttentionCache Cache) Continue(Tensor steps, AttentionCache cache = default)
    {
        if (!UseCausalMask)
            throw new BadArgumentException("MultiHeadAttention: only one with UseCausalMask can be continued step by step.");
        if (!cache.Keys.IsDefault && steps.Shape[1] != 1)
            throw new BadArgumentException($"MultiHeadAttention: {steps.Shape} are several steps; after others it takes one at a time.");
        if (!IsBuilt) BuildAlone([steps.Shape]);
        var (k, v) = (Heads(key.Call(steps), KeyDim), Heads(value.Call(steps), HeadValues));
        if (!cache.Keys.IsDefault) (k, v) = (Ops.Concatenate([cache.Keys, k], 1), Ops.Concatenate([cache.Values, v], 1));
        var y = Ops.Attention(Heads(query.Call(steps), KeyDim), k, v, new() { Causal = cache.Keys.IsDefault });
        return (output.Call(Joined(y)), new AttentionCache(k, v));
    }

    internal override Layer CopyUnbuilt()
    {
        var copy = (MultiHeadAttention)base.CopyUnbuilt();
        copy.layers = [];
        return copy;
    }

    /// <inheritdoc/>
    protected internal override void BuildParameters(Shape input, Builder builder)
    {
        AttentionInputs.Shapes([input], nameof(MultiHeadAttention));
        query = Projection(NumHeads * KeyDim, KernelInitializer);
        key = Projection(NumHeads * KeyDim, KernelInitializer);
        value = Projection(NumHeads * HeadValues, KernelInitializer);
        output = Projection(OutputDim ?? input[^1], OutputInitializer ?? KernelInitializer);
        layers = [query, key, value, output];
        builder.Build(query, "query", input);
        builder.Build(key, "key", keys ?? input);
        builder.Build(value, "value", values ?? input);
        builder.Build(output, "attention_output", input.With(^1, NumHeads * HeadValues));
    }

    /// <inheritdoc/>
    private protected override void BuildAlone(ReadOnlySpan<Shape> inputs)
    {
        var (_, ofValues, ofKeys) = AttentionInputs.Shapes(inputs, nameof(MultiHeadAttention));
        (keys, values) = (ofKeys.With(0, Shape.Any), ofValues.With(0, Shape.Any));
        base.BuildAlone(inputs);
    }

    /// <inheritdoc/>
    private protected override Shape Generalized(Shape input) => input.With(1, Shape.Any);

    /// <inheritdoc/>
    protected internal override void Forward(ReadOnlySpan<Tensor> inputs, Span<Tensor> results, in CallContext context)
    {
        var given = new AttentionInputs(inputs, nameof(MultiHeadAttention));
        AttentionInputs.Shapes([given.Query.Shape, given.Value.Shape, given.Key.Shape], nameof(MultiHeadAttention));
        var options = new AttentionOptions
        {
            Causal = UseCausalMask, Mask = given.Seen(), Dropout = context.Training ? (float)Dropout : 0,
            Random = Dropout > 0 ? RandomOf(context) : default,
        };
        var y = Ops.Attention(
            Heads(query.Call(given.Query, context), KeyDim), Heads(key.Call(given.Key, context), KeyDim),
            Heads(value.Call(given.Value, context), HeadValues), options);
        results[0] = output.Call(Joined(y), context);
    }

    private Dense Projection(int units, Initializer initializer) => new(units)
    {
        UseBias = UseBias, KernelInitializer = initializer, KernelRegularizer = KernelRegularizer, Trainable = Trainable,
    };

    private Tensor Heads(Tensor x, int size) => Ops.Reshape(x, [x.Shape[0], x.Shape[1], NumHeads, size]);

    private Tensor Joined(Tensor y) => Ops.Reshape(y, [y.Shape[0], y.Shape[1], NumHeads * HeadValues]);
}
