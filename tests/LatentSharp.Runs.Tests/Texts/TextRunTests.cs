using System.Text.Json;

namespace LatentSharp.Tests;

/// <summary>Texts from a file to a run folder, and new ones through what was learned.</summary>
public sealed class TextRunTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_classifier_is_learned_from_lines_and_names_the_classes_of_others()
    {
        var run = Learn(new TextClassifierOptions { LatentSize = 6, EmbeddingSize = 6, Widths = [2], Epochs = 6, LearningRate = 0.02 });
        using var metrics = JsonDocument.Parse(File.ReadAllText(Path.Combine(run, "metrics.json")));
        metrics.RootElement.GetProperty("accuracy").GetDouble().ShouldBeGreaterThan(0.9);
        metrics.RootElement.TryGetProperty("tfIdfLinearProbeAccuracy", out _).ShouldBeTrue();
        metrics.RootElement.TryGetProperty("pcaLinearProbeAccuracy", out _).ShouldBeFalse();
        var report = File.ReadAllText(Path.Combine(run, "report.html"));
        report.ShouldContain("Beside TF-IDF");
        report.ShouldContain("--label-separator</span> tab");

        var saved = SavedModel.Load(run);
        saved.Text!.Length.ShouldBe(saved.Model.InputShape[0]);
        // Longer than any that was learned from, with words that nobody knows, and without labels.
        var news = folder.Write("new.txt", "who wrote a lot of very long and unheard of sentences about nothing at all\nwhere is it\n");
        var notes = new Notes();
        var summary = ApplyRun.Predict(run, news, folder.File("classes.csv"), notes: notes);
        File.ReadAllLines(folder.File("classes.csv")).Length.ShouldBe(3);
        summary.Describe().ShouldNotBeEmpty();
        notes.Said.ShouldContain(note => note.Contains("cut there, as the model learned from no longer ones", StringComparison.Ordinal));
        notes.Said.ShouldContain(note => note.Contains("read as unknown", StringComparison.Ordinal));
        ApplyRun.Features(run, news, folder.File("features.npy")).Shape.ShouldBe(new Shape(2, 6));
        ApplyRun.Evaluate(run, folder.File("questions.txt"), new() { Text = new() { LabelSeparator = '\t' } }).Accuracy!.Value
            .ShouldBeGreaterThan(0.9);
        Should.Throw<BadArgumentException>(() => ApplyRun.Features(run, "digits", folder.File("x.npy")));

        // The file that was learned from holds labels, which are no part of its texts.
        var known = ApplyRun.Features(run, folder.File("questions.txt"), folder.File("known.npy"), notes: notes);
        known.AsSpan().ToArray().ShouldBe(
            ApplyRun.Features(
                run, folder.File("questions.txt"), folder.File("said.npy"), new() { Text = new() { LabelSeparator = '\t' } })
                .AsSpan().ToArray());
        notes.Said.ShouldContain(note => note.Contains("is its label, as in learning, and is passed over", StringComparison.Ordinal));
    }

    [Fact]
    public void An_autoencoder_shows_texts_and_what_it_writes()
    {
        var run = Learn(new TextAutoencoderOptions { LatentSize = 4, EmbeddingSize = 6, Units = 5, Epochs = 3 });
        File.ReadAllText(Path.Combine(run, "report.html")).ShouldContain("Texts written again");
        using var metrics = JsonDocument.Parse(File.ReadAllText(Path.Combine(run, "metrics.json")));
        metrics.RootElement.GetProperty("rewrittenTokens").GetDouble().ShouldBeInRange(0, 1);
        var summary = SummarizeRun.Run(folder.Write("story.txt", "Who is it? Where is the sea. The king read. A b c."), 2, run);
        (summary.Sentences.Count, summary.Total, summary.Features).ShouldBe((2, 4, "text-autoencoder"));
    }

    [Fact]
    public void TfIdf_stands_beside_itself_alone()
    {
        var run = Learn(new TfIdfOptions { LatentSize = 5 });
        File.ReadAllText(Path.Combine(run, "report.html")).ShouldNotContain("Beside TF-IDF");
        SavedModel.Load(run).Model.FeatureSize.ShouldBe(5);
    }

    [Fact]
    public void Texts_are_no_quantities_and_quantities_no_texts()
    {
        Message(new AutoencoderOptions(), "questions.txt").ShouldContain(
            "these are texts, whose numbers are names of tokens and no quantities, as autoencoder takes; text-classifier, text-auto");
        Should.Throw<BadArgumentException>(() => LearnRun.Run(new LearnRequest { Data = "digits", Estimator = new TfIdfOptions() }))
            .Message.ShouldContain("this set holds no texts");
        Should.Throw<BadArgumentException>(() => LearnRun.OpenQuantities(folder.Texts(), new() { Text = new() })).Message.ShouldContain(
            "Learn features from them first");
        Message(new TextClassifierOptions { Widths = [] }, "questions.txt").ShouldEndWith("with commas between them, as 128,64.");
        Should.Throw<BadArgumentException>(() => LearnRun.Run(new LearnRequest
        {
            Data = folder.Texts(), Reading = new() { Text = new() }, Estimator = new TfIdfOptions(), Stream = StreamMode.Yes,
        })).Message.ShouldContain("is read as texts, which are held in memory");
        Should.Throw<BadArgumentException>(() => LearnOptions.CheckReading(new() { Text = new() { LabelUntil = ':' } }))
            .Message.ShouldContain("say --label-separator too");
    }

    [Fact]
    public void A_summary_takes_central_sentences_in_their_order()
    {
        var file = folder.Write(
            "story.txt",
            "The river runs to the sea. Mr. Smith likes tea. The old river runs by the city to the sea.\n\n"
            + "The city is by the river. Bread!");
        var summary = SummarizeRun.Run(file, 2, output: folder.File("summary.txt"));
        summary.Total.ShouldBe(5);
        summary.Places.ShouldContain(2);
        summary.Places.ShouldBe(summary.Places.Order());
        File.ReadAllLines(folder.File("summary.txt")).ShouldBe(summary.Sentences);
        SummarizeRun.Run(file).Sentences.Count.ShouldBe(1);
        SummarizeRun.Run(file, 99).Sentences.Count.ShouldBe(5);
        Should.Throw<BadFileException>(() => SummarizeRun.Run(folder.Write("none.txt", " ... \n"))).Message.ShouldContain("no sentences");
    }

    [Fact]
    public void Ranks_are_those_of_the_walk_by_hand()
    {
        // 0 and 1 are alike, 2 like none, which recommends all: r2 = 0.05 + 0.85 · r2 / 3, r0 = r1 = (1 - r2) / 2.
        var ranks = SentenceRanks.Centrality(Tensor.From([1f, 0, 2, 0, 0, 1], [3, 2]));
        var lonely = 0.05 / (1 - (0.85 / 3));
        ranks[2].ShouldBe(lonely, 1e-9);
        ranks[0].ShouldBe((1 - lonely) / 2, 1e-9);
        ranks[1].ShouldBe((1 - lonely) / 2, 1e-9);
        // The second of two equal ones says nothing new.
        SentenceRanks.Choose(Tensor.From([1f, 0, 2, 0, 0, 1], [3, 2]), 1).ShouldBe([0]);
    }

    private string Message(EstimatorOptions estimator, string data) => Should.Throw<BadArgumentException>(() => LearnRun.Run(
        new LearnRequest { Data = folder.Texts(data), Reading = new() { Text = new() }, Estimator = estimator })).Message;

    private string Learn(EstimatorOptions estimator)
    {
        var output = folder.File("run");
        LearnRun.Run(new LearnRequest
        {
            Data = folder.Texts(), Reading = new() { Text = new() { LabelSeparator = '\t' } }, Estimator = estimator, Output = output,
        });
        return output;
    }

    private sealed class Notes : IProgress<string>
    {
        public List<string> Said { get; } = [];

        public void Report(string value) => Said.Add(value);
    }
}
