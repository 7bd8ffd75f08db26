namespace LatentSharp.Samples;

/// <summary>Trains a network on pictures that are changed a little in every step.</summary>
public static class ChangedPictures
{
    /// <summary>Runs the sample.</summary>
    public static void Run(TextWriter output)
    {
        Dataset digits = Digits.Load();
        Tensor x = digits.Samples / 16;
        Tensor y = digits.Labels!.Value;
        var cnn = new Sequential(
            new Conv2D(8, 3, Activations.Relu), new MaxPooling2D(2), new Flatten(), new Dense(10, Activations.Softmax)) { Seed = 1 };
        cnn.Compile(new Adam(0.005), Losses.SparseCategoricalCrossentropy, Metrics.Accuracy);

        var changes = new Augmentation { Shift = 0.1, Rotation = 10, Cutout = 0.25 };
        cnn.Fit(x, y, epochs: 5, options: new FitOptions { Augmentation = changes });
        Tensor seen = changes.Apply(x, new RandomStream(0));   // to look at

        output.WriteLine($"accuracy {cnn.Evaluate(x, y)["accuracy"]:F4}");
        output.WriteLine($"least and most {Ops.Min(seen)} to {Ops.Max(seen)}");
    }
}
