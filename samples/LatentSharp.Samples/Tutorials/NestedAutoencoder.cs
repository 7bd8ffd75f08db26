namespace LatentSharp.Samples;

/// <summary>The one-layer autoencoder as two networks, one inside the other.</summary>
public static class NestedAutoencoder
{
    /// <summary>Runs the sample.</summary>
    public static void Run(TextWriter output)
    {
        var images = TutorialImages.Load();
        Tensor xTrain = images.X.Reshape([1437, 784]), xTest = images.XTest.Reshape([360, 784]);

        var encoder = new Sequential(new Dense(32, Activations.Relu)) { Name = "encoder" };
        var decoder = new Sequential(new Dense(784, Activations.Sigmoid)) { Name = "decoder" };
        var autoencoder = new Sequential(encoder, decoder);

        autoencoder.Compile(new Adam(), Losses.BinaryCrossentropy);
        History history = autoencoder.Fit(xTrain, xTrain, epochs: 50, batchSize: 256, validation: (xTest, xTest));

        Tensor codes = encoder.Predict(xTest);                 // (360, 32)
        Tensor rebuilt = decoder.Predict(codes);               // (360, 784)
        output.WriteLine($"validation loss {history["val_loss"][^1]:F4}");
        output.WriteLine($"cross-entropy of the two in a row {Losses.BinaryCrossentropy.Compute(xTest, rebuilt).Item():F4}");
    }
}
