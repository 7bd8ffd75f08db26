namespace LatentSharp.Samples;

/// <summary>Learns from a file that is read in blocks, and from batches that are made on the way.</summary>
public static class LargerThanMemory
{
    /// <summary>Runs the sample.</summary>
    public static void Run(TextWriter output)
    {
        var path = Path.Combine(Path.GetTempPath(), $"latent-{Guid.NewGuid():N}.npy");
        Npy.Write(path, Made(0, 600));
        Tensor labels = Tensor.From([.. Enumerable.Range(0, 600).Select(i => i / 24 % 2)]);
        try
        {
            using var samples = new NpyStream(path);               // any number of samples, read when they are needed
            FittedPca components = new Pca(new() { LatentSize = 2 }).Fit(samples);
            FittedAutoencoder model = new Autoencoder(new() { LatentSize = 2, Epochs = 5 }).Fit(samples);
            FittedClassifier classifier = new MlpClassifier(new() { Epochs = 5 }).Fit(samples, labels);     // labels (N), in memory

            IEnumerable<Tensor> batches = Enumerable.Range(0, 6).Select(i => Made(i * 100, 100));
            FittedPca same = new Pca(new() { LatentSize = 2 }).Fit(batches);

            output.WriteLine($"samples {samples.Count}");
            output.WriteLine($"features {model.LatentSize}");
            output.WriteLine($"classes {classifier.ClassCount}");
            output.WriteLine($"alike {components.Weights.Keys.All(name =>
                components.Weights[name].ToArray().SequenceEqual(same.Weights[name].ToArray()))}");
        }
        finally
        {
            File.Delete(path);
        }
    }

    /// <summary>(count, 8): waves, from the sample of a number on.</summary>
    private static Tensor Made(int first, int count) => Tensor.From(
        [.. Enumerable.Range(first * 8, count * 8).Select(i => MathF.Sin((i % 8 * 0.7f) + (i / 8 * 0.13f)))], [count, 8]);
}
