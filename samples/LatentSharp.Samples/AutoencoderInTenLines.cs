namespace LatentSharp.Samples;

/// <summary>The autoencoder in ten lines: learn two features of handwritten digits and see what they are worth.</summary>
public static class AutoencoderInTenLines
{
    /// <summary>Runs the sample.</summary>
    public static void Run(TextWriter output)
    {
        Dataset digits = Digits.Load();
        var (train, test) = TrainValidationSplit.Split(digits, 0.2, seed: 1);
        Scaler scaler = Scaler.Choose(train.Samples);
        Tensor x = scaler.Apply(train.Samples), held = scaler.Apply(test.Samples);

        FittedAutoencoder model = new Autoencoder(new() { LatentSize = 2, Seed = 1 }).Fit(x);

        Tensor features = model.Transform(held);               // (360, 2)
        Tensor images = model.Reconstruct(held);               // (360, 8, 8, 1)
        output.WriteLine($"mean squared error {-model.Score(held):F4}");
    }
}
