namespace LatentSharp.Samples;

/// <summary>A network in the words Keras users know: two networks in a row, trained together and used apart.</summary>
public static class NetworkOfYourOwn
{
    /// <summary>Runs the sample.</summary>
    public static void Run(TextWriter output)
    {
        Tensor x = Digits.Load().Samples.Reshape([1797, 64]) / 16;

        var encoder = new Sequential(new Dense(32, Activations.Relu), new Dense(8)) { Name = "encoder" };
        var decoder = new Sequential(new Dense(32, Activations.Relu), new Dense(64, Activations.Sigmoid)) { Name = "decoder" };
        var autoencoder = new Sequential(encoder, decoder) { Seed = 1 };

        autoencoder.Compile(new Adam(), Losses.BinaryCrossentropy);
        History history = autoencoder.Fit(x, x, epochs: 10, batchSize: 64, validationSplit: 0.1,
            callbacks: [new EarlyStopping { Patience = 3, RestoreBestWeights = true }]);
        EvaluationResult result = autoencoder.Evaluate(x, x);  // $"{result}" is "loss: 0.366…"

        output.WriteLine(autoencoder.Summary());
        output.WriteLine($"{result}");
        output.WriteLine($"validation loss {history["val_loss"][^1]:F4}");
        Tensor codes = encoder.Predict(x);                     // (1797, 8)
    }
}
