namespace LatentSharp.Samples;

/// <summary>Learns to tell digits apart from 200 labels, and from more than a thousand digits without one.</summary>
public static class FewLabels
{
    /// <summary>Runs the sample.</summary>
    public static void Run(TextWriter output)
    {
        var (train, test) = TrainValidationSplit.Split(Digits.Load(), 0.2, seed: 1);
        Scaler scaler = Scaler.Choose(train.Samples);
        Tensor x = scaler.Apply(train.Samples), heldOut = scaler.Apply(test.Samples);
        Tensor few = Tensor.From([.. train.Labels!.Value.ToArray<int>().Select((label, row) => row < 200 ? label : -1)]);

        var options = new CnnOptions { Epochs = 3, Consistency = ConsistencyKind.VatEntropy };
        FittedClassifier semi = new CnnClassifier(options).Fit(x, few);  // few: (N), -1 where the class is not known

        output.WriteLine($"accuracy {semi.Score(heldOut, test.Labels!.Value):F4}");
    }
}
