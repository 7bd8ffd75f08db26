namespace LatentSharp;

/// <summary>
/// A long short-term memory (Hochreiter and Schmidhuber 1997), (N, T, F) -> (N, units), or (N, T, units); its states are h and c. Weights
/// of its cell, in blocks i, f, c, o: <c>kernel</c> (F, 4 · units), <c>recurrent_kernel</c> (units, 4 · units), <c>bias</c> (4 · units).
/// See <see cref="LSTMCell"/>.
/// </summary>
/// <param name="units">The number of outputs, 1 or more.</param>
/// <param name="activation">The function of the candidate and of c. Default <see cref="Activations.Tanh"/>.</param>
/// <param name="recurrentActivation">The function of the gates. Default <see cref="Activations.Sigmoid"/>.</param>
public sealed class LSTM(
    int units, ActivationFunction? activation = null, ActivationFunction? recurrentActivation = null) : StandardRNN(units, activation)
{
    /// <inheritdoc cref="LSTMCell.RecurrentActivation"/>
    public ActivationFunction RecurrentActivation { get; } = recurrentActivation ?? Activations.Sigmoid;

    /// <inheritdoc cref="LSTMCell.UnitForgetBias"/>
    public bool UnitForgetBias { get; init; } = true;

    internal override string Kind => "lstm";

    private protected override StandardCell CreateCell() =>
        new LSTMCell(Units, Activation, RecurrentActivation, Settings) { UnitForgetBias = UnitForgetBias };

    private protected override bool TryFused(in RecurrentInputs inputs, in SequenceOptions options, out SequenceResult result)
    {
        var fits = Activation == Activations.Tanh && RecurrentActivation == Activations.Sigmoid;
        result = fits ? Ops.Lstm(inputs.X, inputs.Kernel, inputs.Recurrent, inputs.Bias, inputs.State, inputs.Cell, options) : default;
        return fits;
    }
}
