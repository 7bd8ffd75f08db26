namespace LatentSharp.Bench;

/// <summary>A side that is one action, repeated.</summary>
/// <param name="step">The action.</param>
/// <param name="end">What is done at the very end; null for nothing.</param>
internal sealed class StepLoop(Action step, Action? end = null) : ISide
{
    public double Run(double seconds)
    {
        var clocks = new Clocks();
        long steps = 0, batch = 1;
        while (true)
        {
            for (var i = 0L; i < batch; i++) step();
            steps += batch;
            var elapsed = clocks.Counting;
            if (elapsed >= seconds) return steps;
            // Look at the clocks about twenty times in all.
            batch = (long)Math.Clamp(steps * seconds / elapsed / 20, 1, 1_000_000);
        }
    }

    public void Dispose() => end?.Invoke();
}
