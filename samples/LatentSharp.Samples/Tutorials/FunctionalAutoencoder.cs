namespace LatentSharp.Samples;

/// <summary>The one-layer autoencoder, drawn with symbols.</summary>
public static class FunctionalAutoencoder
{
    /// <summary>Runs the sample.</summary>
    public static void Run(TextWriter output)
    {
        var images = TutorialImages.Load();
        Tensor xTrain = images.X.Reshape([1437, 784]), xTest = images.XTest.Reshape([360, 784]);

        var x = Symbol.Input(784);
        var encoded = new Dense(32, Activations.Relu).Call(x);
        var decoded = new Dense(784, Activations.Sigmoid).Call(encoded);
        var autoencoder = new Model(x, decoded);
        var encoder = new Model(x, encoded);

        autoencoder.Compile(new Adam(), Losses.MeanSquaredError);
        History history = autoencoder.Fit(xTrain, xTrain, epochs: 100, batchSize: 256, shuffle: true, validation: (xTest, xTest));

        Tensor codes = encoder.Predict(xTest);                 // (360, 32)
        Tensor rebuilt = autoencoder.Predict(xTest);           // (360, 784)
        output.WriteLine($"validation loss {history["val_loss"][^1]:F4}");
        output.WriteLine($"mean squared error of Predict {Losses.MeanSquaredError.Compute(xTest, rebuilt).Item():F4}");
    }
}
