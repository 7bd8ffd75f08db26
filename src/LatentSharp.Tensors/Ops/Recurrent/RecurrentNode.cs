namespace LatentSharp;

/// <summary>
/// The backward pass of a recurrence: all steps in one kernel, then each weight's gradient as one product over all of them.
/// </summary>
internal abstract class RecurrentNode<TRecurrence> : Node where TRecurrence : struct, IRecurrence
{
    internal string OperationName = "";
    internal TRecurrence Recurrence;
    internal SequenceOptions Options;
    internal Tensor Joined;
    internal Tensor Gates;
    internal Tensor Cells;

    internal override string Name => OperationName;

    protected int Rows { get; private set; }

    protected int Features { get; private set; }

    protected int Units { get; private set; }

    private int Width => TRecurrence.Width * Units;

    internal override void Backward()
    {
        var inputs = new RecurrentInputs(Inputs[0], Inputs[1], Inputs[2], Inputs[3], Inputs[4], Inputs[5]);
        var (n, t) = (inputs.X.Shape[0], inputs.X.Shape[1]);
        (Rows, Features, Units) = (n * t, inputs.X.Shape[2], inputs.Recurrent.Shape[0]);
        var dz = Tensor.Allocate([Rows, Width]);
        var dState = Begin(Gradients[1], [n, Units]);
        var dCell = TRecurrence.CellIsState ? Begin(Gradients[2], [n, Units])
            : TRecurrence.HasCells ? Tensor.Allocate([n, Units])
            : default;
        var spans = RecurrentOp.Spans<TRecurrence>(inputs, Options, keeps: true, Joined, Gates, Cells);
        spans.OutputGradient = RecurrentOp.Read(Gradients[0]);
        spans.StateGradient = dState.Floats;
        spans.CellGradient = RecurrentOp.Write(dCell);
        spans.GateGradients = dz.Floats;
        spans.Carried = Options.Mask.IsDefault ? default : Tensor.Zeros([n, Units]).Floats;
        if (Wants(0)) spans.InputGradient = Destination(0, out spans.Adds);
        RecurrentPass.Backward(Recurrence, spans);
        WeightGradients(dz);
        if (Wants(3)) BiasGradient(dz, Destination(3, out var adds), adds);
        if (Wants(4)) Give(4, dState, owned: true);
        if (Wants(5)) Give(5, dCell, owned: true);
    }

    internal override void BackwardRecorded() => throw new NotSupportedException(
        $"{Name} has no second derivative: its gradient cannot be differentiated again. Layers "
        + "compute it step by step with Fused = false, where it can.");

    /// <summary>
    /// The gradients of both kernels: where both are wanted and nothing stands there yet, as one product over inputs and states joined.
    /// </summary>
    private void WeightGradients(Tensor dz)
    {
        bool wantsKernel = Wants(1), wantsRecurrent = Wants(2), kernelAdds = false, recurrentAdds = false;
        var kernel = wantsKernel ? Destination(1, out kernelAdds) : default;
        var recurrent = wantsRecurrent ? Destination(2, out recurrentAdds) : default;
        if (wantsKernel && wantsRecurrent && !kernelAdds && !recurrentAdds && Rows > 0)
        {
            JointGradients(dz, kernel, recurrent);
            return;
        }
        if (wantsKernel) KernelGradient(dz, kernel, kernelAdds);
        if (wantsRecurrent) RecurrentGradient(dz, recurrent, recurrentAdds);
    }

    protected abstract void JointGradients(Tensor dz, Span<float> kernel, Span<float> recurrent);

    /// <summary>dW from the gates' gradients (T·N, width).</summary>
    protected abstract void KernelGradient(Tensor dz, Span<float> destination, bool adds);

    protected abstract void RecurrentGradient(Tensor dz, Span<float> destination, bool adds);

    protected abstract void BiasGradient(Tensor dz, Span<float> destination, bool adds);

    /// <summary>
    /// Some columns of a kernel's gradient: (a's columns) · (the gates' gradients' columns), summed over steps and samples.
    /// </summary>
    /// <param name="a">Its columns start at its first number.</param>
    /// <param name="strideA">From one of its rows to the next.</param>
    /// <param name="rows">How many columns of it: rows of the kernel.</param>
    /// <param name="dz">The gates' gradients.</param>
    /// <param name="from">The first of their blocks of U columns.</param>
    /// <param name="blocks">How many blocks.</param>
    /// <param name="destination">The kernel's gradient.</param>
    /// <param name="to">The block in it to which they go.</param>
    /// <param name="adds">Whether they are added to what stands there.</param>
    protected void Product(
        ReadOnlySpan<float> a, int strideA, int rows, Tensor dz, int from, int blocks, Span<float> destination, int to, bool adds)
    {
        if (Rows == 0)
        {
            if (!adds) destination.Clear();
            return;
        }
        Gemm.Multiply(
            true, false, rows, blocks * Units, Rows, a, strideA, dz.AsSpan()[(from * Units)..], Width, destination[(to * Units)..],
            TRecurrence.Gates * Units, adds);
    }

    /// <summary>Some blocks of columns of both kernels' gradients, which see the same blocks of the gates' gradients.</summary>
    protected void JointProduct(Tensor dz, int from, int blocks, Span<float> kernel, Span<float> recurrent, int to)
    {
        var (columns, stride) = (blocks * Units, TRecurrence.Gates * Units);
        var joint = Tensor.Allocate([JoinedStride, columns]);
        Gemm.Multiply(
            true, false, JoinedStride, columns, Rows, InputRows, JoinedStride, dz.AsSpan()[(from * Units)..], Width, joint.Floats, columns);
        for (var row = 0; row < JoinedStride; row++)
        {
            var target = row < Features ? kernel[(row * stride)..] : recurrent[((row - Features) * stride)..];
            joint.AsSpan().Slice(row * columns, columns).CopyTo(target[(to * Units)..]);
        }
    }

    /// <summary>The inputs of all steps, in rows <see cref="JoinedStride"/> apart.</summary>
    protected ReadOnlySpan<float> InputRows => Joined.AsSpan();

    /// <summary>The states before all steps.</summary>
    protected ReadOnlySpan<float> StateRows => Joined.AsSpan()[Math.Min(Features, Joined.Count)..];

    protected int JoinedStride => Features + Units;

    private static Tensor Begin(Tensor gradient, Shape shape)
    {
        if (gradient.IsDefault) return Tensor.Zeros(shape);
        var copy = Tensor.Allocate(shape);
        gradient.AsSpan().CopyTo(copy.Floats);
        return copy;
    }
}

/// <summary>Of a recurrence whose gates stand in the kernels' order.</summary>
internal sealed class PlainRecurrentNode<TRecurrence> : RecurrentNode<TRecurrence> where TRecurrence : struct, IRecurrence
{
    protected override void JointGradients(Tensor dz, Span<float> kernel, Span<float> recurrent) =>
        JointProduct(dz, 0, TRecurrence.Gates, kernel, recurrent, 0);

    protected override void KernelGradient(Tensor dz, Span<float> destination, bool adds) =>
        Product(InputRows, JoinedStride, Features, dz, 0, TRecurrence.Gates, destination, 0, adds);

    protected override void RecurrentGradient(Tensor dz, Span<float> destination, bool adds) =>
        Product(StateRows, JoinedStride, Units, dz, 0, TRecurrence.Gates, destination, 0, adds);

    protected override void BiasGradient(Tensor dz, Span<float> destination, bool adds) =>
        ColumnSums.Sum(dz.AsSpan(), Rows, destination, adds);
}
