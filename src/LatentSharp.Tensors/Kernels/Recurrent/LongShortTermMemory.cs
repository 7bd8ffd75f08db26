using System.Runtime.CompilerServices;

namespace LatentSharp;

/// <summary>
/// c' = σ(f) · c + σ(i) · tanh(g), h' = σ(o) · tanh c' (Hochreiter and Schmidhuber 1997; Gers et al. 2000), with i, f, g, o the four blocks
/// of x·W + h·R + b.
/// </summary>
internal readonly unsafe struct LongShortTermMemory : IRecurrence
{
    public static int Gates => 4;

    public static int Width => 4;

    public static bool KeepsGates => true;

    public static bool HasCells => true;

    public static bool CellIsState => true;

    public static int Biases => 4;

    public void Pack<V>(in Sequences s, float* packed) where V : unmanaged, ILanes<V>
    {
        var panels = new Panels<V>(packed, s.JoinedStride, s.Width);
        panels.Fill(0, s.Inputs, s.Kernel, s.Width);
        panels.Fill(s.Inputs, s.Units, s.Recurrent, s.Width);
    }

    public void Forward<V>(in Sequences s, float* packed, int step, Interval samples) where V : unmanaged, ILanes<V>
    {
        new Panels<V>(packed, s.JoinedStride, s.Width).Multiply(
            s.JoinedAt(step, samples.Start), s.JoinedStride, samples.Length, s.GatesAt(step, samples.Start), s.Width, bias: s.Bias);
        var units = s.Units;
        for (var n = samples.Start; n < samples.End; n++)
        {
            var gates = s.GatesAt(step, n);
            ElementwiseLoops.Map<V, GateSigmoid, Overwriting>(default, gates, gates, 2 * units);
            ElementwiseLoops.Map<V, TanhFunction, Overwriting>(default, gates + (2 * units), gates + (2 * units), units);
            ElementwiseLoops.Map<V, GateSigmoid, Overwriting>(default, gates + (3 * units), gates + (3 * units), units);
            RowLoop.Run<V, Step>(new Step(gates, units, s.CellAt(step, n), s.CellAt(step + 1, n), s.StateAt(step + 1, n)), units);
        }
    }

    public void PackBackward<V>(in Sequences s, float* packed) where V : unmanaged, ILanes<V> => TransposedKernels<V>.Pack(s, packed);

    public void Backward<V>(in Sequences s, float* packed, int step, Interval samples) where V : unmanaged, ILanes<V>
    {
        for (var n = samples.Start; n < samples.End; n++)
        {
            if (s.IsMasked(step, n)) continue;
            var at = (nint)n * s.Units;
            var work = new StepBack(
                s.GatesAt(step, n), s.GateGradientsAt(step, n), s.Units, s.CellAt(step, n), s.CellAt(step + 1, n), s.StateGradient + at,
                s.CellGradient + at);
            RowLoop.Run<V, StepBack>(work, s.Units);
        }
        TransposedKernels<V>.Multiply(s, packed, step, samples);
    }

    private readonly struct Step(float* gates, nint units, float* before, float* after, float* state) : IRowWork
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void At<V, TReach>(TReach reach, nint i) where V : unmanaged, ILanes<V> where TReach : struct, IReach
        {
            var g = gates + i;
            var kept = reach.Load<V>(g + units) * reach.Load<V>(before + i);
            var cell = V.FusedMultiplyAdd(reach.Load<V>(g), reach.Load<V>(g + (2 * units)), kept);
            reach.Store(cell, after + i);
            reach.Store(reach.Load<V>(g + (3 * units)) * TanhFunction.Of(cell), state + i);
        }
    }

    /// <summary>
    /// The gradients of i, f, g, o before their activations; the state's gradient starts anew from 0, the cell's goes on.
    /// </summary>
    private readonly struct StepBack(
        float* gates, float* dGates, nint units, float* before, float* after, float* dState, float* dCell) : IRowWork
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void At<V, TReach>(TReach reach, nint i) where V : unmanaged, ILanes<V> where TReach : struct, IReach
        {
            var g = gates + i;
            V input = reach.Load<V>(g), forget = reach.Load<V>(g + units), candidate = reach.Load<V>(g + (2 * units)),
            output = reach.Load<V>(g + (3 * units));
            var one = V.Create(1);
            var tanh = TanhFunction.Of(reach.Load<V>(after + i));
            var dh = reach.Load<V>(dState + i);
            var dc = V.FusedMultiplyAdd(dh * output, V.FusedMultiplyAdd(-tanh, tanh, one), reach.Load<V>(dCell + i));
            var d = dGates + i;
            reach.Store(dc * candidate * (input * (one - input)), d);
            reach.Store(dc * reach.Load<V>(before + i) * (forget * (one - forget)), d + units);
            reach.Store(dc * input * V.FusedMultiplyAdd(-candidate, candidate, one), d + (2 * units));
            reach.Store(dh * tanh * (output * (one - output)), d + (3 * units));
            reach.Store(dc * forget, dCell + i);
            reach.Store(V.Create(0), dState + i);
        }
    }
}
