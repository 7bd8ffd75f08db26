using System.Runtime.CompilerServices;

namespace LatentSharp;

/// <summary>h' = f(x·W + h·R + b), with a function whose derivative follows from its result.</summary>
internal readonly unsafe struct SimpleRecurrence<TActivation>(TActivation activation) : IRecurrence where TActivation : struct, IUnary
{
    private readonly TActivation activation = activation;

    public static int Gates => 1;

    public static int Width => 1;

    public static bool KeepsGates => false;

    public static bool HasCells => false;

    public static bool CellIsState => false;

    public static int Biases => 1;

    public void Pack<V>(in Sequences s, float* packed) where V : unmanaged, ILanes<V>
    {
        var panels = new Panels<V>(packed, s.JoinedStride, s.Units);
        panels.Fill(0, s.Inputs, s.Kernel, s.Units);
        panels.Fill(s.Inputs, s.Units, s.Recurrent, s.Units);
    }

    public void Forward<V>(in Sequences s, float* packed, int step, Interval samples) where V : unmanaged, ILanes<V>
    {
        new Panels<V>(packed, s.JoinedStride, s.Units).Multiply(
            s.JoinedAt(step, samples.Start), s.JoinedStride, samples.Length, s.StateAt(step + 1, samples.Start), s.JoinedStride,
            bias: s.Bias);
        RowLoop.Run<V, Step>(new Step(activation, null, null), s, step, samples);
    }

    public void PackBackward<V>(in Sequences s, float* packed) where V : unmanaged, ILanes<V> => TransposedKernels<V>.Pack(s, packed);

    public void Backward<V>(in Sequences s, float* packed, int step, Interval samples) where V : unmanaged, ILanes<V>
    {
        RowLoop.Run<V, Slope>(new Slope(activation, null, null, null, null), s, step, samples, skipsMasked: true);
        TransposedKernels<V>.Multiply(s, packed, step, samples);
    }

    private readonly struct Step(TActivation activation, float* state, float* output) : IRowWork<Step>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Step For(in Sequences s, int step, int n) => new(activation, s.StateAt(step + 1, n), s.OutputAt(step, n));

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void At<V, TReach>(TReach reach, nint i) where V : unmanaged, ILanes<V> where TReach : struct, IReach
        {
            var next = activation.Apply(reach.Load<V>(state + i));
            reach.Store(next, state + i);
            if (output != null) reach.Store(next, output + i);
        }
    }

    /// <summary>dz = dh · f'(z)</summary>
    private readonly struct Slope(TActivation activation, float* y, float* dOutput, float* dh, float* dz) : IRowWork<Slope>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Slope For(in Sequences s, int step, int n) => new(
            activation, s.StateAt(step + 1, n), s.AwaitedGradientAt(step, n), s.StateGradientAt(n), s.GateGradientsAt(step, n));

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void At<V, TReach>(TReach reach, nint i) where V : unmanaged, ILanes<V> where TReach : struct, IReach
        {
            var result = reach.Load<V>(y + i);
            var gradient = reach.Load<V>(dh + i);
            if (dOutput != null) gradient += reach.Load<V>(dOutput + i);
            reach.Store(gradient * activation.Derivative(result, result), dz + i);
        }
    }
}
