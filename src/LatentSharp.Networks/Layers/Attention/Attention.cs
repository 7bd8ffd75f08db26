namespace LatentSharp;

/// <summary>
/// Dot-product attention (Luong et al. 2015): softmax(query · keyᵀ) · value, (N, Tq, D), (N, Tk, V), (N, Tk, D) -> (N, Tq, V). Inputs are a
/// query, a value, a key and a mask of what each query sees, (N, Tk) or (N, Tq, Tk); a key that is left out is the value, a value that is
/// left out the query. Masked values and keys are not seen; a query that sees none has a result of 0. Weights: <c>scale</c>, one number,
/// where <paramref name="useScale"/> is set.
/// </summary>
/// <param name="useScale">
/// Whether products are multiplied by a number that is learned, 1 at first. Default false: they are as they are.
/// </param>
/// <param name="dropout">The share of weights that training drops, 0 to below 1. Default 0.</param>
public sealed class Attention(bool useScale = false, double dropout = 0) : MultiTensorLayer
{
    private Parameter? scale;

    /// <summary>Whether products are multiplied by a number that is learned.</summary>
    public bool UseScale { get; } = useScale;

    /// <summary>The share of weights that training drops.</summary>
    public double Dropout { get; } = Require.InRange(dropout, 0, 1, "Attention: dropout", highIncluded: false);

    /// <summary>Whether query i sees the keys 0 to i alone. Default false.</summary>
    public bool UseCausalMask { get; init; }

    /// <inheritdoc/>
    public override bool SupportsMasking => true;

    /// <inheritdoc/>
    public override Shape[] OutputShapes(ReadOnlySpan<Shape> inputs)
    {
        var (query, value, _) = Shapes(inputs);
        return [query.With(^1, value[^1])];
    }

    /// <inheritdoc/>
    protected internal override void BuildParameters(Shape input, Builder builder)
    {
        AttentionInputs.Shapes([input], nameof(Attention));
        scale = UseScale ? builder.Add("scale", Shape.Scalar, Initializers.Ones) : null;
    }

    /// <inheritdoc/>
    private protected override Shape Generalized(Shape input) => input.With(1, Shape.Any).With(2, Shape.Any);

    /// <inheritdoc/>
    protected internal override void Forward(ReadOnlySpan<Tensor> inputs, Span<Tensor> results, in CallContext context)
    {
        var given = new AttentionInputs(inputs, nameof(Attention));
        Shapes([given.Query.Shape, given.Value.Shape, given.Key.Shape]);
        var options = new AttentionOptions
        {
            Scale = 1, Causal = UseCausalMask, Mask = given.Seen(), Dropout = context.Training ? (float)Dropout : 0,
            Random = Dropout > 0 ? RandomOf(context) : default,
        };
        var query = scale is null ? given.Query : given.Query * scale.Value;
        var y = Ops.Attention(OneHead(query), OneHead(given.Key), OneHead(given.Value), options);
        results[0] = Ops.Reshape(y, [y.Shape[0], y.Shape[1], y.Shape[3]]);
    }

    private static (Shape Query, Shape Value, Shape Key) Shapes(ReadOnlySpan<Shape> inputs)
    {
        var shapes = AttentionInputs.Shapes(inputs, nameof(Attention));
        return shapes.Query[^1] == shapes.Key[^1]
            ? shapes
            : throw new BadArgumentException($"Attention: queries {shapes.Query} and keys {shapes.Key} differ in their last size.");
    }

    private static Tensor OneHead(Tensor x) => Ops.Reshape(x, [x.Shape[0], x.Shape[1], 1, x.Shape[2]]);
}
