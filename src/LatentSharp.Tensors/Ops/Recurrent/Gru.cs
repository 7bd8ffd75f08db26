namespace LatentSharp;

public static partial class Ops
{
    /// <summary>
    /// A gated recurrent unit over whole sequences (Cho et al. 2014): h[t] = z · h[t-1] + (1 - z) · tanh(g), z and r the sigmoids of the
    /// first two blocks of x[t]·W + b + h[t-1]·R + c. With the reset after the product, g is x[t]·W + b + r · (h[t-1]·R + c); with the
    /// reset before it, x[t]·W + b + (r · h[t-1])·R. It has no second derivative.
    /// </summary>
    /// <param name="x">(N, T, F).</param>
    /// <param name="kernel">W, (F, 3·U), blocks z, r, g.</param>
    /// <param name="recurrentKernel">R, (U, 3·U).</param>
    /// <param name="bias">
    /// b and c, (2, 3·U), with the reset after the product; b, (3·U), with the reset before it; <c>default</c> for none.
    /// </param>
    /// <param name="state">h before the first step, (N, U), or <c>default</c> for zeros.</param>
    /// <param name="resetAfter">Whether the reset is applied after the product. Default true.</param>
    /// <param name="options">Mask, direction, and what is given.</param>
    /// <exception cref="BadArgumentException">The sizes do not fit.</exception>
    public static SequenceResult Gru(
        Tensor x, Tensor kernel, Tensor recurrentKernel, Tensor bias = default, Tensor state = default, bool resetAfter = true,
        SequenceOptions options = default)
    {
        var inputs = new RecurrentInputs(x, kernel, recurrentKernel, bias, state, default);
        return resetAfter
            ? RecurrentOp.Apply<GatedRecurrenceAfter, GatedRecurrentNode<GatedRecurrenceAfter>>("gru", default, inputs, options)
            : RecurrentOp.Apply<GatedRecurrenceBefore, GatedRecurrentNode<GatedRecurrenceBefore>>("gru", default, inputs, options);
    }
}

/// <summary>
/// The gates' gradients stand in blocks h, z, r, and h·R's where the reset is after the product; the kernels' in z, r, h.
/// </summary>
internal sealed class GatedRecurrentNode<TRecurrence> : RecurrentNode<TRecurrence> where TRecurrence : struct, IRecurrence
{
    private static bool IsAfter => TRecurrence.Width == 4;

    protected override void JointGradients(Tensor dz, Span<float> kernel, Span<float> recurrent)
    {
        JointProduct(dz, 1, 2, kernel, recurrent, 0);
        InputToCandidate(dz, kernel, adds: false);
        StateToCandidate(dz, recurrent, adds: false);
    }

    protected override void KernelGradient(Tensor dz, Span<float> destination, bool adds)
    {
        Product(InputRows, JoinedStride, Features, dz, 1, 2, destination, 0, adds);
        InputToCandidate(dz, destination, adds);
    }

    protected override void RecurrentGradient(Tensor dz, Span<float> destination, bool adds)
    {
        Product(StateRows, JoinedStride, Units, dz, 1, 2, destination, 0, adds);
        StateToCandidate(dz, destination, adds);
    }

    private void InputToCandidate(Tensor dz, Span<float> kernel, bool adds) =>
        Product(InputRows, JoinedStride, Features, dz, 0, 1, kernel, 2, adds);

    private void StateToCandidate(Tensor dz, Span<float> recurrent, bool adds)
    {
        if (IsAfter) Product(StateRows, JoinedStride, Units, dz, 3, 1, recurrent, 2, adds);
        else Product(Cells.AsSpan(), Units, Units, dz, 0, 1, recurrent, 2, adds);
    }

    protected override void BiasGradient(Tensor dz, Span<float> destination, bool adds)
    {
        var sums = Tensor.Allocate(TRecurrence.Width * Units);
        ColumnSums.Sum(dz.AsSpan(), Rows, sums.Floats);
        var blocks = sums.AsSpan();
        Put(blocks.Slice(Units, 2 * Units), destination[..(2 * Units)], adds);
        Put(blocks[..Units], destination.Slice(2 * Units, Units), adds);
        if (IsAfter) Put(blocks[Units..], destination[(3 * Units)..], adds);
    }

    private static void Put(ReadOnlySpan<float> sums, Span<float> destination, bool adds)
    {
        if (adds) Elementwise.Zip(default(AddOp), destination, sums, destination);
        else sums.CopyTo(destination);
    }
}
