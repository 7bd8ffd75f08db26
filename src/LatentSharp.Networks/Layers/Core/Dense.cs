namespace LatentSharp;

/// <summary>
/// A fully connected layer: f(x · kernel + bias) over the last axis, (N, …, K) -> (N, …, <paramref name="units"/>). Weights:
/// <c>kernel</c> (K, units), <c>bias</c> (units).
/// </summary>
/// <param name="units">The number of outputs, 1 or more.</param>
/// <param name="activation">The function f; linear by default.</param>
public sealed class Dense(int units, ActivationFunction? activation = null) : Layer
{
    private Parameter kernel = null!;
    private Parameter? bias;

    /// <summary>The number of outputs.</summary>
    public int Units { get; } = Require.Positive(units, "Dense: units");

    /// <summary>The function applied to the result.</summary>
    public ActivationFunction Activation { get; } = activation ?? Activations.Linear;

    /// <summary>Whether a bias is added. Default true.</summary>
    public bool UseBias { get; init; } = true;

    /// <summary>Draws the kernel. Default <see cref="Initializers.GlorotUniform"/>.</summary>
    public Initializer KernelInitializer { get; init; } = Initializers.GlorotUniform;

    /// <summary>Draws the bias. Default <see cref="Initializers.Zeros"/>.</summary>
    public Initializer BiasInitializer { get; init; } = Initializers.Zeros;

    /// <summary>A penalty on the kernel, added to the loss. Default none.</summary>
    public Regularizer? KernelRegularizer { get; init; }

    /// <summary>A penalty on the bias, added to the loss. Default none.</summary>
    public Regularizer? BiasRegularizer { get; init; }

    /// <summary>A penalty on the result, summed over the batch as in Keras 3, added to the loss. Default none.</summary>
    public Regularizer? ActivityRegularizer { get; init; }

    /// <summary>What holds for the kernel after each step. Default nothing.</summary>
    public Constraint? KernelConstraint { get; init; }

    /// <summary>What holds for the bias after each step. Default nothing.</summary>
    public Constraint? BiasConstraint { get; init; }

    /// <inheritdoc/>
    public override bool SupportsMasking => true;

    /// <inheritdoc/>
    public override Shape OutputShape(Shape input)
    {
        if (input.Rank < 2)
            throw new BadArgumentException($"Dense: input {input} has no axis beside the batch; it takes (N, …, features).");
        return Activation.OutputShape(input.With(^1, Units));
    }

    /// <inheritdoc/>
    protected internal override void BuildParameters(Shape input, Builder builder)
    {
        OutputShape(input);
        var fans = new Fans(input[^1], Units);
        kernel = builder.Add(
            "kernel", [input[^1], Units], KernelInitializer, fans, regularizer: KernelRegularizer, constraint: KernelConstraint);
        bias = UseBias ? builder.Add("bias", Units, BiasInitializer, fans, regularizer: BiasRegularizer, constraint: BiasConstraint) : null;
    }

    /// <inheritdoc/>
    protected internal override Tensor Forward(Tensor input, in CallContext context)
    {
        var y = Activation.Of(new DenseOperation(input, kernel.Value, bias?.Value ?? default));
        context.Penalize(ActivityRegularizer, y);
        return y;
    }
}

/// <summary>f(x · kernel + bias).</summary>
internal readonly struct DenseOperation(Tensor x, Tensor kernel, Tensor bias) : IFusable<Tensor>
{
    public Tensor With<TFunction>(TFunction function) where TFunction : struct, IUnary => Ops.Dense(x, kernel, bias, function);
}
