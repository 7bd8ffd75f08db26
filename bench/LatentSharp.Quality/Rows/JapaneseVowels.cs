namespace LatentSharp.Quality;

/// <summary>A bidirectional LSTM on sequences of unequal lengths.</summary>
internal sealed class JapaneseVowels : QualityRow
{
    public override string Name => "japanese_vowels";

    public override string Description =>
        "JapaneseVowels (270 training and 370 test sequences of 7 to 29 steps, 12 channels, standardised "
        + "by the training part, padded and masked): dropout 0.2 on the " +
        "input, bidirectional LSTM of 64, last states concatenated, dropout 0.5, Dense 9 softmax; Adam "
        + "1e-3, gradient norm clipped at 1, batch 16, 60 epochs, last " +
        "weights: test accuracy, mean of seeds 1 to 5";

    public override double Published => 0.993;

    public override string Source => "a convolutional net, Fawaz et al. 2019; PyTorch 1.13 with this recipe: 0.983";

    public override double Goal => 0.975;

    public override Better Better => Better.Higher;

    public override double Measure(Effort effort)
    {
        var (x, y, xTest, yTest) = Series.Standardized("JapaneseVowels");
        return effort.MeanOverSeeds(5, seed =>
        {
            var network = new Sequential(
                new Masking(), new Dropout(0.2), new Bidirectional(new LSTM(64)), new Dropout(0.5),
                new Dense(9, Activations.Softmax)) { Seed = seed };
            network.Compile(new Adam { GlobalClipNorm = 1 }, Losses.SparseCategoricalCrossentropy, Metrics.Accuracy);
            network.Fit(x, y, effort.Epochs(60), batchSize: 16);
            return network.Evaluate(xTest, yTest)["accuracy"];
        });
    }
}
