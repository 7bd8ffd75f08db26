using System.Runtime.CompilerServices;

namespace LatentSharp;

/// <summary>
/// A gated recurrent unit whose reset is applied before the product (Cho et al. 2014): h' = z · h + (1 - z) · tanh(x·W + (r · h)·R + b),
/// z = σ(…), r = σ(…). The reset states are kept in the place of cells.
/// </summary>
internal readonly unsafe struct GatedRecurrenceBefore : IRecurrence
{
    public static int Gates => 3;

    public static int Width => 3;

    public static bool KeepsGates => true;

    public static bool HasCells => true;

    public static bool CellIsState => false;

    public static int Biases => 3;

    public void Pack<V>(in Sequences s, float* packed) where V : unmanaged, ILanes<V> => new GatedKernels<V>(s, packed).Fill(s, null);

    public void Forward<V>(in Sequences s, float* packed, int step, Interval samples) where V : unmanaged, ILanes<V>
    {
        var kernels = new GatedKernels<V>(s, packed);
        kernels.Multiply(s, step, samples);
        for (var n = samples.Start; n < samples.End; n++)
        {
            var gates = s.GatesAt(step, n);
            ElementwiseLoops.Map<V, GateSigmoid, Overwriting>(default, gates + s.Units, gates + s.Units, 2 * s.Units);
            RowLoop.Run<V, Reset>(new Reset(gates + (2 * s.Units), s.StateAt(step, n), s.CellAt(step, n)), s.Units);
        }
        kernels.StateToCandidate.Multiply(
            s.CellAt(step, samples.Start), s.Units, samples.Length, s.GatesAt(step, samples.Start), s.Width, adds: true);
        for (var n = samples.Start; n < samples.End; n++)
            RowLoop.Run<V, Step>(new Step(s.GatesAt(step, n), s.Units, s.StateAt(step, n), s.StateAt(step + 1, n)), s.Units);
    }

    public void PackBackward<V>(in Sequences s, float* packed) where V : unmanaged, ILanes<V>
    {
        ResetState<V>(s, packed).FillTransposed(s.Recurrent + (2 * s.Units), 3 * s.Units);
        State<V>(s, packed).FillTransposed(s.Recurrent, 3 * s.Units);
        Input<V>(s, packed).Fill(s);
    }

    public void Backward<V>(in Sequences s, float* packed, int step, Interval samples) where V : unmanaged, ILanes<V>
    {
        for (var n = samples.Start; n < samples.End; n++)
        {
            if (s.IsMasked(step, n)) continue;
            var work = new StepBack(
                s.GatesAt(step, n), s.GateGradientsAt(step, n), s.Units, s.StateAt(step, n), s.StateGradient + ((nint)n * s.Units));
            RowLoop.Run<V, StepBack>(work, s.Units);
        }
        var dz = s.GateGradientsAt(step, samples.Start);
        var first = (nint)samples.Start * s.Units;
        ResetState<V>(s, packed).Multiply(dz, s.Width, samples.Length, s.CellGradient + first, s.Units);
        for (var n = samples.Start; n < samples.End; n++)
        {
            if (s.IsMasked(step, n)) continue;
            var at = (nint)n * s.Units;
            var work = new ResetBack(
                s.GatesAt(step, n) + (2 * s.Units), s.StateAt(step, n), s.CellGradient + at, s.GateGradientsAt(step, n) + (2 * s.Units),
                s.StateGradient + at);
            RowLoop.Run<V, ResetBack>(work, s.Units);
        }
        State<V>(s, packed).Multiply(dz + s.Units, s.Width, samples.Length, s.StateGradient + first, s.Units, adds: true);
        Input<V>(s, packed).Multiply(s, step, samples);
    }

    private static Panels<V> ResetState<V>(in Sequences s, float* packed) where V : unmanaged, ILanes<V> => new(packed, s.Units, s.Units);

    private static Panels<V> State<V>(in Sequences s, float* packed) where V : unmanaged, ILanes<V> =>
        new(packed + Panels<V>.Length(s.Units, s.Units), 2 * s.Units, s.Units);

    private static GatedInputKernels<V> Input<V>(in Sequences s, float* packed) where V : unmanaged, ILanes<V> =>
        new(s, packed + Panels<V>.Length(s.Units, s.Units) + Panels<V>.Length(2 * s.Units, s.Units));

    private readonly struct Reset(float* reset, float* state, float* result) : IRowWork
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void At<V, TReach>(TReach reach, nint i) where V : unmanaged, ILanes<V> where TReach : struct, IReach =>
            reach.Store(reach.Load<V>(reset + i) * reach.Load<V>(state + i), result + i);
    }

    private readonly struct Step(float* gates, nint units, float* before, float* after) : IRowWork
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void At<V, TReach>(TReach reach, nint i) where V : unmanaged, ILanes<V> where TReach : struct, IReach
        {
            var candidate = TanhFunction.Of(reach.Load<V>(gates + i));
            reach.Store(candidate, gates + i);
            reach.Store(V.FusedMultiplyAdd(reach.Load<V>(gates + units + i), reach.Load<V>(before + i) - candidate, candidate), after + i);
        }
    }

    /// <summary>The gradients of h and z; of the state's, what passes by z.</summary>
    private readonly struct StepBack(float* gates, float* dGates, nint units, float* before, float* dState) : IRowWork
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void At<V, TReach>(TReach reach, nint i) where V : unmanaged, ILanes<V> where TReach : struct, IReach
        {
            V candidate = reach.Load<V>(gates + i), update = reach.Load<V>(gates + units + i);
            var one = V.Create(1);
            var dh = reach.Load<V>(dState + i);
            reach.Store(dh * (one - update) * V.FusedMultiplyAdd(-candidate, candidate, one), dGates + i);
            reach.Store(dh * (reach.Load<V>(before + i) - candidate) * (update * (one - update)), dGates + units + i);
            reach.Store(dh * update, dState + i);
        }
    }

    /// <summary>From the gradient of r · h to those of r and of the state.</summary>
    private readonly struct ResetBack(float* gate, float* state, float* dReset, float* dGate, float* dState) : IRowWork
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void At<V, TReach>(TReach reach, nint i) where V : unmanaged, ILanes<V> where TReach : struct, IReach
        {
            V reset = reach.Load<V>(gate + i), d = reach.Load<V>(dReset + i);
            reach.Store(d * reach.Load<V>(state + i) * (reset * (V.Create(1) - reset)), dGate + i);
            reach.Store(V.FusedMultiplyAdd(d, reset, reach.Load<V>(dState + i)), dState + i);
        }
    }
}
