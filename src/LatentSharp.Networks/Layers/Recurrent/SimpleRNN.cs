namespace LatentSharp;

/// <summary>
/// A simple recurrent layer (Elman 1990): h[t] = f(x[t] · kernel + h[t-1] · recurrent kernel + bias), (N, T, F) -> (N, units), or (N, T,
/// units). Weights of its cell: <c>kernel</c> (F, units), <c>recurrent_kernel</c> (units, units), <c>bias</c> (units).
/// </summary>
/// <param name="units">The number of outputs, 1 or more.</param>
/// <param name="activation">The function f. Default <see cref="Activations.Tanh"/>.</param>
public sealed class SimpleRNN(int units, ActivationFunction? activation = null) : StandardRNN(units, activation)
{
    internal override string Kind => "simple_rnn";

    private protected override StandardCell CreateCell() => new SimpleRNNCell(Units, Activation, Settings);

    private protected override bool TryFused(in RecurrentInputs inputs, in SequenceOptions options, out SequenceResult result) =>
        Activation.TryFuse(new SimpleRecurrentOperation(inputs, options), out result);
}

/// <summary>h[t] = f(x[t] · kernel + h[t-1] · recurrent kernel + bias) of whole sequences.</summary>
internal readonly struct SimpleRecurrentOperation(RecurrentInputs inputs, SequenceOptions options) : IFusable<SequenceResult>
{
    public SequenceResult With<TFunction>(TFunction function) where TFunction : struct, IUnary => Ops.SimpleRnn(inputs, options, function);
}
