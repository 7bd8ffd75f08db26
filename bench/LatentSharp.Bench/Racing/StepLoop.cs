using System.Diagnostics;

namespace LatentSharp.Bench;

/// <summary>A side that is one action, repeated.</summary>
internal sealed class StepLoop(Action step) : ISide
{
    private int batch = 1;

    public double Run(double seconds)
    {
        var start = Stopwatch.GetTimestamp();
        long steps = 0;
        while (true)
        {
            for (var i = 0; i < batch; i++) step();
            steps += batch;
            var elapsed = Stopwatch.GetElapsedTime(start).TotalSeconds;
            if (elapsed >= seconds) return elapsed / steps * 1e6;
            // Look at the clock about twenty times in all.
            batch = (int)Math.Max(1, Math.Min(1_000_000, steps * seconds / elapsed / 20));
        }
    }

    public void Dispose()
    {
    }
}
