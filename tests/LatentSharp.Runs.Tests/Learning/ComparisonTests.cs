namespace LatentSharp.Tests;

/// <summary>What figures are told, and in which words.</summary>
public sealed class ComparisonTests
{
    private static readonly RunMetrics Metrics = new()
    {
        Model = "autoencoder", Data = "payments", Samples = 1000, HeldOutSamples = 200, InputShape = [3], LatentSize = 2, Parameters = 1,
        Seed = 1, Epochs = 1, StoppedEarly = false,
        Seconds = 1, SamplesPerSecond = 1, KnnAccuracy = 0.985, PcaKnnAccuracy = 0.985, ReconstructionMse = 0.02,
        PcaReconstructionMse = 0.04,
        Knn = new(0.985, 0.5, 0, 0.016), PcaKnn = new(0.985, 0.75, 0.5, 0.6),
    };

    [Fact]
    public void EqualAccuraciesAreNotTheSameWhereAClassIsLost()
    {
        var rows = Comparison.Of(Metrics with { ClassBalance = new(true, "ok", 0.985, "fraud", 3) });

        rows.Select(row => (row.Title, row.ModelText, row.PcaText, row.Verdict)).ShouldBe(
        [
            ("Reconstruction (squared, scaled units) ↓", "0.0200", "0.0400", "0.50 × PCA’s"),
            ("Nearest neighbours ↑", "98.5 %", "98.5 %", "always “ok”: 98.5 %"),
            ("  balanced accuracy ↑", "50.0 %", "75.0 %", "−25.0 points"),
            ("  recall of “fraud” ↑", "0.0 %", "50.0 %", "−50.0 points"),
            ("  average precision of “fraud” ↑", "1.6 %", "60.0 %", "−58.4 points"),
        ]);
        Comparison.Of(Metrics with { KnnAccuracy = 0.98, ClassBalance = new(true, "ok", 0.985, "fraud", 3) })[1].Verdict
            .ShouldBe("−0.5 points; always “ok”: 98.5 %");
        rows.Select(row => row.Note).ShouldContain("of the rarest class, 3 samples, by 5 neighbours on the features");
    }

    [Theory]
    [InlineData(0.02, "PCA loses next to nothing")]
    [InlineData(0, "the same")]
    public void NothingIsNotTheSameAsSomething(double loss, string verdict) =>
        Comparison.Of(Metrics with { ReconstructionMse = loss, PcaReconstructionMse = 0 })[0].Verdict.ShouldBe(verdict);

    [Fact]
    public void EqualClassesNeedNoMore()
    {
        var rows = Comparison.Of(Metrics with { ClassBalance = new(false, "ok", 0.5, "fraud", 100) });

        rows.Select(row => (row.Title, row.Verdict)).ShouldBe(
            [("Reconstruction (squared, scaled units) ↓", "0.50 × PCA’s"), ("Nearest neighbours ↑", "the same")]);
    }

    [Fact]
    public void AsManyFeaturesAsValuesAreNoBottleneck()
    {
        var rows = Comparison.Of(Metrics with { LatentSize = 3 });

        rows[0].Verdict.ShouldBe("no bottleneck: 3 features for 3 values");
        rows[0].Better.ShouldBeNull();
    }
}
