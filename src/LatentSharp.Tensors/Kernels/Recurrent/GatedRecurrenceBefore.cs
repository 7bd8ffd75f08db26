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
        RowLoop.Run<V, Reset>(default, s, step, samples);
        kernels.StateToCandidate.Multiply(
            s.CellAt(step, samples.Start), s.Units, samples.Length, s.GatesAt(step, samples.Start), s.Width, adds: true);
        RowLoop.Run<V, Step>(default, s, step, samples);
    }

    public void PackBackward<V>(in Sequences s, float* packed) where V : unmanaged, ILanes<V>
    {
        ResetState<V>(s, packed).FillTransposed(s.Recurrent + (2 * s.Units), 3 * s.Units);
        State<V>(s, packed).FillTransposed(s.Recurrent, 3 * s.Units);
        Input<V>(s, packed).Fill(s);
    }

    public void Backward<V>(in Sequences s, float* packed, int step, Interval samples) where V : unmanaged, ILanes<V>
    {
        RowLoop.Run<V, StepBack>(default, s, step, samples, skipsMasked: true);
        var dz = s.GateGradientsAt(step, samples.Start);
        ResetState<V>(s, packed).Multiply(dz, s.Width, samples.Length, s.CellGradientAt(samples.Start), s.Units);
        RowLoop.Run<V, ResetBack>(default, s, step, samples, skipsMasked: true);
        State<V>(s, packed).Multiply(dz + s.Units, s.Width, samples.Length, s.StateGradientAt(samples.Start), s.Units, adds: true);
        Input<V>(s, packed).Multiply(s, step, samples);
    }

    private static Panels<V> ResetState<V>(in Sequences s, float* packed) where V : unmanaged, ILanes<V> => new(packed, s.Units, s.Units);

    private static Panels<V> State<V>(in Sequences s, float* packed) where V : unmanaged, ILanes<V> =>
        new(packed + Panels<V>.Length(s.Units, s.Units), 2 * s.Units, s.Units);

    private static GatedInputKernels<V> Input<V>(in Sequences s, float* packed) where V : unmanaged, ILanes<V> =>
        new(s, packed + Panels<V>.Length(s.Units, s.Units) + Panels<V>.Length(2 * s.Units, s.Units));

    private readonly struct Reset(float* gates, nint units, float* state, float* result) : IRowWork<Reset>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Reset For(in Sequences s, int step, int n) =>
            new(s.GatesAt(step, n) + s.Units, s.Units, s.StateAt(step, n), s.CellAt(step, n));

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void At<V, TReach>(TReach reach, nint i) where V : unmanaged, ILanes<V> where TReach : struct, IReach
        {
            var g = gates + i;
            reach.Store(GateSigmoid.Of(reach.Load<V>(g)), g);
            var reset = GateSigmoid.Of(reach.Load<V>(g + units));
            reach.Store(reset, g + units);
            reach.Store(reset * reach.Load<V>(state + i), result + i);
        }
    }

    private readonly struct Step(float* gates, nint units, float* before, float* after, float* output) : IRowWork<Step>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Step For(in Sequences s, int step, int n) =>
            new(s.GatesAt(step, n), s.Units, s.StateAt(step, n), s.StateAt(step + 1, n), s.OutputAt(step, n));

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void At<V, TReach>(TReach reach, nint i) where V : unmanaged, ILanes<V> where TReach : struct, IReach
        {
            var candidate = TanhFunction.Of(reach.Load<V>(gates + i));
            reach.Store(candidate, gates + i);
            var next = V.FusedMultiplyAdd(reach.Load<V>(gates + units + i), reach.Load<V>(before + i) - candidate, candidate);
            reach.Store(next, after + i);
            if (output != null) reach.Store(next, output + i);
        }
    }

    /// <summary>The gradients of h and z; of the state's, what passes by z.</summary>
    private readonly struct StepBack(float* gates, float* dGates, nint units, float* before, float* dOutput, float* dState)
        : IRowWork<StepBack>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public StepBack For(in Sequences s, int step, int n) => new(
            s.GatesAt(step, n), s.GateGradientsAt(step, n), s.Units, s.StateAt(step, n), s.AwaitedGradientAt(step, n),
            s.StateGradientAt(n));

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void At<V, TReach>(TReach reach, nint i) where V : unmanaged, ILanes<V> where TReach : struct, IReach
        {
            V candidate = reach.Load<V>(gates + i), update = reach.Load<V>(gates + units + i);
            var one = V.Create(1);
            var dh = reach.Load<V>(dState + i);
            if (dOutput != null) dh += reach.Load<V>(dOutput + i);
            reach.Store(dh * (one - update) * V.FusedMultiplyAdd(-candidate, candidate, one), dGates + i);
            reach.Store(dh * (reach.Load<V>(before + i) - candidate) * (update * (one - update)), dGates + units + i);
            reach.Store(dh * update, dState + i);
        }
    }

    /// <summary>From the gradient of r · h to those of r and of the state.</summary>
    private readonly struct ResetBack(float* gate, float* state, float* dReset, float* dGate, float* dState) : IRowWork<ResetBack>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public ResetBack For(in Sequences s, int step, int n) => new(
            s.GatesAt(step, n) + (2 * s.Units), s.StateAt(step, n), s.CellGradientAt(n), s.GateGradientsAt(step, n) + (2 * s.Units),
            s.StateGradientAt(n));

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void At<V, TReach>(TReach reach, nint i) where V : unmanaged, ILanes<V> where TReach : struct, IReach
        {
            V reset = reach.Load<V>(gate + i), d = reach.Load<V>(dReset + i);
            reach.Store(d * reach.Load<V>(state + i) * (reset * (V.Create(1) - reset)), dGate + i);
            reach.Store(V.FusedMultiplyAdd(d, reset, reach.Load<V>(dState + i)), dState + i);
        }
    }
}
