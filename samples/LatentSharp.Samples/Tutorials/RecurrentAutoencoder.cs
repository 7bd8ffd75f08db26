namespace LatentSharp.Samples;

/// <summary>A recurrent autoencoder: a sequence is read into one vector, and told again from it step by step.</summary>
public static class RecurrentAutoencoder
{
    /// <summary>Runs the sample.</summary>
    public static void Run(TextWriter output)
    {
        // A digit is a sequence of 8 rows.
        Tensor x = Digits.Load().Samples.Reshape([1797, 8, 8]) / 16;

        var encoder = new Sequential(new LSTM(32)) { Name = "encoder" };
        var decoder = new Sequential(
            new RepeatVector(8),
            new LSTM(32) { ReturnSequences = true },
            new TimeDistributed(new Dense(8, Activations.Sigmoid))) { Name = "decoder" };
        var autoencoder = new Sequential(encoder, decoder) { Seed = 1 };

        autoencoder.Compile(new Adam(0.005), Losses.MeanSquaredError);
        History history = autoencoder.Fit(x, x, epochs: 30, batchSize: 32, validationSplit: 0.2);

        Tensor codes = encoder.Predict(x);                     // (1797, 32)
        Tensor told = decoder.Predict(codes);                  // (1797, 8, 8)
        output.WriteLine($"validation loss {history["val_loss"][^1]:F4}");
        output.WriteLine($"mean squared error of the two in a row {Losses.MeanSquaredError.Compute(x, told).Item():F4}");
    }
}
