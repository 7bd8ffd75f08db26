using System.Runtime.CompilerServices;

namespace LatentSharp;

/// <summary>
/// A gated recurrent unit whose reset is applied after the product: h' = z · h + (1 - z) · tanh(x·W + b + r · (h·R + c)), z = σ(…), r =
/// σ(…).
/// </summary>
internal readonly unsafe struct GatedRecurrenceAfter : IRecurrence
{
    public static int Gates => 3;

    public static int Width => 4;

    public static bool KeepsGates => true;

    public static bool HasCells => false;

    public static bool CellIsState => false;

    public static int Biases => 6;

    public void Pack<V>(in Sequences s, float* packed) where V : unmanaged, ILanes<V> =>
        new GatedKernels<V>(s, packed).Fill(s, RecurrentBias(s));

    public void Forward<V>(in Sequences s, float* packed, int step, Interval samples) where V : unmanaged, ILanes<V>
    {
        var kernels = new GatedKernels<V>(s, packed);
        kernels.Multiply(s, step, samples);
        var bias = RecurrentBias(s);
        kernels.StateToCandidate.Multiply(
            s.StateAt(step, samples.Start), s.JoinedStride, samples.Length, s.GatesAt(step, samples.Start) + (3 * s.Units), s.Width,
            bias: bias == null ? null : bias + (2 * s.Units));
        for (var n = samples.Start; n < samples.End; n++)
        {
            var gates = s.GatesAt(step, n);
            ElementwiseLoops.Map<V, GateSigmoid, Overwriting>(default, gates + s.Units, gates + s.Units, 2 * s.Units);
            RowLoop.Run<V, Step>(new Step(gates, s.Units, s.StateAt(step, n), s.StateAt(step + 1, n)), s.Units);
        }
    }

    public void PackBackward<V>(in Sequences s, float* packed) where V : unmanaged, ILanes<V>
    {
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
        var dz = s.GateGradientsAt(step, samples.Start) + s.Units;
        State<V>(s, packed).Multiply(dz, s.Width, samples.Length, s.StateGradient + ((nint)samples.Start * s.Units), s.Units, adds: true);
        Input<V>(s, packed).Multiply(s, step, samples);
    }

    private static float* RecurrentBias(in Sequences s) => s.Bias == null ? null : s.Bias + (3 * s.Units);

    private static Panels<V> State<V>(in Sequences s, float* packed) where V : unmanaged, ILanes<V> => new(packed, 3 * s.Units, s.Units);

    private static GatedInputKernels<V> Input<V>(in Sequences s, float* packed) where V : unmanaged, ILanes<V> =>
        new(s, packed + Panels<V>.Length(3 * s.Units, s.Units));

    private readonly struct Step(float* gates, nint units, float* before, float* after) : IRowWork
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void At<V, TReach>(TReach reach, nint i) where V : unmanaged, ILanes<V> where TReach : struct, IReach
        {
            var g = gates + i;
            var reset = reach.Load<V>(g + (2 * units));
            var candidate = TanhFunction.Of(V.FusedMultiplyAdd(reset, reach.Load<V>(g + (3 * units)), reach.Load<V>(g)));
            reach.Store(candidate, g);
            reach.Store(V.FusedMultiplyAdd(reach.Load<V>(g + units), reach.Load<V>(before + i) - candidate, candidate), after + i);
        }
    }

    /// <summary>The gradients of h, z, r and of h·R's part of h; of the state's, what passes by z.</summary>
    private readonly struct StepBack(float* gates, float* dGates, nint units, float* before, float* dState) : IRowWork
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void At<V, TReach>(TReach reach, nint i) where V : unmanaged, ILanes<V> where TReach : struct, IReach
        {
            var g = gates + i;
            V candidate = reach.Load<V>(g), update = reach.Load<V>(g + units), reset = reach.Load<V>(g + (2 * units)),
            recurrent = reach.Load<V>(g + (3 * units));
            var one = V.Create(1);
            var dh = reach.Load<V>(dState + i);
            var dCandidate = dh * (one - update) * V.FusedMultiplyAdd(-candidate, candidate, one);
            var d = dGates + i;
            reach.Store(dCandidate, d);
            reach.Store(dh * (reach.Load<V>(before + i) - candidate) * (update * (one - update)), d + units);
            reach.Store(dCandidate * recurrent * (reset * (one - reset)), d + (2 * units));
            reach.Store(dCandidate * reset, d + (3 * units));
            reach.Store(dh * update, dState + i);
        }
    }
}
