namespace LatentSharp.Samples;

/// <summary>Learns to tell digits apart with a convolutional network.</summary>
public static class DigitClasses
{
    /// <summary>Runs the sample.</summary>
    public static void Run(TextWriter output)
    {
        var (train, test) = TrainValidationSplit.Split(Digits.Load(), 0.2, seed: 1);
        Scaler scaler = Scaler.Choose(train.Samples);
        Tensor x = scaler.Apply(train.Samples), heldOut = scaler.Apply(test.Samples);

        FittedClassifier model = new CnnClassifier(new() { Epochs = 12 }).Fit(x, train.Labels!.Value);
        Tensor classes = model.Predict(heldOut);              // (N): the most probable class
        Tensor shares = model.PredictProbabilities(heldOut);  // (N, classes)

        FittedClassifier best = new CnnClassifier(new() { Epochs = 12, EarlyStopping = EarlyStoppingMode.Yes }).Fit(x, train.Labels!.Value);
        int kept = best.History.KeptEpoch;                    // of best.History.Epochs

        output.WriteLine($"classes {shares.Shape[1]}");
        output.WriteLine($"accuracy {Classification.Accuracy(test.Labels!.Value, classes):F4}");
        output.WriteLine($"kept {kept} of {best.History.Epochs}");
    }
}
