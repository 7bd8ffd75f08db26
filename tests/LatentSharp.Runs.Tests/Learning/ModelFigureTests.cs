using System.Text.Json;

namespace LatentSharp.Tests;

/// <summary>What models tell of themselves reaches metrics, terminal and report without a word about them there.</summary>
public sealed class ModelFigureTests
{
    private static readonly RunMetrics Metrics = new()
    {
        Model = "any", Data = "curves", Samples = 100, HeldOutSamples = 20, InputShape = [3], LatentSize = 2, Parameters = 1, Seed = 1,
        Epochs = 1,
        StoppedEarly = false, Seconds = 1, SamplesPerSecond = 1,
        Figures =
        [
            new("share", "Share", "of something", 0.25)
            {
                IsShare = true, MoreIsBetter = true, OfFeatures = new("shareOfFeatures", [0.2, 0.05]),
            },
            new("loss", "Loss", "of something else", 3) { Unit = "nats", IsDetail = true },
            new("none", "None", "of nothing", double.NaN),
        ],
    };

    [Fact]
    public void EachStandsUnderItsNameInTheFile()
    {
        using var json = JsonDocument.Parse(Metrics.ToJson());

        json.RootElement.GetProperty("share").GetDouble().ShouldBe(0.25);
        json.RootElement.GetProperty("shareOfFeatures").EnumerateArray().Select(value => value.GetDouble()).ShouldBe([0.2, 0.05]);
        json.RootElement.GetProperty("none").ValueKind.ShouldBe(JsonValueKind.Null, "what is no number is null");
        json.RootElement.GetProperty("model").GetString().ShouldBe("any");
    }

    [Fact]
    public void EachIsShownWithItsUnitAndTheBetterWay() =>
        Comparison.Of(Metrics).Select(row => (row.Title, row.ModelText, row.PcaText, row.Verdict)).ShouldBe(
            [("Share ↑", "25.0 %", "", ""), ("  Loss (nats)", "3.00", "", ""), ("None", "–", "", "")]);

    [Fact]
    public void BesidePcaItselfNothingStands()
    {
        var pca = Metrics with { Figures = [], IsYardstick = true, ReconstructionMse = 0.5, PcaReconstructionMse = 0.5 };

        Comparison.Of(pca).Single().Pca.ShouldBeNull();
        Comparison.Of(pca with { IsYardstick = false }).Single().Pca.ShouldBe(0.5);
    }
}
