namespace LatentSharp.Samples;

/// <summary>A convolutional network that names digits, drawn with symbols: labels are rows of 0 and a 1.</summary>
public static class FunctionalConvolutionalNetwork
{
    /// <summary>Runs the sample.</summary>
    public static void Run(TextWriter output)
    {
        var (x, y, xTest, yTest) = TutorialImages.Load();
        Tensor classes = Ops.OneHot(y, 10), classesTest = Ops.OneHot(yTest, 10);

        var image = Symbol.Input([28, 28, 1]);
        var maps = new Conv2D(16, 3, Activations.Relu) { Padding = Padding.Same }.Call(image);
        var pooled = new MaxPooling2D(2).Call(maps);
        var probabilities = new Dense(10, Activations.Softmax).Call(new Flatten().Call(pooled));
        var model = new Model(image, probabilities) { Seed = 1 };

        model.Compile(new Adam(0.002), Losses.CategoricalCrossentropy, Metrics.Accuracy);
        History history = model.Fit(x, classes, epochs: 5, batchSize: 32, validation: (xTest, classesTest));

        Tensor predicted = model.Predict(xTest);               // (360, 10), rows add up to 1
        output.WriteLine($"validation accuracy {history["val_accuracy"][^1]:F3}");
        output.WriteLine($"probabilities in a row {Ops.Sum(predicted).Item() / 360:F3}");
    }
}
