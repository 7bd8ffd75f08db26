namespace LatentSharp.Bench;

/// <summary>Fits for as many epochs as the time allows; a step is a batch.</summary>
/// <param name="fit">Fits for a number of epochs in batches of a size.</param>
/// <param name="samples">Samples in an epoch.</param>
/// <param name="batch">Samples a step.</param>
internal sealed class FitLoop(Action<int, int> fit, int samples, int batch) : ISide
{
    /// <summary>What an epoch took the last time; before the first, more than any slice.</summary>
    private double secondsAnEpoch = double.PositiveInfinity;

    internal FitLoop(Sequential model, Tensor x, Tensor y, int batch)
        : this((epochs, size) => model.Fit(x, y, epochs, size), x.Shape[0], batch)
    {
    }

    public double Run(double seconds)
    {
        var (clocks, done, left) = (new Clocks(), 0, seconds);
        while (done == 0 || left > secondsAnEpoch / 2)
        {
            var epochs = (int)Math.Clamp(Math.Round(left / secondsAnEpoch), 1, 10_000);
            fit(epochs, batch);
            done += epochs;
            left = seconds - clocks.Counting;
            secondsAnEpoch = clocks.Counting / done;
        }
        return done * Math.Ceiling(samples / (double)batch);
    }

    /// <summary>An epoch beside one of half as many steps: what a call and an epoch allocate once cancels out.</summary>
    public double? BytesPerStep()
    {
        Allocated(2 * batch);
        Allocated(batch);
        return Math.Round((Allocated(batch) - Allocated(2 * batch)) / (samples / 2.0 / batch), 1);
    }

    private double Allocated(int samplesAStep)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        fit(1, samplesAStep);
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    public void Dispose()
    {
    }
}
