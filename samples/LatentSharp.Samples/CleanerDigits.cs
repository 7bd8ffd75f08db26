namespace LatentSharp.Samples;

/// <summary>Learns to restore digits from noisy ones, with a denoising autoencoder.</summary>
public static class CleanerDigits
{
    /// <summary>Runs the sample.</summary>
    public static void Run(TextWriter output)
    {
        var (train, test) = TrainValidationSplit.Split(Digits.Load(), 0.2, seed: 1);
        Scaler scaler = Scaler.Choose(train.Samples);
        Tensor x = scaler.Apply(train.Samples), clean = scaler.Apply(test.Samples);
        Tensor noise = Tensor.Create<float, RandomStream>(
            clean.Shape, new RandomStream(7), (values, stream) => stream.Normal(values, 0, 0.2f));
        Tensor noisy = clean + noise;

        FittedAutoencoder model = new DenoisingAutoencoder(new() { CorruptionAmount = 0.2, LatentSize = 16 }).Fit(x);

        Tensor restored = model.Reconstruct(noisy);
        output.WriteLine($"noisy {ReconstructionError.MeanSquared(clean, noisy):F4}");
        output.WriteLine($"restored {ReconstructionError.MeanSquared(clean, restored):F4}");
    }
}
