namespace LatentSharp;

/// <summary>
/// What the cells of this library have in common. Weights: <c>kernel</c> (F, gates · units), <c>recurrent_kernel</c> (units, gates · units)
/// and <c>bias</c>.
/// </summary>
public abstract class StandardCell : RecurrentCell
{
    private CellSettings settings;
    private Parameter kernel = null!;
    private Parameter recurrentKernel = null!;
    private Parameter? bias;

    private protected StandardCell(int units, ActivationFunction? activation, CellSettings? settings, int states = 1)
    {
        Units = Require.Positive(units, $"{GetType().Name}: units");
        Activation = activation ?? Activations.Tanh;
        this.settings = settings ?? new CellSettings();
        StateSizes = [.. Enumerable.Repeat(units, states)];
    }

    /// <summary>The number of outputs.</summary>
    public int Units { get; }

    /// <summary>The function of what becomes the state. Default <see cref="Activations.Tanh"/>.</summary>
    public ActivationFunction Activation { get; }

    /// <summary>Whether a bias is added. Default true.</summary>
    public bool UseBias { get => settings.UseBias; init => settings = settings with { UseBias = value }; }

    /// <summary>Draws the kernel. Default <see cref="Initializers.GlorotUniform"/>.</summary>
    public Initializer KernelInitializer
    {
        get => settings.KernelInitializer;
        init => settings = settings with { KernelInitializer = value };
    }

    /// <summary>Draws the recurrent kernel. Default <see cref="Initializers.Orthogonal"/>.</summary>
    public Initializer RecurrentInitializer
    {
        get => settings.RecurrentInitializer;
        init => settings = settings with { RecurrentInitializer = value };
    }

    /// <summary>Draws the bias. Default <see cref="Initializers.Zeros"/>.</summary>
    public Initializer BiasInitializer { get => settings.BiasInitializer; init => settings = settings with { BiasInitializer = value }; }

    /// <summary>A penalty on the kernel, added to the loss. Default none.</summary>
    public Regularizer? KernelRegularizer
    {
        get => settings.KernelRegularizer;
        init => settings = settings with { KernelRegularizer = value };
    }

    /// <summary>A penalty on the recurrent kernel, added to the loss. Default none.</summary>
    public Regularizer? RecurrentRegularizer
    {
        get => settings.RecurrentRegularizer;
        init => settings = settings with { RecurrentRegularizer = value };
    }

    /// <summary>A penalty on the bias, added to the loss. Default none.</summary>
    public Regularizer? BiasRegularizer { get => settings.BiasRegularizer; init => settings = settings with { BiasRegularizer = value }; }

    /// <summary>What holds for the kernel after each step of training. Default nothing.</summary>
    public Constraint? KernelConstraint { get => settings.KernelConstraint; init => settings = settings with { KernelConstraint = value }; }

    /// <summary>What holds for the recurrent kernel after each step of training. Default nothing.</summary>
    public Constraint? RecurrentConstraint
    {
        get => settings.RecurrentConstraint;
        init => settings = settings with { RecurrentConstraint = value };
    }

    /// <summary>What holds for the bias after each step of training. Default nothing.</summary>
    public Constraint? BiasConstraint { get => settings.BiasConstraint; init => settings = settings with { BiasConstraint = value }; }

    /// <summary>The share of inputs that are dropped in training, the same at all steps. Default 0; below 1.</summary>
    public double Dropout { get => settings.Dropout; init => settings = settings with { Dropout = value }; }

    /// <summary>
    /// The share of states that are dropped before the recurrent kernel in training, the same at all steps. Default 0; below 1.
    /// </summary>
    public double RecurrentDropout { get => settings.RecurrentDropout; init => settings = settings with { RecurrentDropout = value }; }

    /// <inheritdoc/>
    public override IReadOnlyList<int> StateSizes { get; }

    /// <summary>Blocks of <see cref="Units"/> columns in the kernels.</summary>
    private protected abstract int Gates { get; }

    private protected virtual Shape BiasShape => Gates * Units;

    internal Tensor Kernel => kernel.Value;

    internal Tensor RecurrentKernel => recurrentKernel.Value;

    internal Tensor Bias => bias?.Value ?? default;

    /// <inheritdoc/>
    public sealed override Shape[] OutputShapes(ReadOnlySpan<Shape> inputs) => inputs[0].Rank == 2
        ? base.OutputShapes(inputs)
        : throw new BadArgumentException($"{GetType().Name}: a step's input {inputs[0]} is not (N, features).");

    /// <inheritdoc/>
    protected internal sealed override void BuildParameters(Shape input, Builder builder)
    {
        OutputShape(input);
        var (features, columns) = (input[^1], Gates * Units);
        kernel = builder.Add(
            "kernel", [features, columns], KernelInitializer, new Fans(features, columns), regularizer: KernelRegularizer,
            constraint: KernelConstraint);
        recurrentKernel = builder.Add(
            "recurrent_kernel", [Units, columns], RecurrentInitializer, new Fans(Units, columns), regularizer: RecurrentRegularizer,
            constraint: RecurrentConstraint);
        bias = UseBias
            ? builder.Add(
                "bias", BiasShape, FirstBias, new Fans(features, columns), regularizer: BiasRegularizer, constraint: BiasConstraint)
            : null;
    }

    private protected virtual Initializer FirstBias => BiasInitializer;

    /// <summary>Inputs with some of them dropped: (N, F) of a step, or (N, T, F) with the same at all steps.</summary>
    internal Tensor Dropped(Tensor input, in CallContext context)
    {
        if (!context.Training || Dropout == 0) return input;
        var random = InputStream(context);
        if (input.Rank == 2) return Ops.Dropout(input, (float)Dropout, random);
        return input * Ops.Dropout(Tensor.Ones([input.Shape[0], 1, input.Shape[2]]), (float)Dropout, random);
    }

    private protected bool DropsStates(in CallContext context) => context.Training && RecurrentDropout > 0;

    private protected RandomStream InputStream(in CallContext context) => RandomOf(context).Derive("input");

    private protected RandomStream StateStream(in CallContext context) => RandomOf(context).Derive("state");

    private protected Tensor DroppedState(Tensor state, in CallContext context) =>
        DropsStates(context) ? Ops.Dropout(state, (float)RecurrentDropout, StateStream(context)) : state;

    /// <summary>One block of columns, or the same rows of several.</summary>
    private protected Tensor Block(Tensor x, int first, int blocks = 1) => Ops.Slice(x, ^1, first * Units, blocks * Units);
}
