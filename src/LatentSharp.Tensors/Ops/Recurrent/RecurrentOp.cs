namespace LatentSharp;

/// <summary>Runs and records any recurrence: the shared half of the recurrent operations.</summary>
internal static class RecurrentOp
{
    internal static SequenceResult Apply<TRecurrence, TNode>(
        string name, TRecurrence recurrence, in RecurrentInputs given, in SequenceOptions options)
        where TRecurrence : struct, IRecurrence
        where TNode : RecurrentNode<TRecurrence>, new()
    {
        var inputs = given.Floats(name);
        inputs.Check<TRecurrence>(name, options.Mask);
        var (n, t, f) = (inputs.X.Shape[0], inputs.X.Shape[1], inputs.X.Shape[2]);
        var units = inputs.Recurrent.Shape[0];
        var recording = inputs.Recording;
        var slots = recording is null ? 1 : t;
        var joined = Tensor.Allocate([slots + 1, n, f + units]);
        var gates = TRecurrence.KeepsGates ? Tensor.Allocate([slots, n, TRecurrence.Width * units]) : default;
        var cells = TRecurrence.HasCells ? Tensor.Allocate([slots + 1, n, units]) : default;
        var output = Tensor.Allocate(options.ReturnSequences ? [n, t, units] : [n, units]);
        var state = Tensor.Allocate([n, units]);
        var cell = TRecurrence.CellIsState ? Tensor.Allocate([n, units]) : default;
        var spans = Spans<TRecurrence>(inputs, options, recording is not null, joined, gates, cells);
        spans.X = inputs.X.AsSpan();
        spans.FirstState = Read(inputs.State);
        spans.FirstCell = Read(inputs.Cell);
        spans.Output = output.Floats;
        spans.LastState = state.Floats;
        spans.LastCell = Write(cell);
        RecurrentPass.Forward(recurrence, spans);
        if (recording is not null)
        {
            ReadOnlySpan<Tensor> results = [output, state, cell];
            var node = recording.RecordAll<TNode>(
                TRecurrence.CellIsState ? results : results[..2],
                [inputs.X, inputs.Kernel, inputs.Recurrent, inputs.Bias, inputs.State, inputs.Cell]);
            (node.OperationName, node.Recurrence, node.Options, node.Joined, node.Gates, node.Cells) =
                (name, recurrence, options, joined, gates, cells);
        }
        return new SequenceResult(output, state, cell);
    }

    /// <summary>What both passes share.</summary>
    internal static SequenceSpans Spans<TRecurrence>(
        in RecurrentInputs inputs, in SequenceOptions options, bool keeps, Tensor joined, Tensor gates, Tensor cells)
        where TRecurrence : struct, IRecurrence => new()
        {
            Samples = inputs.X.Shape[0],
            Steps = inputs.X.Shape[1],
            Inputs = inputs.X.Shape[2],
            Units = inputs.Recurrent.Shape[0],
            Backwards = options.GoBackwards,
            Keeps = keeps,
            Whole = options.ReturnSequences,
            Zeroes = options.ZeroOutputForMask,
            Mask = Read(options.Mask),
            Kernel = inputs.Kernel.AsSpan(),
            Recurrent = inputs.Recurrent.AsSpan(),
            Bias = Read(inputs.Bias),
            Joined = joined.Floats,
            Gates = Write(gates),
            Cells = Write(cells),
        };

    internal static ReadOnlySpan<float> Read(Tensor tensor) => tensor.IsDefault ? default : tensor.AsSpan();

    internal static Span<float> Write(Tensor tensor) => tensor.IsDefault ? default : tensor.Floats;
}

/// <summary>The inputs of a recurrent operation; default where one is not given.</summary>
internal readonly record struct RecurrentInputs(Tensor X, Tensor Kernel, Tensor Recurrent, Tensor Bias, Tensor State, Tensor Cell)
{
    internal Recording? Recording => LatentSharp.Recording.For([X, Kernel, Recurrent, Bias, State, Cell]);

    internal RecurrentInputs Floats(string name) => new(
        Operand.Floats(X, name, "x"), Operand.Floats(Kernel, name, "the kernel"), Operand.Floats(Recurrent, name, "the recurrent kernel"),
        Operand.OptionalFloats(Bias, name, "the bias"), Operand.OptionalFloats(State, name, "the state"),
        Operand.OptionalFloats(Cell, name, "the cell state"));

    internal void Check<TRecurrence>(string name, Tensor mask) where TRecurrence : struct, IRecurrence
    {
        if (X.Rank != 3 || X.Shape[1] == 0)
            throw new BadArgumentException($"{name}: input {X.Shape} is not (samples, steps, features) with a step at least.");
        if (Recurrent.Rank != 2 || Recurrent.Shape[1] != TRecurrence.Gates * Recurrent.Shape[0])
            throw new BadArgumentException($"{name}: a recurrent kernel {Recurrent.Shape} is not (units, {TRecurrence.Gates} · units).");
        Fits(name, "kernel", Kernel, [X.Shape[2], Recurrent.Shape[1]]);
        var units = Recurrent.Shape[0];
        if (!Bias.IsDefault && Bias.Count != TRecurrence.Biases * units)
            throw new BadArgumentException(
                $"{name}: a bias {Bias.Shape} does not fit {units} units; it holds {TRecurrence.Biases * units} numbers.");
        if (!State.IsDefault) Fits(name, "state", State, [X.Shape[0], units]);
        if (!Cell.IsDefault) Fits(name, "cell state", Cell, [X.Shape[0], units]);
        if (!mask.IsDefault) Fits(name, "mask", mask, X.Shape[..2]);
    }

    private static void Fits(string name, string what, Tensor given, Shape needed)
    {
        if (given.Shape != needed) throw new BadArgumentException($"{name}: a {what} {given.Shape} does not fit; {needed} is needed.");
    }
}
