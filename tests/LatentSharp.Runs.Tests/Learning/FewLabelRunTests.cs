using System.Text.Json;

namespace LatentSharp.Tests;

public sealed class FewLabelRunTests
{
    [Theory]
    [InlineData(4.0, 4)]
    [InlineData(0.25, 8)]
    public void FeaturesLearnFromAllRowsAndAHeadFromFewLabels(double labels, int count)
    {
        using var place = new TemporaryFolder();
        var result = LearnRun.Run(Request(place, labels));

        result.Metrics.ProbedOn!.ShouldStartWith(
            $"fitted on the {count} samples to learn from that have labels, measured on the 8 samples held out");
        result.Metrics.Accuracy.ShouldBe(result.Metrics.LinearProbeAccuracy);
        result.Metrics.Features!.FewLabels.ShouldBeEmpty();
        File.ReadAllText(Path.Combine(result.Folder, "report.html"))
            .ShouldContain($"32 to learn from ({count} with labels, drawn by class, seed 0), 8 held out");
        var summary = ApplyRun.Predict(result.Folder, place.File("clusters.csv"), place.File("p.csv"), new() { Label = "kind" });
        summary.Groups.Single(group => group.Name == "others").Accuracy.ShouldBe(result.Metrics.Accuracy);
        File.ReadLines(place.File("p.csv")).First().ShouldBe("row,class,probability,probability_large,probability_small");
    }

    [Fact]
    public void AClassifierLearnsFromTheRowsWithLabelsAlone()
    {
        using var place = new TemporaryFolder();
        var estimator = new MlpOptions { Hidden = [4], LatentSize = 4, Epochs = 2 };
        var result = LearnRun.Run(Request(place, 4) with { Estimator = estimator });
        File.Exists(Path.Combine(result.Folder, "model", "head.safetensors")).ShouldBeFalse();
        result.Metrics.SamplesPerSecond.ShouldBeGreaterThan(0);
        var consistent = LearnRun.Run(Request(place, 4) with
        {
            Estimator = estimator with { Consistency = ConsistencyKind.Vat }, Output = place.File("other"),
        });
        consistent.Model.History["change"].Count.ShouldBe(2);
    }

    [Fact]
    public void TooFewLabelsAndDataWithoutAnyAreRefused()
    {
        using var place = new TemporaryFolder();
        Should.Throw<BadArgumentException>(() => LearnRun.Run(Request(place, 0.01))).Message.ShouldBe(
            "--labels-for: 1 label of 32 rows to learn from does not fit 2 classes; 2 or more would, one for each.");
        Should.Throw<BadArgumentException>(() => LearnRun.Run(Request(place, 33))).Message.ShouldBe(
            "--labels-for: 33 does not fit; there are 32 rows to learn from.");
        Should.Throw<BadArgumentException>(() => LearnRun.Run(Request(place, 4) with { Reading = new() { Label = "none" } }))
            .Message.ShouldContain("no labels");
        Should.Throw<BadArgumentException>(() => LearnRun.Run(Request(place, 2.5))).Message.ShouldBe(
            "--labels-for: 2.5 does not fit; it must be a share above 0 and below 1, or a whole number of 2 or more.");
    }

    [Fact]
    public void ADamagedHeadIsRefusedByName()
    {
        using var place = new TemporaryFolder();
        var result = LearnRun.Run(Request(place, 4));
        var file = Path.Combine(result.Folder, "model", "head.safetensors");
        Safetensors.Write(file, new Dictionary<string,
            Tensor> { ["classes"] = Tensor.From(0f, 5f), ["shift"] = Tensor.From(0f, 0f), ["scale"] = Tensor.From(1f, 1f) });
        Should.Throw<BadFileException>(() => SavedModel.Load(result.Folder)).Message.ShouldContain("classes");
    }

    [Fact]
    public void WhatFeaturesAreLikeIsToldByLearningAndEvaluating()
    {
        using var place = new TemporaryFolder();
        var result = LearnRun.Run(Request(place, null));
        using var metrics = JsonDocument.Parse(File.ReadAllText(Path.Combine(result.Folder, "metrics.json")));
        var features = metrics.RootElement.GetProperty("features");
        features.GetProperty("effectiveRank").GetDouble().ShouldBeInRange(1, 2);
        features.GetProperty("deadUnits").GetInt32().ShouldBe(0);
        features.GetProperty("fewLabels").GetArrayLength().ShouldBe(2);
        File.ReadAllText(Path.Combine(result.Folder, "report.html")).ShouldContain("What the features are like");
        var again = ApplyRun.Evaluate(result.Folder, place.File("clusters.csv"), new() { Label = "kind" });
        again.DescribeFeatures().Select(row => row.Name).ShouldBe(
            ["effective rank", "dead units", "correlation of features", "linear probe, 1 % of the labels",
                "linear probe, 10 % of the labels"]);
    }

    private static LearnRequest Request(TemporaryFolder place, double? labels) => new()
    {
        Data = place.Clusters(), Reading = new() { Label = "kind" }, LabelsFor = labels, Output = place.File("run"), Estimator =
            new PcaOptions { LatentSize = 2 },
    };
}
