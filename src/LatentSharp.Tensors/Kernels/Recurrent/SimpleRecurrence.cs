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
        for (var n = samples.Start; n < samples.End; n++)
        {
            var state = s.StateAt(step + 1, n);
            ElementwiseLoops.Map<V, TActivation, Overwriting>(activation, state, state, s.Units);
        }
    }

    public void PackBackward<V>(in Sequences s, float* packed) where V : unmanaged, ILanes<V> => TransposedKernels<V>.Pack(s, packed);

    public void Backward<V>(in Sequences s, float* packed, int step, Interval samples) where V : unmanaged, ILanes<V>
    {
        for (var n = samples.Start; n < samples.End; n++)
        {
            if (s.IsMasked(step, n)) continue;
            var work = new Slope(activation, s.StateAt(step + 1, n), s.StateGradient + ((nint)n * s.Units), s.GateGradientsAt(step, n));
            RowLoop.Run<V, Slope>(work, s.Units);
        }
        TransposedKernels<V>.Multiply(s, packed, step, samples);
    }

    /// <summary>dz = dh · f'(z); the state's gradient starts anew from 0.</summary>
    private readonly struct Slope(TActivation activation, float* y, float* dh, float* dz) : IRowWork
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void At<V, TReach>(TReach reach, nint i) where V : unmanaged, ILanes<V> where TReach : struct, IReach
        {
            var result = reach.Load<V>(y + i);
            reach.Store(reach.Load<V>(dh + i) * activation.Derivative(result, result), dz + i);
            reach.Store(V.Create(0), dh + i);
        }
    }
}
