namespace LatentSharp;

/// <summary>The backward pass of a range of samples, the weights' gradients left out.</summary>
internal readonly unsafe struct BackwardSequences<T>(T recurrence, Sequences s) : IRangeKernel where T : struct, IRecurrence
{
    private readonly T recurrence = recurrence;
    private readonly Sequences s = s;

    public void Run<V>(int start, int end) where V : unmanaged, ILanes<V>
    {
        var packed = PackBuffer.B(RecurrentPass.PackedLength<V>(s));
        recurrence.PackBackward<V>(s, packed);
        var range = new Interval(start, end);
        var blocks = RecurrentPass.Blocks(range.Length);
        for (var block = 0; block < blocks; block++)
        {
            var samples = range.Part(blocks, block);
            for (var step = s.Steps - 1; step >= 0; step--)
            {
                if (s.Mask != null)
                {
                    for (var n = samples.Start; n < samples.End; n++) Receive<V>(step, n);
                }
                recurrence.Backward<V>(s, packed, step, samples);
            }
        }
    }

    /// <summary>
    /// Adds the gradient of a step's output to that of the state after it; without a mask the recurrence does so itself. Outputs of masked
    /// steps repeat the one before, so theirs waits for that; there is none before the first.
    /// </summary>
    private void Receive<V>(int step, int n) where V : unmanaged, ILanes<V>
    {
        var output = s.OutputGradientAt(step, n);
        var carried = s.Carried + ((nint)n * s.Units);
        var masked = s.IsMasked(step, n);
        if (output != null && !(masked && s.Whole && s.Zeroes)) RowLoop.Add<V>(output, carried, s.Units);
        if (masked)
        {
            new Span<float>(s.GateGradientsAt(step, n), s.Width).Clear();
            return;
        }
        RowLoop.Add<V>(carried, s.StateGradientAt(n), s.Units);
        new Span<float>(carried, s.Units).Clear();
    }
}
