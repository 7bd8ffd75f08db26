namespace LatentSharp;

/// <summary>
/// Whole sequences forward and backward. The samples are divided between threads, each of which walks all steps for its own without waiting
/// for another; samples do not meet in any sum, so that bits do not depend on the division.
/// </summary>
internal static unsafe class RecurrentPass
{
    internal static void Forward<T>(T recurrence, in SequenceSpans spans)
        where T : struct, IRecurrence => Run(recurrence, spans, backward: false);

    internal static void Backward<T>(T recurrence, in SequenceSpans spans)
        where T : struct, IRecurrence => Run(recurrence, spans, backward: true);

    /// <summary>Floats that the kernels take when they are packed, in three parts at most, with a bias.</summary>
    internal static nint PackedLength<V>(in Sequences s) where V : unmanaged, ILanes<V> =>
        (nint)(s.JoinedStride + (3 * Tiles.Columns<V>())) * (s.Width + (3 * Tiles.Columns<V>())) + s.Width;

    private static void Run<T>(T recurrence, in SequenceSpans x, bool backward) where T : struct, IRecurrence
    {
        if (x.Samples == 0) return;
        SequenceLengths.Check<T>(x, backward);
        fixed (
            float* input = x.X, mask = x.Mask, kernel = x.Kernel, recurrent = x.Recurrent, bias = x.Bias, firstState = x.FirstState,
                firstCell = x.FirstCell)
        fixed (
            float* joined = x.Joined, gates = x.Gates, cells = x.Cells, output = x.Output, lastState = x.LastState, lastCell = x.LastCell)
        fixed (float* outputGradient = x.OutputGradient, stateGradient = x.StateGradient, cellGradient = x.CellGradient)
        fixed (float* gateGradients = x.GateGradients, carried = x.Carried, inputGradient = x.InputGradient)
        {
            var s = new Sequences
            {
                Samples = x.Samples, Steps = x.Steps, Inputs = x.Inputs, Units = x.Units, Width = T.Width * x.Units,
                Backwards = x.Backwards, Keeps = x.Keeps, Whole = x.Whole, Zeroes = x.Zeroes, Adds = x.Adds,
                X = input, Mask = mask, Kernel = kernel, Recurrent = recurrent, Bias = bias, FirstState = firstState, FirstCell = firstCell,
                Joined = joined, Gates = gates, Cells = cells, Output = output, LastState = lastState, LastCell = lastCell,
                OutputGradient = outputGradient, StateGradient = stateGradient, CellGradient = cellGradient,
                GateGradients = gateGradients, Carried = carried, InputGradient = inputGradient,
            };
            var work = (long)s.Steps * s.JoinedStride * T.Gates * s.Units;
            var grain = Blocking.CeilingDivide(s.Samples, Pace.Parts(work * s.Samples));
            if (backward)
            {
                var pass = new BackwardSequences<T>(recurrence, s);
                RangeKernel.Run(ref pass, s.Samples, grain);
            }
            else
            {
                var pass = new ForwardSequences<T>(recurrence, s);
                RangeKernel.Run(ref pass, s.Samples, grain);
            }
        }
    }

    /// <summary>
    /// So many samples go through all steps together: enough to use a packed kernel well, few enough for the second-level cache.
    /// </summary>
    internal static int Blocks(int samples) => Blocking.CeilingDivide(samples, 48);
}
