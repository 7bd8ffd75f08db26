namespace LatentSharp;

/// <summary>
/// A gated recurrent unit (Cho et al. 2014), (N, T, F) -> (N, units), or (N, T, units). Weights of its cell, in blocks z, r, h:
/// <c>kernel</c> (F, 3 · units), <c>recurrent_kernel</c> (units, 3 · units), <c>bias</c> (2, 3 · units), or (3 · units) with the reset
/// before the product. See <see cref="GRUCell"/>.
/// </summary>
/// <param name="units">The number of outputs, 1 or more.</param>
/// <param name="activation">The function of the candidate. Default <see cref="Activations.Tanh"/>.</param>
/// <param name="recurrentActivation">The function of the gates. Default <see cref="Activations.Sigmoid"/>.</param>
public sealed class GRU(
    int units, ActivationFunction? activation = null, ActivationFunction? recurrentActivation = null) : StandardRNN(units, activation)
{
    /// <inheritdoc cref="GRUCell.RecurrentActivation"/>
    public ActivationFunction RecurrentActivation { get; } = recurrentActivation ?? Activations.Sigmoid;

    /// <inheritdoc cref="GRUCell.ResetAfter"/>
    public bool ResetAfter { get; init; } = true;

    internal override string Kind => "gru";

    private protected override StandardCell CreateCell() =>
        new GRUCell(Units, Activation, RecurrentActivation, Settings) { ResetAfter = ResetAfter };

    private protected override bool TryFused(in RecurrentInputs inputs, in SequenceOptions options, out SequenceResult result)
    {
        var fits = Activation == Activations.Tanh && RecurrentActivation == Activations.Sigmoid;
        result = fits ? Ops.Gru(inputs.X, inputs.Kernel, inputs.Recurrent, inputs.Bias, inputs.State, ResetAfter, options) : default;
        return fits;
    }
}
