using System.Xml.Linq;

namespace LatentSharp.Tests;

public sealed class ExplainRunTests
{
    [Theory]
    [InlineData("pca", null, "the reconstruction error", "What features move")]
    [InlineData("pca", "unit:2", "feature 2", "What would make it largest")]
    [InlineData("mlp", null, "the logit of class", "Permutation importance")]
    [InlineData("mlp", "class:small", "the logit of class “small”", "Integrated gradients")]
    public void APageShowsWhatARowIsDueTo(string kind, string? of, string what, string section)
    {
        using var place = new TemporaryFolder();
        var run = Learn(place, kind);

        var result = ExplainRun.Run(new ExplainRequest(run, place.File("clusters.csv"), place.File("page.html")) {
            Row = 5, Of = of, Reading = new() { Label = "kind" } });

        var page = File.ReadAllText(place.File("page.html"));
        XDocument.Parse(page.Replace("<!DOCTYPE html>", "", StringComparison.Ordinal)).Root!.Name.LocalName.ShouldBe("html");
        page.ShouldContain(what);
        page.ShouldContain($"<h2>{section}</h2>");
        foreach (var always in new[] { "The row", "Saliency", "Occlusion", "What it responds to most" }) page.ShouldContain(
            $"<h2>{always}</h2>");
        foreach (var column in new[] { "width", "height", "depth" }) page.ShouldContain(column);
        result.Sentences.ShouldContain(sentence => sentence.Contains("due most to", StringComparison.Ordinal));
    }

    /// <summary>The classes differ in width and height; depth is noise.</summary>
    [Fact]
    public void WhatDoesNotMatterIsNotNamedFirst()
    {
        using var place = new TemporaryFolder();
        var run = Learn(place, "mlp");
        var result = ExplainRun.Run(new ExplainRequest(run, place.File("clusters.csv"),
            place.File("page.html")) { Reading = new() { Label = "kind" } });
        var importance = result.Sentences.Single(sentence => sentence.Contains("dealt to other rows", StringComparison.Ordinal));
        importance.IndexOf("depth", StringComparison.Ordinal).ShouldBeGreaterThan(importance.IndexOf("height", StringComparison.Ordinal));
        importance.ShouldContain("told rightly");
    }

    [Theory]
    [InlineData("pca", "class", "tells no classes apart")]
    [InlineData("mlp", "anomaly", "rebuilds no samples")]
    [InlineData("mlp", "class:tiny", "large, small")]
    [InlineData("pca", "unit:3", "units 1 to 2")]
    [InlineData("pca", "unit:x", "class, class:NAME, unit:N or anomaly")]
    public void WhatAModelDoesNotHaveIsRefused(string kind, string of, string why)
    {
        using var place = new TemporaryFolder();
        var run = Learn(place, kind);
        var message = Should.Throw<BadArgumentException>(() => ExplainRun.Run(
            new ExplainRequest(run, place.File("clusters.csv"), place.File("page.html")) { Of = of,
                Reading = new() { Label = "kind" } })).Message;
        message.ShouldStartWith($"--of: '{of}' does not fit; ");
        message.ShouldContain(why);
        File.Exists(place.File("page.html")).ShouldBeFalse();
    }

    [Fact]
    public void ARowThatIsNotThereIsRefused()
    {
        using var place = new TemporaryFolder();
        var run = Learn(place, "pca");
        Should.Throw<BadArgumentException>(() => ExplainRun.Run(
            new ExplainRequest(run, place.File("clusters.csv"), place.File("page.html")) { Row = 41,
                Reading = new() { Label = "kind" } })).Message
            .ShouldBe("--row: 41 does not fit; the data have rows 1 to 40.");
        Should.Throw<BadArgumentException>(() => ExplainRun.Run(
            new ExplainRequest(run, place.File("clusters.csv"), place.File("page.txt")))).Message.ShouldContain(".html");
    }

    [Fact]
    public void SequencesOfUnequalLengthsAreExplainedByTheirOwnSteps()
    {
        using var place = new TemporaryFolder();
        var lines = Enumerable.Range(0, 60)
            .Select(row =>
                FormattableString.Invariant($"{row / 10},{Math.Sin(row)},{Math.Cos(row / 2.0)},{(row / 10 % 2 == 0 ? "a" : "b")}"));
        var data = place.Write("steps.csv", "who,first,second,kind\n" + string.Join('\n', lines.Take(57)) + "\n");
        var run = LearnRun.Run(new LearnRequest
        {
            Data = data, Reading = new() { Label = "kind", Sequence = "who" }, Estimator = new MiniRocketOptions { Features = 84 },
            Output = place.File("run"),
        });
        ((MiniRocketOptions)run.Model.Options).MaskZeros.ShouldBeTrue();
        var result = ExplainRun.Run(new ExplainRequest(run.Folder, data, place.File("page.html")) {
            Row = 6, Reading = new() { Label = "kind", Sequence = "who" }, Of = "unit:7" });
        result.Sentences.ShouldContain(sentence => sentence.StartsWith("When a stretch of it is replaced", StringComparison.Ordinal));
        result.Sentences.ShouldNotContain(
            sentence => sentence.Contains("step 8 (", StringComparison.Ordinal)
                && !sentence.Contains("step 8 (0)", StringComparison.Ordinal));
    }

    private static string Learn(TemporaryFolder place, string kind) => LearnRun.Run(new LearnRequest
    {
        Data = place.Clusters(), Reading = new() { Label = "kind" }, Output = place.File("run"),
        Estimator = kind == "pca" ? new PcaOptions { LatentSize = 2 } : new MlpOptions { Hidden = [8], LatentSize = 4, Epochs = 40 },
    }).Folder;
}
