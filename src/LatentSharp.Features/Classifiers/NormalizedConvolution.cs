namespace LatentSharp;

/// <summary>
/// A convolution over steps, batch normalisation and ReLU: (N, T, C) -> (N, T, filters). Steps that a mask says are padding count in no
/// statistics, are 0 in the result, and stay masked: so a sequence gives the same whatever the length that it is filled up to.
/// </summary>
internal sealed class NormalizedConvolution(int filters, int kernel) : Layer
{
    /// <summary>Gamma, beta, and the moving mean and variance.</summary>
    internal const int ParametersOfFilter = 4;

    // The convolution's bias would go with the mean. Trainings of some hundred steps end with moving averages of their own last steps.
    private readonly Conv1D convolution = new(filters, kernel) { Padding = Padding.Same, UseBias = false };
    private readonly BatchNormalization normalization = new() { Momentum = 0.9 };

    public override IReadOnlyList<Layer> Layers => [convolution, normalization];

    public override bool SupportsMasking => true;

    /// <inheritdoc/>
    protected override bool ChangesInTraining => false;

    public override Shape OutputShape(Shape input) => convolution.OutputShape(input);

    protected override void BuildParameters(Shape input, Builder builder)
    {
        builder.Build(convolution, "conv1d", input);
        builder.Build(normalization, "normalization", convolution.OutputShape(input));
    }

    protected override Tensor Forward(Tensor input, in CallContext context)
    {
        var mask = input.Mask;
        var y = convolution.Call(input.WithMask(default), context);
        if (mask.IsDefault) return Ops.Relu(normalization.Call(y, context));
        return Ops.Relu(normalization.Call(y.WithMask(mask), context)) * Ops.Reshape(mask, [.. mask.Shape.AsSpan(), 1]);
    }
}
