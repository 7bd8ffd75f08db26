namespace LatentSharp.Samples;

/// <summary>A convolutional autoencoder: pictures become small maps, and grow from them again.</summary>
public static class ConvolutionalAutoencoder
{
    /// <summary>Runs the sample.</summary>
    public static void Run(TextWriter output)
    {
        var images = TutorialImages.Load();

        var x = Symbol.Input([28, 28, 1]);
        // (14, 14, 16)
        var half = new MaxPooling2D(2).Call(new Conv2D(16, 3, Activations.Relu) { Padding = Padding.Same }.Call(x));
        var code = new MaxPooling2D(2).Call(new Conv2D(4, 3, Activations.Relu) { Padding = Padding.Same }.Call(half));        // (7, 7, 4)
        // (14, 14, 16)
        var grown = new Conv2DTranspose(16, 3, Activations.Relu) { Strides = 2, Padding = Padding.Same }.Call(code);
        var rebuilt = new Conv2DTranspose(1, 3, Activations.Sigmoid) { Strides = 2, Padding = Padding.Same }.Call(grown);     // (28, 28, 1)
        var autoencoder = new Model(x, rebuilt) { Seed = 1 };
        var encoder = new Model(x, code);

        autoencoder.Compile(new Adam(0.005), Losses.BinaryCrossentropy, Metrics.MeanSquaredError);
        History history = autoencoder.Fit(images.X, images.X, epochs: 10, batchSize: 64, validation: (images.XTest, images.XTest));

        Tensor codes = encoder.Predict(images.XTest);          // (360, 7, 7, 4)
        output.WriteLine($"codes {codes.Shape}");
        output.WriteLine($"validation error {history["val_mean_squared_error"][^1]:F4}");
    }
}
