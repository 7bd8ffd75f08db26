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
        RowLoop.Run<V, Step>(default, s, step, samples);
    }

    public void PackBackward<V>(in Sequences s, float* packed) where V : unmanaged, ILanes<V>
    {
        State<V>(s, packed).FillTransposed(s.Recurrent, 3 * s.Units);
        Input<V>(s, packed).Fill(s);
    }

    public void Backward<V>(in Sequences s, float* packed, int step, Interval samples) where V : unmanaged, ILanes<V>
    {
        RowLoop.Run<V, StepBack>(default, s, step, samples, skipsMasked: true);
        var dz = s.GateGradientsAt(step, samples.Start) + s.Units;
        State<V>(s, packed).Multiply(dz, s.Width, samples.Length, s.StateGradientAt(samples.Start), s.Units, adds: true);
        Input<V>(s, packed).Multiply(s, step, samples);
    }

    private static float* RecurrentBias(in Sequences s) => s.Bias == null ? null : s.Bias + (3 * s.Units);

    private static Panels<V> State<V>(in Sequences s, float* packed) where V : unmanaged, ILanes<V> => new(packed, 3 * s.Units, s.Units);

    private static GatedInputKernels<V> Input<V>(in Sequences s, float* packed) where V : unmanaged, ILanes<V> =>
        new(s, packed + Panels<V>.Length(3 * s.Units, s.Units));

    private readonly struct Step(float* gates, nint units, float* before, float* after, float* output) : IRowWork<Step>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Step For(in Sequences s, int step, int n) =>
            new(s.GatesAt(step, n), s.Units, s.StateAt(step, n), s.StateAt(step + 1, n), s.OutputAt(step, n));

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void At<V, TReach>(TReach reach, nint i) where V : unmanaged, ILanes<V> where TReach : struct, IReach
        {
            var g = gates + i;
            var reset = GateSigmoid.Of(reach.Load<V>(g + (2 * units)));
            reach.Store(reset, g + (2 * units));
            var candidate = TanhFunction.Of(V.FusedMultiplyAdd(reset, reach.Load<V>(g + (3 * units)), reach.Load<V>(g)));
            reach.Store(candidate, g);
            var update = GateSigmoid.Of(reach.Load<V>(g + units));
            reach.Store(update, g + units);
            var next = V.FusedMultiplyAdd(update, reach.Load<V>(before + i) - candidate, candidate);
            reach.Store(next, after + i);
            if (output != null) reach.Store(next, output + i);
        }
    }

    /// <summary>The gradients of h, z, r and of h·R's part of h; of the state's, what passes by z.</summary>
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
            var g = gates + i;
            V candidate = reach.Load<V>(g), update = reach.Load<V>(g + units), reset = reach.Load<V>(g + (2 * units)),
            recurrent = reach.Load<V>(g + (3 * units));
            var one = V.Create(1);
            var dh = reach.Load<V>(dState + i);
            if (dOutput != null) dh += reach.Load<V>(dOutput + i);
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
