namespace LatentSharp.Tests;

/// <summary>Telling the next step of series, and the laws of estimators; results beside NumPy are SampleModelTests'.</summary>
public sealed class ForecasterTests
{
    private static readonly ForecasterOptions Small = new() { LatentSize = 6, Epochs = 3, Seed = 5 };

    /// <summary>Windows of two waves, (40, 12, 2).</summary>
    private static readonly Tensor Windows = Tensor.From(
        [
            .. Enumerable.Range(0, 40 * 12).Select(i => (i / 12 * 3) + (i % 12))
                .SelectMany(t => new[] { MathF.Sin(t / 2f), MathF.Cos(t / 3f) }),
        ],
        [40, 12, 2]);

    [Fact]
    public void The_same_seed_gives_the_same_model_and_another_seed_another()
    {
        var model = new Forecaster(Small).Fit(Windows);
        var again = new Forecaster(Small).Fit(Windows);
        foreach (var (name, weights) in model.Weights) again.Weights[name].ToArray().ShouldBe(weights.ToArray(), name);
        new Forecaster(Small with { Seed = 6 }).Fit(Windows).Transform(Windows).ToArray().ShouldNotBe(model.Transform(Windows).ToArray());
        FittedModel.FromWeights(model.Options, model.InputShape, model.Weights).Transform(Windows).ToArray()
            .ShouldBe(model.Transform(Windows).ToArray());
        model.Transform(Windows).Shape.ShouldBe([40, 6]);
        model.Transform(Windows.Rows(3, 1)).ToArray().ShouldBe(model.Transform(Windows).Rows(3, 1).ToArray());
    }

    /// <summary>What was told of a step from a whole window is the first step of a forecast from it; the next follows from both.</summary>
    [Fact]
    public void Forecasts_go_on_from_what_they_told()
    {
        var model = new Forecaster(Small).Fit(Windows);
        var two = model.Forecast(Windows.Rows(0, 2), 2).ToArray();
        var one = model.Forecast(Windows.Rows(0, 2), 1).ToArray();
        one.ShouldBe([two[0], two[1], two[4], two[5]]);
        var later = Tensor.From([.. Windows.Rows(0, 1).ToArray()[2..], two[0], two[1]], [1, 12, 2]);
        model.Forecast(later, 1).ToArray().ShouldBe([two[2], two[3]]);
    }

    /// <summary>A wave is told better than by the step before, and what breaks it is the most abnormal.</summary>
    [Fact]
    public void It_learns_a_wave_and_scores_what_breaks_it()
    {
        var model = new Forecaster(Small with { Epochs = 60, LearningRate = 0.01 }).Fit(Windows);
        var told = model.OneStepAhead(Windows).ToArray();
        var (error, naive) = (0.0, 0.0);
        for (var row = 0; row < 40; row++)
        {
            for (var i = 2; i < 24; i++)
            {
                error += Math.Pow(Windows.AsSpan()[(row * 24) + i] - told[(row * 22) + i - 2], 2);
                naive += Math.Pow(Windows.AsSpan()[(row * 24) + i] - Windows.AsSpan()[(row * 24) + i - 2], 2);
            }
        }
        error.ShouldBeLessThan(naive / 2);
        model.Measure(Windows).Loss!.Value.ShouldBe(error / (40 * 22), 1e-6);

        var broken = Windows.ToArray();
        broken[(7 * 24) + 10] += 3;
        var samples = Tensor.From(broken, [40, 12, 2]);
        var scores = model.AnomalyScores(samples).ToArray();
        Array.IndexOf(scores, scores.Max()).ShouldBe(7);
        var shares = model.AnomalyShares(samples).ToArray();
        shares[(7 * 24)..((7 * 24) + 2)].ShouldBe([0, 0]);
        scores[7].ShouldBe(shares[(7 * 24)..(8 * 24)].Sum() / 22, 1e-5f);
        Array.IndexOf(shares, shares.Max()).ShouldBe((7 * 24) + 10);
    }

    [Fact]
    public void What_does_not_fit_is_refused()
    {
        Message(() => new Forecaster().Fit(Tensor.Zeros([4, 5]))).ShouldContain("(5) are no windows of a series");
        Message(() => new Forecaster().Fit(Tensor.Zeros([4, 1, 2]))).ShouldContain("T of 2 steps or more");
        Message(() => new Forecaster().Fit(SampleStream.Of(Windows))).ShouldContain("in memory alone");
        Message(() => new Forecaster(Small with { LatentSize = 0 })).ShouldContain("LatentSize");
        var model = new Forecaster(Small with { Epochs = 1 }).Fit(Windows);
        Message(() => model.Forecast(Windows, 0)).ShouldContain("0 steps");
        Message(() => model.Transform(Tensor.Zeros([1, 11, 2]))).ShouldContain("(12, 2)");
    }

    private static string Message(Action action) => Should.Throw<BadArgumentException>(action).Message;
}
