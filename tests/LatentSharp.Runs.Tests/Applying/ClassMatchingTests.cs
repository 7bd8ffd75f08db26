namespace LatentSharp.Tests;

/// <summary>The classes of new data and those that a classifier learned.</summary>
public sealed class ClassMatchingTests
{
    [Fact]
    public void Labels_may_be_spelled_otherwise_than_in_learning()
    {
        using var place = new TemporaryFolder();
        var run = Learn(place);
        ApplyRun.Evaluate(run, place.Write("same.csv", Sequences("0", "1")), new() { Label = "c", Sequence = "id" }).Accuracy.ShouldBe(1);
        foreach (var (zero, one) in new[] { ("0.0", "1.0"), (" 0", "+1 "), ("0e0", "1.") })
        {
            var notes = new Told();
            var data = place.Write("other.csv", Sequences(zero, one));
            ApplyRun.Evaluate(run, data, new() { Label = "c", Sequence = "id" }, notes: notes).Accuracy.ShouldBe(1);
            ApplyRun.Predict(run, data, place.File("p.csv"), new() { Label = "c", Sequence = "id" }, notes: notes).Accuracy.ShouldBe(1);
            notes.Sentences.ShouldBeEmpty();
        }
    }

    [Fact]
    public void Classes_that_were_never_learned_are_named_and_count_as_wrong()
    {
        using var place = new TemporaryFolder();
        var run = Learn(place);
        var data = place.Write("strange.csv", Sequences("0", "1", "2.0"));
        var notes = new Told();

        // 30 sequences of which 10 are of a class without an output: 20 of 30 can be right.
        ApplyRun.Predict(run, data, place.File("p.csv"), new() { Label = "c", Sequence = "id" }, notes: notes)
            .Accuracy!.Value.ShouldBe(20.0 / 30, 1e-12);
        notes.Sentences.ShouldBe([$"{data}: the model never learned the class '2.0' (10 samples); it counts as wrong."]);
        var metrics = ApplyRun.Evaluate(run, data, new() { Label = "c", Sequence = "id" }, notes: notes);
        metrics.Accuracy!.Value.ShouldBeLessThan(1);
        metrics.PerClass!.Single(scores => scores.Name == "2.0").Recall.ShouldBe(0);
        notes.Sentences.Count.ShouldBe(2);
    }

    [Fact]
    public void Data_of_other_classes_alone_are_refused_before_anything_is_written()
    {
        using var place = new TemporaryFolder();
        var run = Learn(place);
        var data = place.Write("strange.csv", Sequences("yes", "no"));
        var message =
            $"{data}: the model never learned any of the classes here, 'no', 'yes'; it tells '0', '1' "
            + $"apart. Name the column that holds such labels, or say --label none.";

        Should.Throw<BadFileException>(() => ApplyRun.Predict(run, data, place.File("p.csv"), new() { Label = "c", Sequence = "id" }))
            .Message.ShouldBe(message);
        Should.Throw<BadFileException>(() => ApplyRun.Evaluate(run, data, new() { Label = "c", Sequence = "id" }))
            .Message.ShouldBe(message);
        File.Exists(place.File("p.csv")).ShouldBeFalse();
    }

    [Fact]
    public void Text_classes_are_matched_as_texts()
    {
        var data = AppliedData.Of(new("d", Tensor.Zeros([4, 1]), Tensor.From(0, 1, 2, 1), ["a", "b ", "c"]));
        var notes = new Told();
        var match = ClassNaming.ForModel(data, ["b", "a", "1"])!.Value;
        match.Labels.ToArray<int>().ShouldBe([1, 0, 3, 0]);
        match.Names.ShouldBe(["b", "a", "1", "c"]);
        ClassNaming.TellUnknown("d", data, ["b", "a", "1"], notes);
        notes.Sentences.ShouldBe(["d: the model never learned the class 'c' (1 sample); it counts as wrong."]);
        // Among texts a number is a text too.
        var mixed = AppliedData.Of(new("d", Tensor.Zeros([2, 1]), Tensor.From(0, 1), ["1.0", "a"]));
        ClassNaming.ForModel(mixed, ["b", "a", "1"])!.Value.Names.ShouldBe(["b", "a", "1", "1.0"]);
    }

    [Fact]
    public void Images_are_read_with_the_channels_where_the_model_has_them()
    {
        using var place = new TemporaryFolder();
        var values = Enumerable.Range(0, 12 * 3 * 6 * 5).Select(i => (float)(i * 7919 % 251)).ToArray();
        Npy.Write(place.File("first.npy"), Tensor.From(values, [12, 3, 6, 5]));
        foreach (var order in new[] { ChannelOrder.Auto, ChannelOrder.Last })
        {
            var run = LearnRun.Run(new LearnRequest
            {
                Data = place.File("first.npy"), Reading = new() { Channels = order }, Estimator = new PcaOptions { LatentSize = 2 },
                Output = place.File("run" + order),
            }).Folder;
            SavedModel.Load(run).Model.InputShape.ShouldBe(order == ChannelOrder.Auto ? [6, 5, 3] : [3, 6, 5]);
            ApplyRun.Features(run, place.File("first.npy"), place.File("again.npy"));
            File.ReadAllBytes(place.File("again.npy")).ShouldBe(File.ReadAllBytes(Path.Combine(run, "features.npy")));
        }
        Npy.Write(place.File("other.npy"), Tensor.From(values, [12, 5, 6, 3]));
        Should.Throw<BadFileException>(() =>
            ApplyRun.Features(place.File("runLast"), place.File("other.npy"), place.File("no.npy"))).Message
            .ShouldContain("a sample has 90 values (5, 6, 3), but the model takes 90 (3, 6, 5)");
    }

    /// <summary>10 sequences of 3 steps of each class, which lie about -4, 4 and 9.</summary>
    private static string Sequences(params string[] labels)
    {
        var text = new System.Text.StringBuilder("id,v,c\n");
        for (var i = 0; i < 10 * labels.Length; i++)
            for (var step = 0; step < 3; step++)
                text.Append(
                    System.Globalization.CultureInfo.InvariantCulture,
                    $"{i},{(i % labels.Length) switch { 0 => -4, 1 => 4, _ => 9 }}.{(i + step) % 7},\"{labels[i % labels.Length]}\"\n");
        return text.ToString();
    }

    private static string Learn(TemporaryFolder place) => LearnRun.Run(new LearnRequest
    {
        Data = place.Write("learned.csv", Sequences("0", "1")), Reading = new() { Label = "c", Sequence = "id" },
        Estimator = new RnnOptions { Units = 8, LatentSize = 4, Epochs = 60, LearningRate = 0.02 }, Output = place.File("run"),
    }).Folder;

    private sealed class Told : IProgress<string>
    {
        public List<string> Sentences { get; } = [];

        public void Report(string value) => Sentences.Add(value);
    }
}
