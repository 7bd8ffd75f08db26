using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace LatentSharp;

/// <summary>
/// One walk over all parameters of a model, divided between threads as if they were one. Add each parameter, then run the step.
/// It is kept from step to step, so that nothing is allocated. All memory given must be of a <see cref="Storage"/>, whose place never
/// changes, and be held by somebody until the run is over.
/// </summary>
internal sealed unsafe class OptimizerPass
{
    private const int Grain = 8192;

    private Segment[] segments = new Segment[16];
    private int segmentCount;
    private int total;

    /// <summary>Forgets all parameters.</summary>
    internal void Clear() => segmentCount = total = 0;

    /// <summary>
    /// Adds one parameter with its gradient, which is multiplied by <paramref name="scale"/>, and as much state as the step has.
    /// </summary>
    internal void Add(Span<float> values, ReadOnlySpan<float> gradient, Span<float> state0 = default, Span<float> state1 = default,
        Span<float> state2 = default, float scale = 1)
    {
        Lengths.Check(gradient.Length, values.Length);
        if (segmentCount == segments.Length) Array.Resize(ref segments, 2 * segmentCount);
        segments[segmentCount++] = new Segment
        {
            Start = total,
            End = checked(total + values.Length),
            Values = Address(values),
            Gradient = Address(gradient),
            State0 = Address(state0, values.Length),
            State1 = Address(state1, values.Length),
            State2 = Address(state2, values.Length),
            Scale = scale,
        };
        total += values.Length;
    }

    /// <summary>Applies the step to every value of every parameter.</summary>
    /// <exception cref="BadArgumentException">A parameter was added without the state that the step needs.</exception>
    internal void Run<TStep>(TStep step) where TStep : struct, IOptimizerStep
    {
        if (total == 0) return;
        foreach (ref readonly var segment in segments.AsSpan(0, segmentCount))
        {
            if (segment.Start < segment.End && segment.StateCount < TStep.StateCount)
                throw new BadArgumentException(
                    $"This optimizer keeps {TStep.StateCount} numbers for each value; a parameter has {segment.StateCount}.");
        }
        fixed (Segment* all = segments)
        {
            var kernel = new Kernel<TStep>(step, all, segmentCount);
            RangeKernel.Run(ref kernel, total, Grain);
        }
    }

    private static float* Address(ReadOnlySpan<float> span) => (float*)Unsafe.AsPointer(ref MemoryMarshal.GetReference(span));

    private static float* Address(ReadOnlySpan<float> state, int count)
    {
        if (state.IsEmpty) return null;
        Lengths.Check(state.Length, count);
        return Address(state);
    }

    private struct Segment
    {
        internal float* Values, Gradient, State0, State1, State2;
        internal int Start, End;
        internal float Scale;

        internal readonly int StateCount => State2 != null ? 3 : State1 != null ? 2 : State0 != null ? 1 : 0;
    }

    private readonly struct Kernel<TStep>(TStep step, Segment* segments, int count) : IRangeKernel where TStep : struct, IOptimizerStep
    {
        public void Run<V>(int start, int end) where V : unmanaged, ILanes<V>
        {
            for (var i = 0; i < count; i++)
            {
                ref readonly var segment = ref segments[i];
                var from = Math.Max(start, segment.Start);
                var to = Math.Min(end, segment.End);
                if (from < to) OptimizerLoop.Run<V, TStep>(step, segment.Scale, segment.Values + (from - segment.Start),
                    segment.Gradient + (from - segment.Start), segment.State0 + (from - segment.Start),
                    segment.State1 + (from - segment.Start), segment.State2 + (from - segment.Start), to - from);
            }
        }
    }
}
