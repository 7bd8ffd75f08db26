using LatentSharp.Testing;

namespace LatentSharp.Tests;

/// <summary>A text is learned, saved and continued, and what does not fit is refused by name.</summary>
public sealed class LanguageRunTests : IDisposable
{
    private static readonly string Text =
        string.Concat(Enumerable.Range(0, 150).Select(i => $"Line {i * 37 % 101} of the text,\nand on.\n"));

    private readonly TemporaryFolder place = new();

    public void Dispose() => place.Dispose();

    [Theory]
    [InlineData(LanguageNetwork.Lstm)]
    [InlineData(LanguageNetwork.Transformer)]
    public void What_is_learned_and_continued_does_not_depend_on_threads(LanguageNetwork network)
    {
        var (one, two) = (Learn("one", network, threads: 1), Learn("two", network, threads: 2));
        File.ReadAllBytes(Path.Combine(two.Folder, "model", "weights.safetensors"))
            .ShouldBe(File.ReadAllBytes(Path.Combine(one.Folder, "model", "weights.safetensors")));
        one.Metrics.ValidationLoss!.Value.ShouldBe(Math.Log(one.Metrics.Figures.Single(figure => figure.Name == "perplexity").Value), 1e-9);
        var request = new GenerateRequest { Model = one.Folder, Prompt = "Line ", Length = 40, Temperature = 0.8, TopK = 5, Seed = 3 };
        var text = GenerateRun.Run(request);
        text.ShouldStartWith("Line ");
        text.Length.ShouldBe(45);
        GenerateRun.Run(request with { Model = two.Folder }).ShouldBe(text);
        GenerateRun.Run(request with { Output = place.File("more.txt") }).ShouldBe(text);
        File.ReadAllText(place.File("more.txt")).ShouldBe(text);
        GenerateRun.Run(request with { Prompt = null, Length = 7 }).Length.ShouldBe(7);
    }

    [Fact]
    public void Saved_again_it_is_the_same()
    {
        var run = Learn("run", LanguageNetwork.Lstm).Folder;
        var loaded = SavedModel.Load(run);
        var again = Directory.CreateDirectory(place.File("again")).FullName;
        loaded.Save(again);
        foreach (var name in new[] { "config.json", "weights.safetensors" })
            File.ReadAllBytes(Path.Combine(again, name)).ShouldBe(File.ReadAllBytes(Path.Combine(run, "model", name)));
        var model = loaded.Model.ShouldBeOfType<FittedLanguageModel>();
        model.VocabularySize.ShouldBe(loaded.Text!.Tokenizer.VocabularySize);
        // The same text, read with the vocabulary of the model, is the windows of all of it.
        var all = NewData.Open(loaded, place.File("text.txt"), new(), null);
        all.SampleShape.ShouldBe(new Shape(17, 1));
        all.Count.ShouldBe((Text.Length - 1) / 16);
        all.TestPart.ShouldBeNull();
        var metrics = ApplyRun.Evaluate(run, place.File("text.txt"));
        metrics.NatsPerToken!.Value.ShouldBe(model.Loss(all.Samples), 1e-5);
        metrics.Groups.ShouldAllBe(group => group.NatsPerToken > 0);
        metrics.Describe().ShouldContain(row => row.Name == "perplexity ↓");
    }

    [Fact]
    public void What_does_not_fit_is_refused()
    {
        var run = Learn("run", LanguageNetwork.Lstm).Folder;
        var request = new GenerateRequest { Model = run };
        Refused(request with { Prompt = "Liné" }).ShouldContain("never seen the character 'é'");
        var words = Learn("words", LanguageNetwork.Lstm, tokens: TokenKind.Words).Folder;
        Refused(request with { Model = words, Prompt = "Line of Shakespeare" }).ShouldContain("the model would read 'line of \uFFFD'");
        Refused(request with { Count = 3 }).ShouldContain("--count");
        Refused(request with { Output = place.File("more.npy") }).ShouldContain("ends in .txt");
        Refused(request with { TopK = 0 }).ShouldContain("--top-k");
        Refused(request with { Temperature = -1 }).ShouldContain("--temperature");
        var pca = LearnRun.Run(new() { Data = "digits", Estimator = new PcaOptions(), Output = place.File("pca") }).Folder;
        Refused(request with { Model = pca, Prompt = "a" }).ShouldContain("--prompt");
        Refused(request with { Model = pca }).ShouldContain("--out");
        Should.Throw<BadFileException>(() => Learn("short", LanguageNetwork.Lstm, text: "too short a text")).Message
            .ShouldContain("windows of 17 tokens need as many at least");
    }

    [Fact]
    public void The_report_and_the_command_say_what_was_read()
    {
        var result = Learn("run", LanguageNetwork.Lstm);
        var page = File.ReadAllText(Path.Combine(result.Folder, "report.html"));
        page.ShouldContain("windows of 17 characters");
        page.ShouldContain("the end of the text");
        page.ShouldContain("language-model");
        result.Metrics.HeldOutSamples.ShouldBe(((int)Math.Ceiling(Text.Length * 0.1) - 1) / 16);
    }

    private static string Refused(GenerateRequest request) => Should.Throw<BadArgumentException>(() => GenerateRun.Run(request)).Message;

    private LearnResult Learn(string name, LanguageNetwork network, int? threads = null, string? text = null, TokenKind? tokens = null) =>
        LearnRun.Run(new LearnRequest
        {
            Data = place.Write("text.txt", text ?? Text),
            Reading = new() { Text = tokens is null ? null : new() { Tokens = new() { Kind = tokens } } },
            Estimator = new LanguageModelOptions
            {
                Network = network, Context = 16, LatentSize = 16, Layers = 1, Heads = 2, EmbeddingSize = 8, Epochs = 2,
                LearningRate = 0.003,
            },
            Threads = threads,
            Output = place.File(name),
        });
}
