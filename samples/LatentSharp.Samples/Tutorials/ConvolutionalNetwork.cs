namespace LatentSharp.Samples;

/// <summary>A convolutional network that names digits, in a row: labels are numbers.</summary>
public static class ConvolutionalNetwork
{
    /// <summary>Runs the sample.</summary>
    public static void Run(TextWriter output)
    {
        var (x, y, xTest, yTest) = TutorialImages.Load();

        var model = new Sequential(
            new Conv2D(32, 3, Activations.Relu),               // (26, 26, 32)
            new MaxPooling2D(2),                               // (13, 13, 32)
            new Conv2D(64, 3, Activations.Relu),               // (11, 11, 64)
            new MaxPooling2D(2),                               // (5, 5, 64)
            new Flatten(),
            new Dense(64, Activations.Relu),
            new Dense(10, Activations.Softmax)) { Seed = 1 };

        model.Compile(new Adam(), Losses.SparseCategoricalCrossentropy, Metrics.Accuracy);
        History history = model.Fit(x, y, epochs: 5, batchSize: 64, validationSplit: 0.1);

        var accuracy = model.Evaluate(xTest, yTest)["accuracy"];
        output.WriteLine(model.Summary());
        output.WriteLine($"loss from {history["loss"][0]:F3} to {history["loss"][^1]:F3}");
        output.WriteLine($"test accuracy {accuracy:F3}");
    }
}
