namespace LatentSharp.Tests;

/// <summary>Every row is taken and named: by the parts of its set, and by whether the model learned from it.</summary>
public sealed class AppliedRowsTests
{
    [Fact]
    public void DigestsAreTheFirstBytesOfSha256()
    {
        // hashlib.sha256(struct.pack('<3f', …)).digest()[:8] as '<q'; -0 counts as 0.
        using var place = new TemporaryFolder();
        var rows = Tensor.From(new float[,] { { 1.5f, -2, 0.25f }, { 0, -0f, 3 }, { 1.5f, -2, 0.25f } });
        var learned = LearnedRows.Of(rows);
        learned.Count.ShouldBe(2);
        learned.Write(place.File("d.npy"));
        Npy.Read(place.File("d.npy")).ToArray<long>().ShouldBe([-7362732573311071086, 7775407003546265783]);
        LearnedRows.Read(place.File("d.npy")).Contain(Tensor.From(new float[,] { { -0f, 0, 3 }, { 1.5f, -2, 0.26f }, { 1.5f, -2, 0.25f } }))
            .ShouldBe([true, false, true]);
        Npy.Write(place.File("d.npy"), Tensor.From<long>(3, 2));
        Should.Throw<BadFileException>(() => LearnedRows.Read(place.File("d.npy"))).Message.ShouldContain("number 2 does not");
        Npy.Write(place.File("d.npy"), Tensor.From(3, 2));
        Should.Throw<BadFileException>(() => LearnedRows.Read(place.File("d.npy"))).Message.ShouldContain("Int32 (2)");
    }

    [Fact]
    public void ASetWithATestPartIsTakenWholeTrainingRowsFirst()
    {
        using var place = new TemporaryFolder();
        var data = Parted(place);
        var run = LearnRun.Run(new LearnRequest { Data = data, Estimator = new PcaOptions { LatentSize = 2 }, Output = place.File("run") });
        var notes = new Notes();

        var all = ApplyRun.Features(place.File("run"), data, place.File("all.csv"), notes: notes);
        all.Shape.ShouldBe([42, 2]);
        notes.Texts.ShouldBe([$"{data}: rows 1 to 30 are the part train, rows 31 to 42 are the part test."]);
        var lines = File.ReadAllLines(place.File("all.csv"));
        lines[0].ShouldBe("feature_1,feature_2,label,part");
        lines.Skip(1).Select(line => line.Split(',')[^1]).ShouldBe([.. Enumerable.Repeat("train", 30), .. Enumerable.Repeat("test", 12)]);
        File.ReadAllText(place.File("run/features.csv")).ShouldBe(File.ReadAllText(place.File("all.csv")));
        ApplyRun.Features(place.File("run"), data, place.File("train.npy"), part: DataPart.Train).ToArray()
            .ShouldBe(all.Rows(0, 30).ToArray());
        ApplyRun.Features(place.File("run"), data, place.File("test.npy"), part: DataPart.Test).ToArray()
            .ShouldBe(all.Rows(30, 12).ToArray());
        ApplyRun.Reconstruct(place.File("run"), data, place.File("back.npy")).Shape.ShouldBe([42, 4]);

        var metrics = ApplyRun.Evaluate(place.File("run"), data);
        metrics.Groups.Select(group => (group.Name, group.Samples))
            .ShouldBe([("train", 30), ("test", 12), ("learned", 30), ("others", 12)]);
        metrics.Group("test").ReconstructionMse!.Value.ShouldBe(run.Metrics.ReconstructionMse!.Value, 1e-9);
        metrics.ReconstructionMse!.Value.ShouldBe(
            ((30 * metrics.Group("train").ReconstructionMse!.Value) + (12 * metrics.Group("test").ReconstructionMse!.Value)) / 42, 1e-9);
        metrics.KnnAccuracy.ShouldBe(run.Metrics.KnnAccuracy);
        metrics.ProbedOn.ShouldBe("fitted on the 30 samples of the training part, measured on the 12 samples of the test part");
    }

    [Fact]
    public void APartOfDataWithoutPartsIsRefused()
    {
        using var place = new TemporaryFolder();
        LearnRun.Run(
            new LearnRequest
            {
                Data = place.Clusters(), Reading = new() { Label = "kind" }, Estimator = new PcaOptions { LatentSize = 2 },
                Output = place.File("run"),
            });

        Should.Throw<BadArgumentException>(() =>
            ApplyRun.Features(place.File("run"), place.File("clusters.csv"), place.File("f.npy"), new() { Label = "kind" },
                part: DataPart.Test)).Message
            .ShouldBe("--part: clusters has no test part of its own, so there are no parts to choose from; leave it out.");
        File.Exists(place.File("f.npy")).ShouldBeFalse();
    }

    [Fact]
    public void NewRowsAreAllMeasuredAndProbedByCrossValidation()
    {
        using var place = new TemporaryFolder();
        LearnRun.Run(
            new LearnRequest
            {
                Data = place.Clusters(rows: 20), Reading = new() { Label = "kind" }, Estimator = new PcaOptions { LatentSize = 2 },
                Output = place.File("run"),
            });
        var lines = File.ReadAllLines(place.Clusters("more.csv", rows: 60));
        var data = place.Write("new.csv", string.Join('\n', lines.Take(1).Concat(lines.Skip(21))) + "\n");

        var metrics = ApplyRun.Evaluate(place.File("run"), data, new() { Label = "kind" });
        (metrics.Samples, metrics.LearnedSamples, metrics.Groups.Count).ShouldBe((40, 0, 0));
        metrics.MeasuredOn.ShouldBe("measured on 40 rows, none of which the model learned from");
        metrics.ProbedOn.ShouldBe("cross-validated in 5 parts on the 40 samples given");
        metrics.KnnAccuracy.ShouldBe(1);

        // Two of them with two that were learned from.
        var mixed = place.Write(
            "mixed.csv", string.Join('\n', lines.Take(1).Concat(lines.Skip(1).Take(20)).Concat(lines.Skip(21).Take(2))) + "\n");
        metrics = ApplyRun.Evaluate(place.File("run"), mixed, new() { Label = "kind" });
        (metrics.LearnedSamples, metrics.Others().Samples).ShouldBe((16, 6));

        // A model from before digests were kept says that it cannot tell.
        File.Delete(place.File("run/model/learned-rows.npy"));
        metrics = ApplyRun.Evaluate(place.File("run"), mixed, new() { Label = "kind" });
        (metrics.LearnedSamples, metrics.Groups.Count).ShouldBe((null, 0));
        metrics.MeasuredOn.ShouldBe(
            "measured on 22 rows; which of them the model learned from cannot be told, since it was saved without their digests");
        metrics.ProbedOn.ShouldBe("cross-validated in 5 parts on the 22 samples given");
    }

    /// <summary>30 rows to learn from and 12 to judge by, of two classes.</summary>
    private static string Parted(TemporaryFolder place)
    {
        var numbers = new LatentSharp.Testing.TestNumbers(4);
        Npz.Write(place.File("set.npz"), new Dictionary<string, Tensor>
        {
            ["x_train"] = numbers.Tensor([30, 4], -3, 3), ["y_train"] = Tensor.From(Enumerable.Range(0, 30).Select(i => i % 2).ToArray()),
            ["x_test"] = numbers.Tensor([12, 4], -3, 3), ["y_test"] = Tensor.From(Enumerable.Range(0, 12).Select(i => i % 2).ToArray()),
        });
        return place.File("set.npz");
    }

    private sealed class Notes : IProgress<string>
    {
        public List<string> Texts { get; } = [];

        public void Report(string value) => Texts.Add(value);
    }
}
