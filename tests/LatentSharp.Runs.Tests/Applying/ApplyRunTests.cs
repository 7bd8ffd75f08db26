namespace LatentSharp.Tests;

public sealed class ApplyRunTests
{
    [Fact]
    public void FeaturesOfTheSameDataAreTheRunsOwn()
    {
        using var place = new TemporaryFolder();
        var run = Learn(place);

        ApplyRun.Features(run, place.File("clusters.csv"), place.File("f.npy"), new() { Label = "kind" });
        ApplyRun.Features(Path.Combine(run, "model"), place.File("clusters.csv"), place.File("f.csv"), new() { Label = "kind" });

        File.ReadAllBytes(place.File("f.npy")).ShouldBe(File.ReadAllBytes(Path.Combine(run, "features.npy")));
        File.ReadAllBytes(place.File("f.csv")).ShouldBe(File.ReadAllBytes(Path.Combine(run, "features.csv")));
    }

    [Fact]
    public void EvaluationOfTheSameDataGivesTheRunsOwnFigures()
    {
        using var place = new TemporaryFolder();
        var result = LearnRun.Run(Request(place));

        var metrics = ApplyRun.Evaluate(result.Folder, place.File("clusters.csv"), new() { Label = "kind" });

        metrics.Others().ReconstructionMse!.Value.ShouldBe(result.Metrics.ReconstructionMse!.Value, 1e-9);
        (metrics.Samples, metrics.LearnedSamples, metrics.Others().Samples).ShouldBe((40, 32, 8));
        metrics.MeasuredOn.ShouldBe(
            "measured on 40 rows, of which 32 are rows that the model learned from; what it does on new ones is told by the 8 others");
        metrics.ProbedOn.ShouldBe("fitted on the 32 samples that the model learned from, measured on the 8 samples that it did not");
        metrics.KnnAccuracy.ShouldBe(result.Metrics.KnnAccuracy);
        metrics.LinearProbeAccuracy.ShouldBe(result.Metrics.LinearProbeAccuracy);
    }

    [Fact]
    public void NewSamplesAreComparedByTheFeaturesOfAnotherRun()
    {
        using var place = new TemporaryFolder();
        var (data, reading) = (place.Clusters(), new DataOptions { Label = "kind" });
        var made = Of(new VariationalAutoencoderOptions { LatentSize = 2, Hidden = [8], Epochs = 5, EarlyStopping = EarlyStoppingMode.No });
        var whole = Of(new PcaOptions { LatentSize = 3 });
        var one = Of(new PcaOptions { LatentSize = 1 });

        var byValues = ApplyRun.Evaluate(made, data, reading).Generated!;
        byValues.FeaturesOf.ShouldBeNull();

        // Three components of three columns turn them and change no distance.
        ApplyRun.Evaluate(made, data, reading, whole).Generated
            .ShouldBe(byValues with { FeaturesOf = $"on the 3 features of {whole} (pca)" });

        var (generator, network) = (SavedModel.Load(made), SavedModel.Load(one));
        var real = ApplyRun.Features(one, data, place.File("f.npy"), reading);
        var sampled = ((IGenerative)generator.Model).Sample(40, seed: 0);
        var expected = SampleFidelity.Compute(
            real, network.Model.Transform(network.Scaling.Apply(generator.Scaling.Invert(sampled))), neighbors: 5);
        var figures = ApplyRun.Evaluate(made, data, reading, one).Generated!;
        (figures.Precision, figures.Recall, figures.Coverage).ShouldBe((expected.Precision, expected.Recall, expected.Coverage));
        figures.Density.ShouldBe(expected.Density, 0.01);
        figures.FeaturesOf.ShouldBe($"on the 1 feature of {one} (pca)");

        Refused(one, whole).ShouldContain("makes no samples");
        DetectRun.Run(new() { Data = data, Reading = reading, Estimator = new EcodOptions(), Output = place.File("ecod") });
        Refused(made, place.File("ecod")).ShouldContain("makes no features");
        LearnRun.Run(new LearnRequest { Data = data, Estimator = new PcaOptions(), Output = place.File("wider") });
        Refused(made, place.File("wider")).ShouldContain("takes samples (5), but");

        string Of(EstimatorOptions options) => LearnRun.Run(new LearnRequest
        {
            Data = data, Reading = reading, Estimator = options,
            Output = place.File($"{options.Kind}-{((FeatureOptions)options).LatentSize}"),
        }).Folder;

        string Refused(string model, string features) =>
            Should.Throw<BadArgumentException>(() => ApplyRun.Evaluate(model, data, reading, features)).Message;
    }

    [Fact]
    public void ReconstructionsKeepTheColumnsNames()
    {
        using var place = new TemporaryFolder();

        ApplyRun.Reconstruct(Learn(place), place.File("clusters.csv"), place.File("back.csv"), new() { Label = "kind" });

        File.ReadLines(place.File("back.csv")).First().ShouldBe("width,height,depth,label");
    }

    [Fact]
    public void AnotherWidthIsRefusedAndBothAreNamed()
    {
        using var place = new TemporaryFolder();
        var data = place.Write("narrow.csv", "width,height\n1,2\n3,4\n");

        var message = Should.Throw<BadFileException>(() => ApplyRun.Features(Learn(place), data, place.File("f.npy"))).Message;

        message.ShouldBe($"{data}: the column 'depth' that was learned from is missing; there are 'width', 'height'.");
        File.Exists(place.File("f.npy")).ShouldBeFalse();
    }

    [Fact]
    public void AColumnTooManyHintsAtTheLabel()
    {
        using var place = new TemporaryFolder();
        var data = place.Write("wide.csv", "1,2,3,0\n3,4,5,1\n");

        Should.Throw<BadFileException>(() =>
            ApplyRun.Features(Learn(place), data, place.File("f.npy"))).Message.ShouldContain("name it with --label");
    }

    [Fact]
    public void ColumnsAreFoundByName()
    {
        using var place = new TemporaryFolder();
        var run = Learn(place);
        ApplyRun.Features(run, place.Write("straight.csv", "width,height,depth\n1,2,3\n"), place.File("a.npy"));

        ApplyRun.Features(run, place.Write("swapped.csv", "height,width,depth\n2,1,3\n"), place.File("b.npy"));

        File.ReadAllBytes(place.File("b.npy")).ShouldBe(File.ReadAllBytes(place.File("a.npy")));
    }

    [Fact]
    public void ShorterSequencesArePaddedToTheModelsStepsAndLongerOnesRefused()
    {
        using var place = new TemporaryFolder();
        var text = new System.Text.StringBuilder("id,x,y\n");
        for (var row = 0; row < 60; row++)
            text.Append(System.Globalization.CultureInfo.InvariantCulture, $"{row / 3},{row % 7},{row * row % 11}\n");
        var data = place.Write("long.csv", text.ToString());
        var run = LearnRun.Run(
            new LearnRequest
            {
                Data = data, Reading = new() { Sequence = "id" }, Estimator = new PcaOptions { LatentSize = 2 }, Output = place.File("run"),
            }).Folder;
        SavedModel.Load(run).Scaling.Kind.ShouldBe(ScalerKind.Channels);

        var all = ApplyRun.Features(run, data, place.File("f.npy"), new() { Sequence = "id" });
        var shorter = place.Write("short.csv", "id,x,y\n0,0,0\n0,1,1\n1,1,2\n");
        ApplyRun.Features(run, shorter, place.File("g.npy"), new() { Sequence = "id" }).Shape.ShouldBe([2, 2]);
        ApplyRun.Reconstruct(run, shorter, place.File("h.npy"), new() { Sequence = "id" })[1, 2, 0].ShouldBe(0);
        var same = place.Write("same.csv", "id,x,y\n0,0,0\n0,1,1\n0,2,4\n1,1,2\n");
        ApplyRun.Features(run, same, place.File("i.npy"), new() { Sequence = "id" }).ToArray()[..2].ShouldBe(all.ToArray()[..2]);
        var longer = place.Write("longer.csv", "id,x,y\n0,0,0\n0,1,1\n0,2,4\n0,3,9\n1,1,2\n");
        Should.Throw<BadFileException>(() => ApplyRun.Features(run, longer, place.File("j.npy"), new() { Sequence = "id" })).Message
            .ShouldBe($"{longer}: the longest sequence has 4 steps, but the model takes at most 3; shorten it, or divide it.");
    }

    [Fact]
    public void WhatStoodInForNumbersOfArraysStandsInForThoseOfNewOnes()
    {
        using var place = new TemporaryFolder();
        var lines = string.Concat(Enumerable.Range(0, 20).Select(row =>
            string.Create(
                System.Globalization.CultureInfo.InvariantCulture,
                $"[[{row},{row * row % 7}],[{(row == 19 ? "null" : row % 3)},{row * 5 % 11}]]\n")));
        var data = place.Write("arrays.jsonl", lines);
        var estimator = new PcaOptions { LatentSize = 4 };
        var request = new LearnRequest { Data = data, Reading = new() { Missing = Missing.Impute }, Estimator = estimator,
            Output = place.File("run") };
        var result = LearnRun.Run(request);
        result.Metrics.ImputedColumns.ShouldBe([new("column 3", 1)]);
        var notes = new List<string>();

        // Four components of four numbers lose nothing. The third is 0, 1 and 2 six times over and a 0: 18 / 19 in the mean.
        var others = place.Write("new.jsonl", "[[1,2],[null,4]]\n[[5,6],[null,8]]\n");
        var back = ApplyRun.Reconstruct(result.Folder, others, place.File("back.npy"), notes: new Told(notes));

        float[] expected = [1, 2, 18f / 19, 4, 5, 6, 18f / 19, 8];
        var values = back.ToArray();
        for (var i = 0; i < expected.Length; i++) values[i].ShouldBe(expected[i], 1e-4);
        notes.ShouldContain($"{others}: the column 'column 3' misses 2 values; the mean, 0.947368, stands in.");
    }

    [Fact]
    public void WhatStandsInForNewNumbersAloneIsSaid()
    {
        using var place = new TemporaryFolder();
        var (learned, table) = (place.File("learned.npy"), place.Write("new.csv", "a,b\n1,2\n,4\n"));
        Npy.Write(learned, Tensor.From([.. Enumerable.Range(0, 40).Select(n => (float)(n * n % 13))], [20, 2]));
        var estimator = new PcaOptions { LatentSize = 2 };
        var request = new LearnRequest { Data = learned, Reading = new() { Missing = Missing.Impute }, Estimator = estimator,
            Output = place.File("run") };
        var notes = new List<string>();

        ApplyRun.Features(LearnRun.Run(request).Folder, table, place.File("f.npy"), notes: new Told(notes));

        notes.ShouldContain($"{table}: missing values were replaced by the column's mean in a (1).");
    }

    private sealed class Told(List<string> notes) : IProgress<string>
    {
        public void Report(string value) => notes.Add(value);
    }

    private static string Learn(TemporaryFolder place) => LearnRun.Run(Request(place)).Folder;

    private static LearnRequest Request(TemporaryFolder place) =>
        new() { Data = place.Clusters(), Reading = new() { Label = "kind" }, Estimator = new PcaOptions { LatentSize = 2 },
            Output = place.File("run") };
}
