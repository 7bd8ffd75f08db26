namespace LatentSharp;

/// <summary>The forward pass of a range of samples.</summary>
internal readonly unsafe struct ForwardSequences<T>(T recurrence, Sequences s) : IRangeKernel where T : struct, IRecurrence
{
    private readonly T recurrence = recurrence;
    private readonly Sequences s = s;

    public void Run<V>(int start, int end) where V : unmanaged, ILanes<V>
    {
        var packed = PackBuffer.B(RecurrentPass.PackedLength<V>(s));
        recurrence.Pack<V>(s, packed);
        var range = new Interval(start, end);
        var blocks = RecurrentPass.Blocks(range.Length);
        for (var block = 0; block < blocks; block++)
        {
            var samples = range.Part(blocks, block);
            Begin(samples);
            for (var step = 0; step < s.Steps; step++)
            {
                Join(step, samples);
                recurrence.Forward<V>(s, packed, step, samples);
                if (s.Mask == null) continue;
                CarryOver(step, samples);
                if (s.Whole) WriteOutput(step, samples);
            }
            Finish(samples);
        }
    }

    private void Begin(Interval samples)
    {
        for (var n = samples.Start; n < samples.End; n++)
        {
            CopyOrClear(s.FirstState, n, s.StateAt(0, n));
            if (T.CellIsState) CopyOrClear(s.FirstCell, n, s.CellAt(0, n));
        }
    }

    private void Join(int step, Interval samples)
    {
        for (var n = samples.Start; n < samples.End; n++)
            Copy(s.X + ((((nint)n * s.Steps) + s.TimeOf(step)) * s.Inputs), s.JoinedAt(step, n), s.Inputs);
    }

    /// <summary>Masked samples keep their states.</summary>
    private void CarryOver(int step, Interval samples)
    {
        for (var n = samples.Start; n < samples.End; n++)
        {
            if (!s.IsMasked(step, n)) continue;
            Copy(s.StateAt(step, n), s.StateAt(step + 1, n), s.Units);
            if (T.CellIsState) Copy(s.CellAt(step, n), s.CellAt(step + 1, n), s.Units);
        }
    }

    private void WriteOutput(int step, Interval samples)
    {
        for (var n = samples.Start; n < samples.End; n++)
        {
            var output = s.Output + ((((nint)n * s.Steps) + step) * s.Units);
            if (!s.IsMasked(step, n)) Copy(s.StateAt(step + 1, n), output, s.Units);
            else if (s.Zeroes || step == 0) new Span<float>(output, s.Units).Clear();
            else Copy(output - s.Units, output, s.Units);
        }
    }

    private void Finish(Interval samples)
    {
        for (var n = samples.Start; n < samples.End; n++)
        {
            var last = s.StateAt(s.Steps, n);
            Copy(last, s.LastState + ((nint)n * s.Units), s.Units);
            if (T.CellIsState) Copy(s.CellAt(s.Steps, n), s.LastCell + ((nint)n * s.Units), s.Units);
            if (!s.Whole) CopyOrClear(HasStep(n) ? last - ((nint)n * s.Units) : null, n, s.Output + ((nint)n * s.Units));
        }
    }

    /// <summary>Whether a step of the sample is not masked: the output of none is 0, whatever the first state.</summary>
    private bool HasStep(int sample) =>
        s.Mask == null || new ReadOnlySpan<float>(s.Mask + ((nint)sample * s.Steps), s.Steps).ContainsAnyExcept(0f);

    private void CopyOrClear(float* source, int sample, float* target)
    {
        if (source == null) new Span<float>(target, s.Units).Clear();
        else Copy(source + ((nint)sample * s.Units), target, s.Units);
    }

    private static void Copy(float* source, float* target, int count) =>
        new ReadOnlySpan<float>(source, count).CopyTo(new Span<float>(target, count));
}
