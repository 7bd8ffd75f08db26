namespace LatentSharp.Estimators; // LatentSharp.Samples has networks of its own by the names of these autoencoders.

/// <summary>Learns features of images with convolutions, and of sequences of unequal lengths with recurrent layers.</summary>
public static class ImagesAndSequences
{
    /// <summary>Runs the sample.</summary>
    public static void Run(TextWriter output)
    {
        var (train, test) = TrainValidationSplit.Split(Digits.Load(), 0.2, seed: 1);
        Scaler scaler = Scaler.Choose(train.Samples);
        Tensor x = scaler.Apply(train.Samples), heldOut = scaler.Apply(test.Samples);
        var (waves, newWaves) = (Waves(300, seed: 1), Waves(60, seed: 2));

        FittedNetworkAutoencoder images = new ConvolutionalAutoencoder(new() { Filters = [16, 32], LatentSize = 16, Epochs = 60 }).Fit(x);
        FittedNetworkAutoencoder series = new RecurrentAutoencoder(
            new() { Units = 24, LatentSize = 3, MaskZeros = true, Epochs = 60 }).Fit(waves);

        Tensor features = series.Transform(newWaves);   // (60, 3)
        Tensor rebuilt = series.Reconstruct(newWaves);  // (60, 24, 1), with zeros where the padding is

        output.WriteLine($"images {ReconstructionError.MeanSquared(heldOut, images.Reconstruct(heldOut)):F4}");
        output.WriteLine($"sequences {ReconstructionError.MeanSquared(newWaves, rebuilt, Lengths(60)):F4}");
        output.WriteLine($"features {features.Shape[1]}");
    }

    private static int[] Lengths(int count) => [.. Enumerable.Range(0, count).Select(i => 18 + (i % 7))];

    /// <summary>(count, 24, 1): waves of one frequency and any phase, of 18 to 24 steps, with zeros behind their ends.</summary>
    private static Tensor Waves(int count, long seed)
    {
        float[] phases = Tensor
            .Create<float, RandomStream>([count], new RandomStream(seed), (values, stream) => stream.Uniform(values, 0, 2 * MathF.PI))
            .ToArray();
        return Tensor.From(
            [.. Enumerable.Range(0, count * 24).Select(i => i % 24 < 18 + (i / 24 % 7) ? MathF.Sin(phases[i / 24] + (i % 24 * 0.4f)) : 0)],
            [count, 24, 1]);
    }
}
