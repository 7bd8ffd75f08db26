namespace LatentSharp;

/// <summary>
/// Convolutions of several widths over the tokens of texts, each with ReLU and the largest value over all tokens: (N, T, C) -> (N,
/// features), the filters of the first width first (Kim 2014). Masked steps count as nothing.
/// </summary>
/// <param name="widths">The widths.</param>
/// <param name="features">All filters together; the first widths have one more where they cannot be as many of each.</param>
internal sealed class TextConvolutions(IReadOnlyList<int> widths, int features) : Layer
{
    private readonly Conv1D[] convolutions =
    [
        .. widths.Select((width, place) => new Conv1D(FiltersOf(widths.Count, features, place), width, Activations.Relu)
        {
            Padding = Padding.Same,
        }),
    ];

    public override IReadOnlyList<Layer> Layers => convolutions;

    public override bool SupportsMasking => true;

    /// <inheritdoc/>
    protected override bool ChangesInTraining => false;

    /// <summary>The filters of a width.</summary>
    internal static int FiltersOf(int widths, int features, int place) => (features / widths) + (place < features % widths ? 1 : 0);

    public override Shape OutputShape(Shape input) => [input[0], features];

    protected override Tensor OutputMask(ReadOnlySpan<Tensor> inputs) => default;

    protected override void BuildParameters(Shape input, Builder builder)
    {
        foreach (var convolution in convolutions)
            builder.Build(convolution, FormattableString.Invariant($"width{convolution.KernelSize}"), input);
    }

    protected override Tensor Forward(Tensor input, in CallContext context)
    {
        var (mask, plain) = (input.Mask, input.WithMask(default));
        var parts = new Tensor[convolutions.Length];
        for (var i = 0; i < parts.Length; i++)
        {
            var y = convolutions[i].Call(plain, context);
            // ReLU leaves nothing below 0, so that 0 never is the largest where there is anything.
            if (!mask.IsDefault) y *= Ops.Reshape(mask, [.. mask.Shape.AsSpan(), 1]);
            parts[i] = Ops.Max(y, 1);
        }
        return parts.Length == 1 ? parts[0] : Ops.Concatenate(parts, ^1);
    }
}
