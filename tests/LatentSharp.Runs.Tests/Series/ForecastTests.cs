using LatentSharp.Testing;

namespace LatentSharp.Tests;

/// <summary>Learning from a long series with what is later held out, and its yardsticks.</summary>
public sealed class ForecastTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    /// <summary>The windows held out are of later rows alone, and none reaches over the cut.</summary>
    [Fact]
    public void What_is_held_out_is_later()
    {
        var table = new Dataset("count", Tensor.From([.. Enumerable.Range(0, 100).Select(i => (float)i)], [100, 1]), columnNames: ["a"]);
        var (data, plan) = LongSeries.Divided(table, 10, null, 0.25);
        (plan.Window, plan.Stride).ShouldBe((10, 1));
        data.Samples.AsSpan().ToArray().Max().ShouldBe(74);
        data.TestPart!.Samples.AsSpan().ToArray().Min().ShouldBe(75);
        data.TestPart.Samples.AsSpan().ToArray().Max().ShouldBe(99);
        (data.Count, data.TestPart.Count).ShouldBe((66, 16));
        Should.Throw<BadArgumentException>(() => LongSeries.Divided(table, 30, null, 0.25)).Message.ShouldContain("25 are held out");
        var pictures = new Dataset("pictures", Tensor.Zeros([9, 4, 4, 1]));
        Should.Throw<BadArgumentException>(() => LongSeries.Divided(pictures, 30, null, 0.25)).Message
            .ShouldContain("a long series is a table");
    }

    /// <summary>
    /// A series 0, 1, 0, -1 again and again: the step before errs by 1 always, the season of 4 never, nor does x(t) = -x(t - 2), which an
    /// autoregression of 4 steps can say.
    /// </summary>
    [Fact]
    public void Yardsticks_are_what_arithmetic_says()
    {
        float[] wave = [0, 1, 0, -1];
        float[] values = [.. Enumerable.Range(0, 30).SelectMany(row => Enumerable.Range(row, 9).Select(i => wave[i % 4]))];
        var windows = Tensor.From(values, [30, 9, 1]);
        var model = new Forecaster(new() { LatentSize = 2, Epochs = 1 }).Fit(windows);
        var figures = ForecastFigures.Of(model, windows, windows).ToDictionary(figure => figure.Name, figure => figure.Value);
        figures["naiveRmse"].ShouldBe(1, 1e-6);
        figures["seasonalNaiveRmse"].ShouldBe(0);
        figures["autoregressionRmse"].ShouldBe(0, 1e-4);
        var told = model.OneStepAhead(windows).ToArray().Chunk(8).Select(steps => steps[7]).ToArray();
        var errors = told.Select((value, row) => value - wave[(row + 8) % 4]).ToArray();
        figures["forecastRmse"].ShouldBe(Math.Sqrt(errors.Average(error => error * error)), 1e-6);
        figures["mase"].ShouldBe(errors.Average(Math.Abs), 1e-6);
        ForecastFigures.Of(new Pca(new() { LatentSize = 1 }).Fit(windows.Reshape([30, 9])), windows, windows).ShouldBeEmpty();
    }

    [Fact]
    public void A_run_of_windows_is_applied_and_continued()
    {
        var data = folder.File("wave.csv");
        File.WriteAllLines(
            data, Enumerable.Range(0, 200).Select(i => FormattableString.Invariant($"{5 + Math.Sin(i / 4.0):0.000},{i % 7}")));
        var run = Path.Combine(folder.Path, "run");
        var result = LearnRun.Run(new()
        {
            Data = data, Window = 16, Stride = 4, Output = run, Estimator = new ForecasterOptions { LatentSize = 3, Epochs = 2 },
        });
        result.Metrics.HeldOutSamples.ShouldBe(7);
        result.Metrics.Figures.Select(figure => figure.Name).ShouldContain("autoregressionRmse");
        var output = folder.File("next.csv");
        var told = ForecastRun.Run(run, data, 5, output);
        told.Shape.ShouldBe([5, 2]);
        File.ReadAllLines(output).Length.ShouldBe(6);
        told.AsSpan()[0].ShouldBeInRange(3, 7);
        ApplyRun.Features(run, data, folder.File("features.npy")).Shape.ShouldBe([47, 3]);
        Should.Throw<BadArgumentException>(() => ForecastRun.Run(run, data, 0, output)).Message.ShouldContain("--steps");
        File.ReadAllText(Path.Combine(run, "report.html")).ShouldNotContain("PCA has as many features");
        var brief = folder.Write("brief.csv", "1,2\n3,4\n5,6\n");
        Should.Throw<BadFileException>(() => ForecastRun.Run(run, brief, 5, output)).Message
            .ShouldBe("brief: 3 rows are no window of 16, as the model has learned from.");
        Should.Throw<BadArgumentException>(() => LearnRun.Run(new() { Data = data, Estimator = new ForecasterOptions() })).Message
            .ShouldStartWith("--window: is needed");
        Should.Throw<BadArgumentException>(() => new LearnRequest { Data = data, Window = 9, Stream = StreamMode.Yes }.Validate()).Message
            .ShouldStartWith("--stream: windows");
        Should.Throw<BadArgumentException>(() => new LearnRequest { Data = data, Stride = 4 }.Validate()).Message.ShouldContain("--stride");
    }
}
