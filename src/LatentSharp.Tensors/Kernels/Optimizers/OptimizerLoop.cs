using System.Runtime.CompilerServices;

namespace LatentSharp;

/// <summary>The inner loop of an optimizer's pass over one parameter.</summary>
internal static unsafe class OptimizerLoop
{
    [MethodImpl(Jit.Loop)]
    internal static void Run<V, TStep>(TStep step, float scale, float* values, float* gradient, float* s0, float* s1, float* s2, int count)
        where V : unmanaged, ILanes<V> where TStep : struct, IOptimizerStep
    {
        var factor = V.Create(scale);
        nint i = 0;
        for (; i <= count - V.Count; i += V.Count)
        {
            var w = V.Load(values + i);
            V a = default, b = default, c = default;
            if (TStep.StateCount > 0) a = V.Load(s0 + i);
            if (TStep.StateCount > 1) b = V.Load(s1 + i);
            if (TStep.StateCount > 2) c = V.Load(s2 + i);
            step.Apply(ref w, V.Load(gradient + i) * factor, ref a, ref b, ref c);
            V.Store(w, values + i);
            if (TStep.StateCount > 0) V.Store(a, s0 + i);
            if (TStep.StateCount > 1) V.Store(b, s1 + i);
            if (TStep.StateCount > 2) V.Store(c, s2 + i);
        }
        var rest = (int)(count - i);
        if (rest == 0) return;
        var lastW = V.LoadPart(values + i, rest);
        V lastA = default, lastB = default, lastC = default;
        if (TStep.StateCount > 0) lastA = V.LoadPart(s0 + i, rest);
        if (TStep.StateCount > 1) lastB = V.LoadPart(s1 + i, rest);
        if (TStep.StateCount > 2) lastC = V.LoadPart(s2 + i, rest);
        step.Apply(ref lastW, V.LoadPart(gradient + i, rest) * factor, ref lastA, ref lastB, ref lastC);
        V.StorePart(lastW, values + i, rest);
        if (TStep.StateCount > 0) V.StorePart(lastA, s0 + i, rest);
        if (TStep.StateCount > 1) V.StorePart(lastB, s1 + i, rest);
        if (TStep.StateCount > 2) V.StorePart(lastC, s2 + i, rest);
    }
}
