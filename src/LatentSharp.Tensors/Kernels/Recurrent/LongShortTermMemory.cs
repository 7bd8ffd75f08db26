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
        RowLoop.Run<V, CellStep>(default, s, step, samples);
        RowLoop.Run<V, StateStep>(default, s, step, samples);
    }

    public void PackBackward<V>(in Sequences s, float* packed) where V : unmanaged, ILanes<V> => TransposedKernels<V>.Pack(s, packed);

    public void Backward<V>(in Sequences s, float* packed, int step, Interval samples) where V : unmanaged, ILanes<V>
    {
        RowLoop.Run<V, StepBack>(default, s, step, samples, skipsMasked: true);
        TransposedKernels<V>.Multiply(s, packed, step, samples);
    }

    /// <summary>i, f, g and c'. The output's gate has a loop of its own: all five functions in one would not fit the registers.</summary>
    private readonly struct CellStep(float* gates, nint units, float* before, float* after) : IRowWork<CellStep>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public CellStep For(in Sequences s, int step, int n) =>
            new(s.GatesAt(step, n), s.Units, s.CellAt(step, n), s.CellAt(step + 1, n));

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void At<V, TReach>(TReach reach, nint i) where V : unmanaged, ILanes<V> where TReach : struct, IReach
        {
            var g = gates + i;
            var input = GateSigmoid.Of(reach.Load<V>(g));
            reach.Store(input, g);
            var forget = GateSigmoid.Of(reach.Load<V>(g + units));
            reach.Store(forget, g + units);
            var candidate = TanhFunction.Of(reach.Load<V>(g + (2 * units)));
            reach.Store(candidate, g + (2 * units));
            reach.Store(V.FusedMultiplyAdd(input, candidate, forget * reach.Load<V>(before + i)), after + i);
        }
    }

    /// <summary>o and h'</summary>
    private readonly struct StateStep(float* gate, float* cell, float* state, float* output) : IRowWork<StateStep>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public StateStep For(in Sequences s, int step, int n) =>
            new(s.GatesAt(step, n) + (3 * s.Units), s.CellAt(step + 1, n), s.StateAt(step + 1, n), s.OutputAt(step, n));

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void At<V, TReach>(TReach reach, nint i) where V : unmanaged, ILanes<V> where TReach : struct, IReach
        {
            var opened = GateSigmoid.Of(reach.Load<V>(gate + i));
            reach.Store(opened, gate + i);
            var next = opened * TanhFunction.Of(reach.Load<V>(cell + i));
            reach.Store(next, state + i);
            if (output != null) reach.Store(next, output + i);
        }
    }

    /// <summary>The gradients of i, f, g, o before their activations; the cell's goes on.</summary>
    private readonly struct StepBack(
        float* gates, float* dGates, nint units, float* before, float* after, float* dOutput, float* dState, float* dCell)
        : IRowWork<StepBack>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public StepBack For(in Sequences s, int step, int n) => new(
            s.GatesAt(step, n), s.GateGradientsAt(step, n), s.Units, s.CellAt(step, n), s.CellAt(step + 1, n),
            s.AwaitedGradientAt(step, n), s.StateGradientAt(n), s.CellGradientAt(n));

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void At<V, TReach>(TReach reach, nint i) where V : unmanaged, ILanes<V> where TReach : struct, IReach
        {
            var g = gates + i;
            V input = reach.Load<V>(g), forget = reach.Load<V>(g + units), candidate = reach.Load<V>(g + (2 * units)),
            output = reach.Load<V>(g + (3 * units));
            var one = V.Create(1);
            var tanh = TanhFunction.Of(reach.Load<V>(after + i));
            var dh = reach.Load<V>(dState + i);
            if (dOutput != null) dh += reach.Load<V>(dOutput + i);
            var dc = V.FusedMultiplyAdd(dh * output, V.FusedMultiplyAdd(-tanh, tanh, one), reach.Load<V>(dCell + i));
            var d = dGates + i;
            reach.Store(dc * candidate * (input * (one - input)), d);
            reach.Store(dc * reach.Load<V>(before + i) * (forget * (one - forget)), d + units);
            reach.Store(dc * input * V.FusedMultiplyAdd(-candidate, candidate, one), d + (2 * units));
            reach.Store(dh * tanh * (output * (one - output)), d + (3 * units));
            reach.Store(dc * forget, dCell + i);
        }
    }
}
