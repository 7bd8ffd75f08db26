namespace LatentSharp.Quality;

/// <summary>Bits a pixel of binarised digits.</summary>
internal sealed class MnistBits : QualityRow
{
    public override string Name => "mnist_bits_back";

    public override string Description =>
        "MNIST binarised once by u < pixel/255; VAE 784-400-(40,40)-400-784, 676,864 parameters, Adam 2e-3 on a cosine, batch 128, 15 "
            + "epochs on the 60,000 training "
        + "images; bits back with asymmetric numeral systems, codes in 4,096 buckets of the prior: bits a pixel of the file of the "
        + "10,000 test images, with its head; "
        + "decompressed again and compared";

    public override double Published => 0.19;

    public override string Source => "BB-ANS, Townsend, Bird and Barber 2019, table 2 (gzip 0.33, PNG 0.78)";

    public override double Goal => 0.20;

    public override Better Better => Better.Lower;

    public override double Measure(Effort effort)
    {
        var mnist = Mnist.Load();
        var random = new RandomStream(1);
        Tensor x = Binarized(mnist.X, random.Derive("train")), test = Binarized(mnist.XTest, random.Derive("test"));
        var model = new VariationalAutoencoder(new VariationalAutoencoderOptions
        {
            LatentSize = 40, Hidden = [400], Likelihood = Likelihood.Bernoulli, BatchSize = 128, Epochs = effort.Epochs(15), Seed = 1,
            EarlyStopping = EarlyStoppingMode.No,
        }).Fit(x);
        var folder = Directory.CreateTempSubdirectory("latent-bits-").FullName;
        try
        {
            var (run, data, file, back) =
                (folder, Path.Combine(folder, "test.npy"), Path.Combine(folder, "packed"), Path.Combine(folder, "back.npy"));
            new SavedModel(model, Scaler.Identity, [], []).Save(run);
            Npy.Write(data, test);
            var result = CompressRun.Compress(run, data, file);
            foreach (var line in result.InWords) effort.Say(line);
            if (!CompressRun.Decompress(run, file, back).AsSpan().SequenceEqual(test.AsSpan()))
                throw new BadFileException($"{file}: what came back is not what went in.");
            return result.BitsPerValue;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static Tensor Binarized(Tensor x, RandomStream random) =>
        Ops.Greater(x.Reshape([x.Shape[0], 784]), Ops.RandomUniform([x.Shape[0], 784], random)).Keep();
}
