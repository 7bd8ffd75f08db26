namespace LatentSharp;

/// <summary>One step of a <see cref="SimpleRNN"/>: h' = f(x · kernel + h · recurrent kernel + bias).</summary>
public sealed class SimpleRNNCell : StandardCell
{
    /// <summary>Creates a cell.</summary>
    /// <param name="units">The number of outputs, 1 or more.</param>
    /// <param name="activation">The function f. Default <see cref="Activations.Tanh"/>.</param>
    public SimpleRNNCell(int units, ActivationFunction? activation = null) : base(units, activation, null)
    {
    }

    internal SimpleRNNCell(int units, ActivationFunction activation, CellSettings settings) : base(units, activation, settings)
    {
    }

    internal override string Kind => "simple_rnn_cell";

    private protected override int Gates => 1;

    /// <inheritdoc/>
    protected internal override Tensor Step(Tensor input, ReadOnlySpan<Tensor> states, Span<Tensor> next, in CallContext context) =>
        next[0] = Activation.Apply(
            Ops.Dense(Dropped(input, context), Kernel, Bias) + Ops.MatMul(DroppedState(states[0], context), RecurrentKernel));
}
