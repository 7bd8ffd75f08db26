using System.Globalization;
using System.Text.Json;
using LatentSharp.Testing;

namespace LatentSharp.Tests;

public sealed class DetectRunTests
{
    private const int Rows = 80;

    [Fact]
    public void ATableGetsScoresRanksVerdictsAndReasons()
    {
        using var place = new TemporaryFolder();
        var result = DetectRun.Run(new DetectRequest { Data = Table(place), Reading = new() { Label = "state" },
            Output = place.File("run") });

        result.Metrics.Samples.ShouldBe(Rows);
        result.Metrics.RocAuc.ShouldBe(1, "two rows are far from all others, and their labels say so");
        result.Metrics.AveragePrecision.ShouldBe(1);
        result.Metrics.Recall.ShouldBe(1);
        result.Top.Take(2).Select(top => top.Row).Order().ShouldBe([41, 61]);
        result.Top.First(top => top.Row == 41).Reasons[0].ShouldStartWith("weight 90 (usually ");
        var lines = File.ReadAllLines(place.File("run/scores.csv"));
        lines[0].ShouldBe("row,score,rank,verdict,reason_1,reason_2,reason_3,label");
        lines.Length.ShouldBe(Rows + 1);
        lines[41].ShouldSatisfyAllConditions(
            line => line.ShouldStartWith("41,"), line => line.ShouldContain(",abnormal,"), line => line.ShouldEndWith(",broken"));
        lines.Skip(1).Select(line => int.Parse(line.Split(',')[2], CultureInfo.InvariantCulture)).Order()
            .ShouldBe(Enumerable.Range(1, Rows));
        lines.Skip(1).Count(line => line.Contains(",abnormal,", StringComparison.Ordinal)).ShouldBe(result.Metrics.Abnormal);
        var page = ReportPages.CheckSelfContained(File.ReadAllText(place.File("run/report.html")));
        page.Root!.Value.ShouldContain("Why they are abnormal");
        page.Descendants("code").Single().Value.ShouldEndWith("--label state");
        using var metrics = JsonDocument.Parse(File.ReadAllText(place.File("run/metrics.json")));
        metrics.RootElement.GetProperty("reason").GetString().ShouldBe(result.Metrics.Reason);
    }

    [Fact]
    public void OfTwoEquallyFrequentClassesItIsSaidThatTheFirstIsTaken()
    {
        using var place = new TemporaryFolder();
        var rows = Enumerable.Range(0, 20).Select(i => FormattableString.Invariant($"{i % 7},{i % 3},{(i % 2 == 0 ? "up" : "down")}"));
        File.WriteAllLines(place.File("ties.csv"), rows.Prepend("a,b,state"));
        var result = DetectRun.Run(new DetectRequest
        {
            Data = place.File("ties.csv"), Reading = new() { Label = "state" }, Estimator = new EcodOptions(), Output = place.File("run"),
        });
        result.Metrics.Notes.ShouldContain(note => note.Contains("the first of two that are equally frequent", StringComparison.Ordinal));
    }

    [Fact]
    public void LabelsChangeNothingButWhatTheyJudge()
    {
        using var place = new TemporaryFolder();
        var data = Table(place);
        var with = DetectRun.Run(Quick(data) with { Reading = new() { Label = "state" }, Output = place.File("with") });
        // The label's column is a column of the data where it is none, so that the same table without it is read.
        var without = Path.Combine(place.Path, "without.csv");
        File.WriteAllLines(without, File.ReadAllLines(data).Select(line => line[..line.LastIndexOf(',')]));
        var plain = DetectRun.Run(Quick(without) with { Output = place.File("plain") });
        plain.Metrics.RocAuc.ShouldBeNull();
        plain.Metrics.Threshold.ShouldBe(with.Metrics.Threshold);
        Scores(place.File("plain")).ShouldBe(Scores(place.File("with")));
    }

    [Theory]
    [InlineData("iforest")]
    [InlineData("anomaly-ensemble")]
    public void AFinishedRunScoresNewRowsByItsThreshold(string kind)
    {
        using var place = new TemporaryFolder();
        var learned = DetectRun.Run(new DetectRequest
        {
            Data = Table(place), Reading = new() { Label = "state" }, Estimator = ModelKind.Find(kind)!.Defaults,
            Output = place.File("run"),
        });
        place.Write("new.csv", "height,weight,depth\n1.2,2.1,0.5\n1,400,0.3\n");
        var result = DetectRun.Run(new DetectRequest {
            Model = place.File("run"), Data = place.File("new.csv"), Output = place.File("new") });
        result.Metrics.Threshold.ShouldBe(learned.Metrics.Threshold);
        result.Metrics.Reason.ShouldBe(learned.Metrics.Reason);
        result.Metrics.LearnedSamples.ShouldBe(0);
        result.Top[0].Row.ShouldBe(2);
        result.Metrics.Abnormal.ShouldBe(1);
        Directory.Exists(place.File("new/model")).ShouldBeFalse();
        var share = DetectRun.Run(new DetectRequest
        {
            Model = place.File("run"), Data = place.File("new.csv"), Contamination = 0.5, Output = place.File("share"),
        });
        share.Metrics.Rule.ShouldBe("contamination");
    }

    [Theory]
    [InlineData(DetectionScore.Auto, "mean squared error of the reconstruction")]
    [InlineData(DetectionScore.Mahalanobis, "Mahalanobis distance of the features")]
    [InlineData(DetectionScore.Neighbors, "distance of the features to the 5 nearest")]
    [InlineData(DetectionScore.Likelihood, "minus the log-likelihood, in nats")]
    public void AModelThatRebuildsRowsScoresInSeveralWays(DetectionScore score, string words)
    {
        using var place = new TemporaryFolder();
        var data = Table(place);
        var options = new VariationalAutoencoderOptions {
            LatentSize = 2, Hidden = [16], Epochs = 40, BatchSize = 16, EarlyStopping = EarlyStoppingMode.No };
        var result = DetectRun.Run(new DetectRequest
        {
            Data = data, Reading = new() { Label = "state" }, Estimator = options, Score = score, Output = place.File("run"),
        });
        result.Metrics.Score.ShouldBe(words);
        const string About = "reasons tell what each value has of the error of its reconstruction";
        result.Metrics.Notes.Any(note => note.StartsWith(About, StringComparison.Ordinal)).ShouldBe(score != DetectionScore.Auto);
        File.ReadAllText(place.File("run/report.html")).Contains($"highest scores. R{About[1..]}", StringComparison.Ordinal)
            .ShouldBe(score != DetectionScore.Auto);
        result.Metrics.RocAuc!.Value.ShouldBeGreaterThan(0.95);
        result.Top[0].Reasons[0].ShouldContain("(expected ");
        var again = DetectRun.Run(new DetectRequest
        {
            Model = place.File("run"), Data = data, Reading = new() { Label = "state" }, Output = place.File("again"),
        });
        again.Metrics.Score.ShouldBe(words);
        again.Metrics.Threshold.ShouldBe(result.Metrics.Threshold);
        again.Top[0].Row.ShouldBe(result.Top[0].Row);
    }

    [Fact]
    public void ARunOfFeaturesDetectsToo()
    {
        using var place = new TemporaryFolder();
        var data = Table(place);
        LearnRun.Run(new LearnRequest { Data = data, Reading = new() { Label = "state" }, Estimator = new PcaOptions { LatentSize = 1 },
            Output =
            place.File("pca") });
        var result = DetectRun.Run(new DetectRequest {
            Model = place.File("pca"), Data = data, Reading = new() { Label = "state" }, Output = place.File("run") });
        result.Metrics.Score.ShouldBe("mean squared error of the reconstruction");
        result.Metrics.Notes.ShouldContain(note => note.Contains("found from these rows alone", StringComparison.Ordinal));
        result.Metrics.Samples.ShouldBe(Rows);
    }

    [Fact]
    public void MembersOfAnEnsembleAreSavedAndThoseWithoutReasonsSaySo()
    {
        using var place = new TemporaryFolder();
        var data = Table(place);
        var ensemble = ModelGroup.Detectors.Read("anomaly-ensemble", new Dictionary<string, string> { ["--members"] = "knn,ecod" });
        var result = DetectRun.Run(Quick(data) with
        {
            Reading = new() { Label = "state" }, Estimator = ensemble, Output = place.File("run"),
        });
        var saved = (FittedAnomalyEnsemble)SavedModel.Load(place.File("run")).Model;
        saved.Members.Select(member => member.Name).ShouldBe(["knn", "ecod"]);
        File.ReadAllText(place.File("run/report.html")).ShouldContain("--members knn,ecod");
        result.Metrics.Notes.ShouldNotContain(note => note.StartsWith("reasons", StringComparison.Ordinal));

        LearnRun.Run(new LearnRequest
        {
            Data = data, Reading = new() { Label = "state" }, Estimator = new UmapOptions { Epochs = 5 }, Output = place.File("umap"),
        });
        DetectRun.Run(new DetectRequest
        {
            Model = place.File("umap"), Data = data, Reading = new() { Label = "state" }, Score = DetectionScore.Neighbors,
            Output = place.File("none"),
        }).Metrics.Notes.ShouldContain("umap rebuilds no rows, so that it gives no reasons.");
    }

    [Fact]
    public void ALongSeriesGetsAScoreForEachRowAndMarkedStretches()
    {
        using var place = new TemporaryFolder();
        var lines = new List<string> { "time,value" };
        for (var i = 0; i < 600; i++)
        {
            var value = Math.Sin(i / 4.0) + (i is >= 400 and < 420 ? 3 : 0);
            lines.Add(string.Create(CultureInfo.InvariantCulture, $"2024-01-{(i / 24) + 1:00} {i % 24:00}:00:00,{value:F4}"));
        }
        var data = place.Write("series.csv", string.Join('\n', lines) + "\n");
        var result = DetectRun.Run(new DetectRequest
        {
            Data = data, Window = 20, Stride = 5, Estimator = new IsolationForestOptions(), Output = place.File("run"),
        });
        result.Metrics.Samples.ShouldBe(600);
        (result.Metrics.Window, result.Metrics.Stride).ShouldBe((20, 5));
        result.Metrics.Stretches!.ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            stretch => stretch[0].ShouldBeInRange(385, 405), stretch => stretch[1].ShouldBeInRange(415, 440));
        result.Metrics.Notes.ShouldContain(note => note.StartsWith("time:", StringComparison.Ordinal));
        result.Top[0].Reasons[0].ShouldStartWith("step 4");
        File.ReadAllLines(place.File("run/scores.csv")).Length.ShouldBe(601);
        var page = ReportPages.CheckSelfContained(File.ReadAllText(place.File("run/report.html")));
        page.Descendants("rect").Count(rect => (string?)rect.Attribute("class") == "mark").ShouldBe(2, "in the series and in the scores");

        var again = DetectRun.Run(new DetectRequest { Model = place.File("run"), Data = data, Output = place.File("again") });
        again.Metrics.Window.ShouldBe(20);
        again.Metrics.Threshold.ShouldBe(result.Metrics.Threshold);
    }

    [Fact]
    public void ImagesAndSequencesAreScoredAsTheyAre()
    {
        using var place = new TemporaryFolder();
        var result = DetectRun.Run(new DetectRequest { Data = "digits", Estimator = new HbosOptions(), Output = place.File("digits") });
        result.Top[0].Reasons[0].ShouldStartWith("pixel ");
        result.Metrics.RocAuc.ShouldBeNull();
        result.Metrics.Notes.ShouldContain(note => note.Contains("10 classes", StringComparison.Ordinal));
        ReportPages.CheckSelfContained(File.ReadAllText(place.File("digits/report.html"))).Descendants("img").ShouldNotBeEmpty();
    }

    [Fact]
    public void LargePicturesAreToldOfBySquares()
    {
        using var place = new TemporaryFolder();
        var pictures = new float[40 * 96 * 64];
        new RandomStream(3).Uniform(pictures, 100, 108);
        // Rows 31 to 33 and columns 4 to 6, counted from 1, of the seventh picture.
        for (var i = 0; i < 9; i++) pictures[(6 * 96 * 64) + ((30 + (i / 3)) * 64) + 3 + (i % 3)] = 250;
        Npy.Write(place.File("pictures.npy"), Tensor.From(pictures, [40, 96, 64]));
        var result = DetectRun.Run(new DetectRequest
        {
            Data = place.File("pictures.npy"), Estimator = new KnnDetectorOptions(), Output = place.File("run"),
        });
        result.Top[0].Row.ShouldBe(7);
        result.Top[0].Reasons[0].ShouldStartWith("rows 31 to 33, columns 4 to 6 mean 250 ");
    }

    [Fact]
    public void RowsKnownToBeNormalAreAllLearnedFrom()
    {
        using var place = new TemporaryFolder();
        var result = DetectRun.Run(Quick(Table(place)) with { Reading = new() { Label = "state" }, Normal = true,
            Output = place.File("run") });
        result.Metrics.Rule.ShouldBe("peaks-over-threshold");
        new DetectRequest { Data = "x", Normal = true }.Estimator.ShouldBeOfType<KernelDensityOptions>();
        new DetectRequest { Data = "x" }.Estimator.ShouldBeOfType<AnomalyEnsembleOptions>();
        DetectionData.Tuned(new DetectRequest { Data = "x", Normal = true, Estimator = new AnomalyEnsembleOptions() })
            .ShouldBeOfType<AnomalyEnsembleOptions>().Normal.ShouldBeTrue();
        DetectionData.Slowness(new KernelDensityOptions(), [200_000, 9]).ShouldNotBeNull()
            .ShouldContain("compares each of the 200,000 rows");
        DetectionData.Slowness(new KernelDensityOptions(), [200, 9]).ShouldBeNull();
        DetectionData.Slowness(new IsolationForestOptions(), [200_000, 9]).ShouldBeNull();
        DetectionData.Tuned(new DetectRequest { Data = "x", Normal = true, Estimator = new RobustAutoencodersOptions() })
            .ShouldBeOfType<RobustAutoencodersOptions>().Trim.ShouldBe(0);
    }

    [Fact]
    public void WhatDoesNotFitIsRefusedInASentence()
    {
        using var place = new TemporaryFolder();
        var data = Table(place);
        var run = new DetectRequest { Data = data, Output = place.File("run") };
        Refuses(run with { Estimator = new GanOptions() }, "--model: gan detects nothing");
        Refuses(run with { Threshold = ThresholdRule.Contamination }, "--contamination");
        Refuses(run with { Threshold = ThresholdRule.Kneedle, Contamination = 0.1 }, "leave one of them out");
        Refuses(run with { Stride = 2 }, "there are no windows without --window");
        Refuses(run with { Window = 4, Stride = 5 }, "passed over");
        Refuses(run with { Window = 400 }, "400 rows do not fit table, which has 80 rows");
        Refuses(run with { Data = "digits", Window = 4 }, "a long series is a table");
        Refuses(run with { Score = DetectionScore.Mahalanobis, Estimator = new EcodOptions() }, "ecod has a score of its own");
        Refuses(run with { Score = DetectionScore.Likelihood, Estimator = new PcaOptions() }, "pca has no likelihood");
        Refuses(run with { Data = place.Write("header.csv", "a,b\n") }, "may be a header; at least 2 rows");
        Refuses(run with { Data = place.File("header.csv"), Reading = new() { Format = new() { HasHeader = true } } }, "there are no rows");
        Npy.Write(place.File("none.npy"), Tensor.Zeros([0, 3]));
        Refuses(run with { Data = place.File("none.npy") }, "none.npy");
        DetectRun.Run(Quick(data) with { Reading = new() { Label = "state" }, Output = place.File("model") });
        Refuses(run with { Model = place.File("model"), Normal = true }, "has learned already");
        Refuses(run with { Model = place.File("model"), Window = 3 }, "windows of its own");
        Directory.Exists(place.File("run")).ShouldBeFalse();

        static void Refuses(DetectRequest request, string because) =>
            Should.Throw<Exception>(() => DetectRun.Run(request)).ShouldSatisfyAllConditions(
                e => (e is BadArgumentException or BadFileException).ShouldBeTrue(e.ToString()), e => e.Message.ShouldContain(because));
    }

    private static DetectRequest Quick(string data) => new() { Data = data, Estimator = new IsolationForestOptions() };

    private static string[] Scores(string run) =>
        [.. File.ReadAllLines(Path.Combine(run, "scores.csv")).Skip(1).Select(line => line.Split(',')[1])];

    /// <summary>Rows around (1, 2, 0.5) and two that are far from them, which the label calls broken.</summary>
    private static string Table(TemporaryFolder place)
    {
        var numbers = new TestNumbers(2).Tensor([Rows, 3], -0.3f, 0.3f).ToArray();
        var lines = new List<string> { "height,weight,depth,state" };
        for (var i = 0; i < Rows; i++)
        {
            var (height, weight, depth, state) = (1 + numbers[i * 3], 2 + numbers[(i * 3) + 1], 0.5 + numbers[(i * 3) + 2], "works");
            if (i == 40) (weight, state) = (90, "broken");
            if (i == 60) (height, depth, state) = (-20, 9, "broken");
            lines.Add(string.Create(CultureInfo.InvariantCulture, $"{height:F4},{weight:F4},{depth:F4},{state}"));
        }
        return place.Write("table.csv", string.Join('\n', lines) + "\n");
    }
}
