using System.Diagnostics;

namespace LatentSharp.Bench;

/// <summary>Fits for as many epochs as the time allows; a step is a batch.</summary>
internal sealed class FitLoop(Sequential model, Tensor x, Tensor y, int batch) : ISide
{
    private int epochs = 1;

    private double Samples => x.Shape[0];

    public double Run(double seconds)
    {
        var start = Stopwatch.GetTimestamp();
        model.Fit(x, y, epochs, batch);
        var elapsed = Stopwatch.GetElapsedTime(start).TotalSeconds;
        var microseconds = elapsed * 1e6 / (epochs * Samples / batch);
        epochs = (int)Math.Clamp(Math.Round(epochs * seconds / elapsed), 1, 10_000);
        return microseconds;
    }

    /// <summary>An epoch beside one of half as many steps: what a call and an epoch allocate once cancels out.</summary>
    public double? BytesPerStep()
    {
        Allocated(2 * batch);
        Allocated(batch);
        return Math.Round((Allocated(batch) - Allocated(2 * batch)) / (Samples / 2.0 / batch), 1);
    }

    private double Allocated(int samplesAStep)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        model.Fit(x, y, 1, samplesAStep);
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    public void Dispose()
    {
    }
}
