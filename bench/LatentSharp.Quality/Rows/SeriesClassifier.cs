namespace LatentSharp.Quality;

/// <summary>What <c>latent learn DIR --model cnn</c> reaches on a set of the UCR and UEA archives.</summary>
internal sealed class SeriesClassifier(string name, string set, double published, string source) : QualityRow
{
    public override string Name => "cnn_" + name;

    public override string Description =>
        $"{set}, standardised by the training part: CnnClassifier with its defaults for sequences, which are what "
        + $"the command takes (128 filters of 8, 256 of 5, 64 of 3, each with batch " +
        "normalisation and ReLU, the mean over the steps, dropout 0.25, Dense softmax; batch 16, about 1,000 "
        + "steps, Adam from 0.002 to 0 along half a cosine, last weights): test " +
        "accuracy, mean of seeds 1 to 3";

    public override double Published => published;

    public override string Source => source;

    public override double Goal => published - 0.015;

    public override Better Better => Better.Higher;

    public override double Measure(Effort effort)
    {
        var data = Series.Load(set);
        var (x, y, xTest, yTest) = Series.Standardized(set);
        var padded = data.Lengths.Any(length => length < data.SampleShape[0]);
        return effort.MeanOverSeeds(3, seed =>
        {
            var options = new CnnOptions { Axes = SampleAxes.Sequence, MaskZeros = padded, Seed = seed };
            if (effort.IsQuick) options = options with { Epochs = effort.Epochs(options.CompleteFor(x).Epochs!.Value) };
            return new CnnClassifier(options).Fit(x, y).Score(xTest, yTest);
        });
    }
}
