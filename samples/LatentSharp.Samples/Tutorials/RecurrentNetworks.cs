namespace LatentSharp.Samples;

/// <summary>A simple recurrent network that names sequences, and an LSTM that names every step.</summary>
public static class RecurrentNetworks
{
    /// <summary>Runs the sample.</summary>
    public static void Run(TextWriter output)
    {
        // A digit is read row by row: 8 steps of 8 pixels.
        Dataset digits = Digits.Load();
        Tensor x = digits.Samples.Reshape([1797, 8, 8]) / 16, y = digits.Labels!.Value;

        var simple = new Sequential(new SimpleRNN(32, Activations.Relu), new Dense(10, Activations.Softmax)) { Seed = 1 };
        simple.Compile(new Adam(), Losses.SparseCategoricalCrossentropy, Metrics.Accuracy);
        History history = simple.Fit(x, y, epochs: 20, batchSize: 32, validationSplit: 0.2);
        output.WriteLine($"sequences named right {history["val_accuracy"][^1]:F3}");

        // At every step: has the pen drawn more than half of the ink so far?
        var (ink, late) = HalfOfTheInk(x);
        var everyStep = new Sequential(new LSTM(32) { ReturnSequences = true }, new Dense(2, Activations.Softmax)) { Seed = 1 };
        everyStep.Compile(new Adam(0.005), Losses.SparseCategoricalCrossentropy, Metrics.Accuracy);
        history = everyStep.Fit(ink, late, epochs: 10, batchSize: 32, validationSplit: 0.2);
        output.WriteLine($"steps named right {history["val_accuracy"][^1]:F3}");
    }

    private static (Tensor Rows, Tensor Late) HalfOfTheInk(Tensor x)
    {
        var late = new int[1797 * 8];
        for (var n = 0; n < 1797; n++)
        {
            var rows = Enumerable.Range(0, 8).Select(row => x.AsSpan().Slice(((n * 8) + row) * 8, 8).ToArray().Sum()).ToArray();
            for (var row = 0; row < 8; row++) late[(n * 8) + row] = rows[..(row + 1)].Sum() > rows.Sum() / 2 ? 1 : 0;
        }
        return (x, Tensor.From(late, [1797, 8]));
    }
}
