namespace LatentSharp.Samples;

/// <summary>Networks in files: saved, loaded, taken apart, backed up while they learn, and with a layer of one's own.</summary>
public static class SavingNetworks
{
    /// <summary>Runs the sample in a folder of its own.</summary>
    public static void Run(TextWriter output)
    {
        var folder = Directory.CreateTempSubdirectory("latent-sample-");
        string File(string name) => Path.Combine(folder.FullName, name);
        try
        {
            SaveAndLoad(output, File);
            Callbacks(output, File);
            OwnLayer(output, File);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static void SaveAndLoad(TextWriter output, Func<string, string> File)
    {
        Tensor x = Digits.Load().Samples.Reshape([1797, 64]) / 16;
        var encoder = new Sequential(new Dense(32, Activations.Relu), new Dense(8)) { Name = "encoder" };
        var autoencoder = new Sequential(encoder, new Dense(64, Activations.Sigmoid)) { Seed = 1 };
        autoencoder.Compile(new Adam(), Losses.BinaryCrossentropy);
        autoencoder.Fit(x, x, epochs: 2);

        autoencoder.Save(File("digits.latent"));
        Model loaded = Model.Load(File("digits.latent"));
        loaded.Fit(x, x, epochs: 1);                           // goes on as if it had never been saved

        encoder.SaveWeights(File("encoder.safetensors"));
        var another = new Sequential(new Dense(32, Activations.Relu), new Dense(8), new Dense(10, Activations.Softmax));
        another.Build(64);
        IReadOnlyList<string> skipped = another.LoadWeights(File("encoder.safetensors"), skipMismatch: true);

        output.WriteLine($"loss {loaded.Evaluate(x, x).Loss:F4}, skipped {string.Join(", ", skipped)}");
    }

    private static void Callbacks(TextWriter output, Func<string, string> File)
    {
        Tensor x = Digits.Load().Samples.Reshape([1797, 64]) / 16;
        var model = new Sequential(new Dense(16, Activations.Tanh), new Dense(64));
        model.Compile(new Adam(), Losses.MeanSquaredError);

        model.Fit(x, x, epochs: 5, validationSplit: 0.1, callbacks:
        [
            new ModelCheckpoint(File("best-{epoch:D2}-{val_loss:F4}.latent")) { SaveBestOnly = true },
            new CsvLogger(File("log.csv")),
            new BackupAndRestore(File("backup")),
        ]);

        output.WriteLine(System.IO.File.ReadAllText(File("log.csv")));
        output.WriteLine($"saved {Directory.GetFiles(Path.GetDirectoryName(File("log.csv"))!, "best-*.latent").Length} networks");
    }

    private static void OwnLayer(TextWriter output, Func<string, string> File)
    {
        NetworkTypes.Register<Scale>("my.scale");

        var model = new Sequential(new Dense(4), new Scale(0.5));
        model.Build(3);
        model.Save(File("scaled.latent"));
        Layer scale = Model.Load(File("scaled.latent")).Layers[1];
        output.WriteLine($"factor {((Scale)scale).Factor}");
    }
}

/// <summary>Multiplies by a number that is set.</summary>
public sealed class Scale(double factor) : Layer
{
    /// <summary>The number.</summary>
    public double Factor { get; } = factor;

    /// <inheritdoc/>
    public override Shape OutputShape(Shape input) => input;

    /// <inheritdoc/>
    protected override Tensor Forward(Tensor input, in CallContext context) => input * (float)Factor;
}
