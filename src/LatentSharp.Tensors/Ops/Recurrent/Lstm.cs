namespace LatentSharp;

public static partial class Ops
{
    /// <summary>
    /// A long short-term memory over whole sequences (Hochreiter and Schmidhuber 1997; Gers et al. 2000): with i, f, g, o the four blocks
    /// of x[t]·W + h[t-1]·R + b, c[t] = σ(f) · c[t-1] + σ(i) · tanh(g) and h[t] = σ(o) · tanh(c[t]). It has no second derivative.
    /// </summary>
    /// <param name="x">(N, T, F).</param>
    /// <param name="kernel">W, (F, 4·U), blocks i, f, g, o.</param>
    /// <param name="recurrentKernel">R, (U, 4·U).</param>
    /// <param name="bias">b, (4·U), or <c>default</c> for none.</param>
    /// <param name="state">h before the first step, (N, U), or <c>default</c> for zeros.</param>
    /// <param name="cell">c before the first step, (N, U), or <c>default</c> for zeros.</param>
    /// <param name="options">Mask, direction, and what is given.</param>
    /// <exception cref="BadArgumentException">The sizes do not fit.</exception>
    public static SequenceResult Lstm(
        Tensor x, Tensor kernel, Tensor recurrentKernel, Tensor bias = default, Tensor state = default, Tensor cell = default,
        SequenceOptions options = default) =>
        RecurrentOp.Apply<LongShortTermMemory, PlainRecurrentNode<LongShortTermMemory>>(
            "lstm", default, new RecurrentInputs(x, kernel, recurrentKernel, bias, state, cell), options);
}
