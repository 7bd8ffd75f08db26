namespace LatentSharp;

/// <summary>
/// One step of a <see cref="GRU"/>: h' = z · h + (1 - z) · a(g), where z = s(…), r = s(…) and g come from the three blocks of x · kernel
/// and h · recurrent kernel, and the reset r multiplies h's part of g.
/// </summary>
public sealed class GRUCell : StandardCell
{
    /// <summary>Creates a cell.</summary>
    /// <param name="units">The number of outputs, 1 or more.</param>
    /// <param name="activation">The function a. Default <see cref="Activations.Tanh"/>.</param>
    /// <param name="recurrentActivation">The function s. Default <see cref="Activations.Sigmoid"/>.</param>
    public GRUCell(int units, ActivationFunction? activation = null, ActivationFunction? recurrentActivation = null)
        : base(units, activation, null) =>
        RecurrentActivation = recurrentActivation ?? Activations.Sigmoid;

    internal GRUCell(int units, ActivationFunction activation, ActivationFunction recurrentActivation, CellSettings settings)
        : base(units, activation, settings) =>
        RecurrentActivation = recurrentActivation;

    /// <summary>The function of the gates. Default <see cref="Activations.Sigmoid"/>.</summary>
    public ActivationFunction RecurrentActivation { get; }

    /// <summary>
    /// Whether the reset multiplies the product of the state and the recurrent kernel, and the bias is (2, 3 · units), for both kernels;
    /// otherwise it multiplies the state before the product, and the bias is (3 · units). Default true.
    /// </summary>
    public bool ResetAfter { get; init; } = true;

    internal override string Kind => "gru_cell";

    private protected override int Gates => 3;

    private protected override Shape BiasShape => ResetAfter ? [2, 3 * Units] : [3 * Units];

    /// <inheritdoc/>
    protected internal override Tensor Step(Tensor input, ReadOnlySpan<Tensor> states, Span<Tensor> next, in CallContext context)
    {
        var h = states[0];
        var apart = DropsStates(context);
        var inputs = apart && Dropout > 0
            ? Apart(input, Dropout, InputStream(context), 3, Kernel, BiasOf(0))
            : Ops.Dense(Dropped(input, context), Kernel, BiasOf(0));
        var blocks = ResetAfter ? 3 : 2;
        var recurrent = apart
            ? Apart(h, RecurrentDropout, StateStream(context), blocks, RecurrentKernel, BiasOf(1))
            : Ops.Dense(h, ResetAfter ? RecurrentKernel : Block(RecurrentKernel, 0, 2), BiasOf(1));
        var gates = RecurrentActivation.Apply(Block(inputs, 0, 2) + Block(recurrent, 0, 2));
        var (update, reset) = (Block(gates, 0), Block(gates, 1));
        var fromState = ResetAfter
            ? reset * Block(recurrent, 2)
            : Ops.MatMul(
                reset * (apart ? Ops.Dropout(h, (float)RecurrentDropout, StateStream(context).Derive(2)) : h), Block(RecurrentKernel, 2));
        var candidate = Activation.Apply(Block(inputs, 2) + fromState);
        return next[0] = (update * h) + ((1 - update) * candidate);
    }

    /// <summary>The bias of the kernel, or of the recurrent one; default for none.</summary>
    private Tensor BiasOf(int kernel)
    {
        var bias = Bias;
        if (bias.IsDefault || (kernel > 0 && !ResetAfter)) return default;
        return ResetAfter ? Ops.Reshape(Ops.Slice(bias, 0, kernel, 1), 3 * Units) : bias;
    }

    /// <summary>The product for each block with a dropout of its own, as Keras has it beside a dropout of states.</summary>
    private Tensor Apart(Tensor x, double rate, RandomStream random, int blocks, Tensor kernel, Tensor bias)
    {
        Tensor first = Part(0), second = Part(1);
        return blocks == 2 ? Ops.Concatenate([first, second], 1) : Ops.Concatenate([first, second, Part(2)], 1);

        Tensor Part(int i) =>
            Ops.Dense(Ops.Dropout(x, (float)rate, random.Derive(i)), Block(kernel, i), bias.IsDefault ? default : Block(bias, i));
    }
}
