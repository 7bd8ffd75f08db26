namespace LatentSharp;

public static partial class Ops
{
    /// <summary>
    /// A simple recurrent layer over whole sequences (Elman 1990): h[t] = tanh(x[t]·W + h[t-1]·R + b). It has no second derivative.
    /// </summary>
    /// <param name="x">(N, T, F).</param>
    /// <param name="kernel">W, (F, U).</param>
    /// <param name="recurrentKernel">R, (U, U).</param>
    /// <param name="bias">b, (U), or <c>default</c> for none.</param>
    /// <param name="state">h before the first step, (N, U), or <c>default</c> for zeros.</param>
    /// <param name="options">Mask, direction, and what is given.</param>
    /// <exception cref="BadArgumentException">The sizes do not fit.</exception>
    public static SequenceResult SimpleRnn(
        Tensor x, Tensor kernel, Tensor recurrentKernel, Tensor bias = default, Tensor state = default,
        SequenceOptions options = default) =>
        SimpleRnn<TanhOp>(new RecurrentInputs(x, kernel, recurrentKernel, bias, state, default), options);

    /// <summary>With another activation, whose derivative follows from its result.</summary>
    internal static SequenceResult SimpleRnn<TActivation>(
        in RecurrentInputs inputs, in SequenceOptions options, TActivation activation = default)
        where TActivation : struct, IUnary =>
        RecurrentOp.Apply<SimpleRecurrence<TActivation>, PlainRecurrentNode<SimpleRecurrence<TActivation>>>(
            "simple rnn", new SimpleRecurrence<TActivation>(activation), inputs, options);
}
