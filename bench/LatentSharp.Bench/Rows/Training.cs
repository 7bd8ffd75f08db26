using System.Diagnostics;

namespace LatentSharp.Bench;

/// <summary>A training step of an autoencoder through the public <c>Fit</c>, against PyTorch: gather a shuffled batch, forward, loss, backward, Adam.</summary>
internal sealed class Training(string name, int[] hidden, int batch, double goal) : Row
{
    private const int Samples = 2560;
    private const int Inputs = 784;

    internal override string Name => name;

    internal override string Work => $"{Inputs}-{string.Join('-', hidden)}-{Inputs}, Adam, batch {batch}";

    internal override double? Goal => goal;

    internal override ISide Ours()
    {
        var model = new Sequential([.. hidden.Select(units => new Dense(units, Activations.Relu)), new Dense(Inputs, Activations.Sigmoid)]);
        model.Compile(new Adam(), Losses.MeanSquaredError);
        return new FitLoop(model, BenchData.Uniform(Samples, Inputs), batch);
    }

    internal override IEnumerable<PeerProcess> Peers() => Torch.Start(name, Threads);

    internal static IEnumerable<Row> All()
    {
        yield return new Training("dense_ae_32", [64], 32, 3.5);
        yield return new Training("dense_ae_256", [64], 256, 2);
        yield return new Training("deep_ae_32", [64, 32, 32, 64], 32, 3.5);
        yield return new Training("deep_ae_256", [64, 32, 32, 64], 256, 2);
    }

    /// <summary>Fits for as many epochs as the time allows; a step is a batch.</summary>
    private sealed class FitLoop(Sequential model, Tensor x, int batch) : ISide
    {
        private int epochs = 1;

        public double Run(double seconds)
        {
            var start = Stopwatch.GetTimestamp();
            model.Fit(x, x, epochs, batch);
            var elapsed = Stopwatch.GetElapsedTime(start).TotalSeconds;
            var microseconds = elapsed * 1e6 / (epochs * (double)(Samples / batch));
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
            model.Fit(x, x, 1, samplesAStep);
            return GC.GetAllocatedBytesForCurrentThread() - before;
        }

        public void Dispose()
        {
        }
    }
}
