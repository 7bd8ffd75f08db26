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
        if (i < count) Rest<V, TStep>(step, scale, values + i, gradient + i, s0 + i, s1 + i, s2 + i, (int)(count - i));
    }

    [MethodImpl(Jit.Loop)]
    private static void Rest<V, TStep>(TStep step, float scale, float* values, float* gradient, float* s0, float* s1, float* s2, int count)
        where V : unmanaged, ILanes<V> where TStep : struct, IOptimizerStep
    {
        var w = V.LoadPart(values, count);
        V a = default, b = default, c = default;
        if (TStep.StateCount > 0) a = V.LoadPart(s0, count);
        if (TStep.StateCount > 1) b = V.LoadPart(s1, count);
        if (TStep.StateCount > 2) c = V.LoadPart(s2, count);
        step.Apply(ref w, V.LoadPart(gradient, count) * V.Create(scale), ref a, ref b, ref c);
        V.StorePart(w, values, count);
        if (TStep.StateCount > 0) V.StorePart(a, s0, count);
        if (TStep.StateCount > 1) V.StorePart(b, s1, count);
        if (TStep.StateCount > 2) V.StorePart(c, s2, count);
    }
}
