using System.Diagnostics;

namespace LatentSharp.Quality;

/// <summary>MiniRocket or MultiRocket and a ridge on a set of the UCR/UEA archive.</summary>
internal sealed class Rocket(string name, string set, bool multi, double goal, double published, string source) : QualityRow
{
    public override string Name => (multi ? "multirocket_" : "minirocket_") + name;

    public override string Description =>
        $"{set}, standardised by the training part: {(multi ? "multirocket, 49,728" : "minirocket,
            9,996")} features, standardised, a ridge "
        + "with alpha from 0.001 to 1,000 by leaving one out: test accuracy, mean of seeds 1 to 5";

    public override double Published => published;

    public override string Source => source;

    public override double Goal => goal;

    public override Better Better => Better.Higher;

    public override double Measure(Effort effort)
    {
        var (x, y, xTest, yTest) = Series.Standardized(set);
        var padded = Series.Load(set).Lengths.Distinct().Count() > 1;
        return effort.MeanOverSeeds(5, seed =>
        {
            var clock = Stopwatch.StartNew();
            FittedModel model = multi
                ? new MultiRocket(new MultiRocketOptions { Seed = seed, MaskZeros = padded }).Fit(x)
                : new MiniRocket(new MiniRocketOptions { Seed = seed, MaskZeros = padded }).Fit(x);
            var probe = new RidgeProbe().Fit(model.Transform(x), y);
            var accuracy = probe.Accuracy(model.Transform(xTest), yTest);
            effort.Say(FormattableString.Invariant($"{clock.Elapsed.TotalSeconds:F2} s, alpha {probe.Alpha:G3}"));
            return accuracy;
        });
    }
}
