namespace LatentSharp.Samples;

/// <summary>Tells waves from steps by MiniRocket and a ridge, says what features are like, and tells what follows.</summary>
public static class FeaturesOfSeries
{
    /// <summary>Runs the sample.</summary>
    public static void Run(TextWriter output)
    {
        var (series, labels) = Make(40, seed: 1);
        var (others, otherLabels) = Make(40, seed: 2);

        FittedRocket rocket = new MiniRocket().Fit(series);     // (N, T, C), or (N, T)
        FittedRidgeProbe ridge = new RidgeProbe().Fit(rocket.Transform(series), labels);
        double right = ridge.Accuracy(rocket.Transform(others), otherLabels);

        Tensor features = rocket.Transform(others);
        Tensor featuresOfAnotherSeed = new MiniRocket(new() { Seed = 1 }).Fit(series).Transform(others);
        Tensor featuresOfReal = new Pca().Fit(series).Transform(series), featuresOfMade = new Pca().Fit(series).Transform(others);
        double rank = FeatureQuality.EffectiveRank(features);
        double stable = FeatureQuality.LinearCka(features, featuresOfAnotherSeed);
        SampleFidelity made = SampleFidelity.Compute(featuresOfReal, featuresOfMade);

        Tensor windows = series.Reshape([40, 60, 1]);
        FittedForecaster forecaster = new Forecaster(new() { LatentSize = 16, Epochs = 20 }).Fit(windows);   // (N, T, C), scaled
        Tensor next = forecaster.Forecast(windows.Rows(windows.Shape[0] - 1, 1), steps: 12);                 // (1, 12, C)
        Tensor scores = forecaster.AnomalyScores(windows);                                                   // (N)

        output.WriteLine($"next {next.Shape} {scores.Shape}");
        output.WriteLine($"right {right:F4}");
        output.WriteLine($"rank {rank:F4}");
        output.WriteLine($"stable {stable:F4}");
        output.WriteLine($"precision {made.Precision:F4}");
    }

    private static (Tensor Series, Tensor Labels) Make(int count, long seed)
    {
        const int steps = 60;
        var noise = new float[count * steps];
        new RandomStream(seed).Normal(noise, deviation: 0.3f);
        for (var i = 0; i < noise.Length; i++)
        {
            var wave = MathF.Sin((i % steps * 0.4f) + (i / steps));
            noise[i] += i / steps % 2 == 0 ? wave : MathF.Sign(wave);
        }
        return (Tensor.From(noise, [count, steps]), Tensor.From([.. Enumerable.Range(0, count).Select(i => i % 2)]));
    }
}
