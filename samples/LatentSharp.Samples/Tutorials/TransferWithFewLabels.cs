namespace LatentSharp.Samples;

/// <summary>
/// An encoder that learned without labels, frozen, under a new head that learns from five labels a class; beside it the same network from
/// scratch.
/// </summary>
public static class TransferWithFewLabels
{
    /// <summary>Runs the sample.</summary>
    public static void Run(TextWriter output)
    {
        var (transferred, fromScratch) = (0.0, 0.0);
        for (var seed = 1; seed <= 3; seed++)
        {
            var (train, test) = TrainValidationSplit.Split(Digits.Load(), 0.2, seed);
            Dataset few = FewOfEachClass(train, 5);

            Sequential encoder = Encoder(seed);
            var autoencoder = new Sequential(
                new GaussianNoise(0.3), encoder, new Dense(128, Activations.Relu), new Dense(64, Activations.Sigmoid)) { Seed = seed };
            autoencoder.Compile(new Adam(0.002), Losses.MeanSquaredError);
            autoencoder.Fit(Pixels(train), Pixels(train), epochs: 40, batchSize: 32);

            encoder.Trainable = false;
            var (transfer, scratch) = (Accuracy(encoder, few, test, seed), Accuracy(Encoder(seed), few, test, seed));
            output.WriteLine($"seed {seed}: transferred {transfer:F3}, from scratch {scratch:F3}");
            transferred += transfer / 3;
            fromScratch += scratch / 3;
        }
        output.WriteLine($"mean: transferred {transferred:F3}");
        output.WriteLine($"mean: from scratch {fromScratch:F3}");
    }

    private static Sequential Encoder(int seed) =>
        new(new Dense(128, Activations.Relu), new Dense(64, Activations.Relu)) { Name = "encoder", Seed = seed };

    private static double Accuracy(Layer encoder, Dataset few, Dataset test, int seed)
    {
        var classifier = new Sequential(encoder, new Dense(10, Activations.Softmax)) { Seed = seed };
        classifier.Compile(new Adam(), Losses.SparseCategoricalCrossentropy, Metrics.Accuracy);
        classifier.Fit(Pixels(few), few.Labels!.Value, epochs: 300, batchSize: 10);
        return classifier.Evaluate(Pixels(test), test.Labels!.Value)["accuracy"];
    }

    private static Tensor Pixels(Dataset digits) => digits.Samples.Reshape([digits.Count, 64]) / 16;

    private static Dataset FewOfEachClass(Dataset data, int count)
    {
        var labels = data.Labels!.Value.ToArray<int>();
        return data.Take([.. Enumerable.Range(0, labels.Length).GroupBy(row => labels[row]).SelectMany(rows => rows.Take(count))]);
    }
}
