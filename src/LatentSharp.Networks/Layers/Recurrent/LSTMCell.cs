namespace LatentSharp;

/// <summary>
/// One step of an <see cref="LSTM"/>: with i, f, g, o the four blocks of x · kernel + h · recurrent kernel + bias, c' = s(f) · c + s(i) ·
/// a(g) and h' = s(o) · a(c').
/// </summary>
public sealed class LSTMCell : StandardCell
{
    /// <summary>Creates a cell.</summary>
    /// <param name="units">The number of outputs, 1 or more.</param>
    /// <param name="activation">The function a. Default <see cref="Activations.Tanh"/>.</param>
    /// <param name="recurrentActivation">The function s. Default <see cref="Activations.Sigmoid"/>.</param>
    public LSTMCell(int units, ActivationFunction? activation = null, ActivationFunction? recurrentActivation = null)
        : base(units, activation, null, states: 2) =>
        RecurrentActivation = recurrentActivation ?? Activations.Sigmoid;

    internal LSTMCell(int units, ActivationFunction activation, ActivationFunction recurrentActivation, CellSettings settings)
        : base(units, activation, settings, states: 2) =>
        RecurrentActivation = recurrentActivation;

    /// <summary>The function of the gates. Default <see cref="Activations.Sigmoid"/>.</summary>
    public ActivationFunction RecurrentActivation { get; }

    /// <summary>Whether the forget gate's bias starts from 1 (Jozefowicz et al. 2015). Default true.</summary>
    public bool UnitForgetBias { get; init; } = true;

    internal override string Kind => "lstm_cell";

    private protected override int Gates => 4;

    private protected override Initializer FirstBias => UnitForgetBias ? new OpenForgetGate(BiasInitializer) : BiasInitializer;

    /// <inheritdoc/>
    protected internal override Tensor Step(Tensor input, ReadOnlySpan<Tensor> states, Span<Tensor> next, in CallContext context)
    {
        var z = Ops.Dense(Dropped(input, context), Kernel, Bias) + Ops.MatMul(DroppedState(states[0], context), RecurrentKernel);
        var gates = RecurrentActivation.Apply(Block(z, 0, 2));
        var cell = (Block(gates, 1) * states[1]) + (Block(gates, 0) * Activation.Apply(Block(z, 2)));
        next[1] = cell;
        return next[0] = RecurrentActivation.Apply(Block(z, 3)) * Activation.Apply(cell);
    }
}
