namespace LatentSharp.Tests;

public sealed class SavedModelTests
{
    /// <summary>What restores samples is saved in RestoreRunTests, what compresses pictures in PictureCompressionTests, what
    /// reads texts in the tests of texts.</summary>
    public static TheoryData<string> Kinds =>
        [
            .. ModelKind.Names.Except(ModelKind.Restorers.Concat(ModelKind.Codecs).Select(kind => kind.Name)).Except(ModelKind.OfTexts),
        ];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void ASavedModelComputesTheSame(string model)
    {
        using var place = new TemporaryFolder();
        var run = Learn(place, model);
        var again = Directory.CreateDirectory(place.File("again")).FullName;

        var loaded = SavedModel.Load(run);
        loaded.Save(again);
        var twice = SavedModel.Load(again);

        var samples = loaded.Scaling.Apply(
            OfTexts(model) ? loaded.Text!.Encode(["where is it", "who"])
            : OfWindows(model) ? Tensor.From(new float[] { 1, 2, 3, 4, 5, 6, 7, 8 }, [2, 4, 1])
            : OfImages(model) ? Digits.Load().Samples.Rows(0, 3) : Tensor.From(new float[,] { { 1, 2, 3 }, { 4, 5, 6 } }));
        twice.Model.Transform(samples).ToArray().ShouldBe(loaded.Model.Transform(samples).ToArray());
        foreach (var name in new[] { "config.json", "weights.safetensors" })
            File.ReadAllBytes(Path.Combine(again, name)).ShouldBe(File.ReadAllBytes(Path.Combine(run, "model", name)));
        loaded.ClassNames.ShouldBe(twice.ClassNames);
        loaded.ColumnNames.ShouldBe(
            OfImages(model) || OfTexts(model) || OfWindows(model) ? [] : ["width", "height", "depth"]);
    }

    [Theory]
    [InlineData("\"format\": 1", "\"format\": 2", "newer than this program")]
    [InlineData("\"format\": 1", "\"form\": 1", "'format' is missing")]
    [InlineData("\"model\": \"autoencoder\"", "\"model\": \"System.IO.File\"", "is no kind of model")]
    [InlineData("\"latentSize\": 2", "\"latentSize\": 2000000000", "the network needs more than 2 GiB of weights")]
    [InlineData("\"latentSize\": 2", "\"latentSize\": 3", "(8, 2), but the network needs Float32 (8, 3)")]
    [InlineData("\"latentSize\": 2", "\"latentSize\": -1", "whole number of 1 or more")]
    [InlineData("\"latentSize\": 2", "\"latentSize\": 2.5", "whole number of 1 or more")]
    [InlineData("\"latentSize\": 2", "\"latentSize\": 2, \"latentSize\": 2", "no JSON object")]
    [InlineData("\"epochs\": 5", "\"epochs\": \"5\"", "'epochs' must be a whole number")]
    [InlineData("\"output\": \"linear\"", "\"output\": \"cubic\"", "'output' must be auto, linear or sigmoid")]
    [InlineData("\"output\": \"linear\"", "\"output\": 1", "'output' must be auto, linear or sigmoid")]
    [InlineData("\"tiedWeights\": false", "\"tiedWeights\": \"no\"", "'tiedWeights' must be yes or no")]
    [InlineData(
        "\"tiedWeights\": false", "\"tiedWeights\": true",
        "the weights hold 'decoder/dense/kernel', of which the network knows nothing")]
    [InlineData("\"hidden\": [", "\"hidden\": [0,", "'hidden' must be whole numbers of 1 or more")]
    [InlineData("\"hidden\": [", "\"hidden\": [\"8\",", "'hidden' must be whole numbers of 1 or more")]
    [InlineData("\"epochs\": 5", "\"passes\": 5", "'epochs' is missing")]
    [InlineData("\"learningRate\": 0.002", "\"learningRate\": 1e999", "'learningRate'")]
    [InlineData("\"kind\": \"standard\"", "\"kind\": \"none\"", "numbers; 1 is expected")]
    [InlineData("\"kind\": \"standard\"", "\"kind\": \"magic\"", "no kind of scaling")]
    [InlineData("\"validation\": 0.2", "\"validation\": 7", "validation")]
    [InlineData("\"labels\": [", "\"labels\": [1,", "'labels' must be a list of texts")]
    [InlineData("\"encoding\": {", "\"encoding\": { \"id\": 1,", "'id' is not known here; there are label, columns")]
    [InlineData("\"name\": \"width\"", "\"name\": \"breadth\"", "'columns' have other names than the model's")]
    [InlineData("\"name\": \"width\"", "\"name\": 1", "encoding.columns[0]: 'name' must be text")]
    [InlineData("\"texts\": []", "\"texts\": [\"a\", \"a\"]", "'texts' has a text twice")]
    [InlineData("\"texts\": []", "\"texts\": [\"a\", \"b\"]", "'columns' do not give the 3 numbers of a sample")]
    [InlineData("\"fill\": null", "\"fill\": 1e200", "'fill' must be a number that 32 bits hold")]
    [InlineData("\"missing\": 0", "\"missing\": -1", "'missing' must be a whole number of 0 or more")]
    [InlineData("{", "", "no JSON object")]
    public void DamageIsRefusedByNameAndPlace(string from, string to, string message)
    {
        using var place = new TemporaryFolder();
        var config = Path.Combine(Learn(place, "autoencoder"), "model", "config.json");
        var text = File.ReadAllText(config);
        text.ShouldContain(from);
        var at = text.IndexOf(from, StringComparison.Ordinal);
        File.WriteAllText(config, text[..at] + to + text[(at + from.Length)..]);

        var refusal = Should.Throw<BadFileException>(() => SavedModel.Load(place.File("run")));

        refusal.Message.ShouldStartWith(config);
        refusal.Message.ShouldContain(message);
    }

    [Fact]
    public void AnInputShapeOfAnotherSizeIsRefused()
    {
        using var place = new TemporaryFolder();
        var config = Path.Combine(Learn(place, "pca"), "model", "config.json");
        var text = File.ReadAllText(config);
        File.WriteAllText(config, text.Replace("\"inputShape\": [", "\"inputShape\": [40000,", StringComparison.Ordinal));

        Should.Throw<BadFileException>(() => SavedModel.Load(place.File("run"))).Message.ShouldStartWith(config);
    }

    [Fact]
    public void DeepNestingIsRefused()
    {
        using var place = new TemporaryFolder();
        place.Write("config.json", new string('[', 100_000));

        Should.Throw<BadFileException>(() => SavedModel.Load(place.Path));
    }

    [Fact]
    public void AFolderWithoutAModelIsRefused()
    {
        using var place = new TemporaryFolder();

        Should.Throw<BadFileException>(() => SavedModel.Load(place.Path)).Message.ShouldContain("there is no model here");
        Should.Throw<BadFileException>(() => SavedModel.Load(place.File("nowhere"))).Message.ShouldContain("there is no model here");
    }

    [Fact]
    public void MissingWeightsAreNamed()
    {
        using var place = new TemporaryFolder();
        File.Delete(Path.Combine(Learn(place, "pca"), "model", "weights.safetensors"));

        Should.Throw<BadFileException>(() => SavedModel.Load(place.File("run"))).Message.ShouldContain("weights.safetensors");
    }

    private static string Learn(TemporaryFolder place, string model) => LearnRun.Run(new LearnRequest
    {
        Data = OfImages(model) ? "digits" : OfTexts(model) ? place.Texts() : OfWindows(model) ? place.LongSeries() : place.Clusters(),
        Window = OfWindows(model) ? 4 : null,
        Reading = OfTexts(model)
            ? new() { Text = new() { LabelSeparator = '\t' } }
            : new() { Label = OfImages(model) || OfWindows(model) ? null : "kind" },
        Estimator = Small(ModelKind.Find(model)!),
        Output = place.File("run"),
    }).Folder;

    private static bool OfImages(string model) =>
        model is "conv-autoencoder" or "recurrent-autoencoder" or "conv-vae" or "dcgan" or "cnn" or "rnn";

    private static bool OfWindows(string model) => model == "forecaster";

    private static bool OfTexts(string model) => ModelKind.OfTexts.Contains(model, StringComparer.Ordinal);

    private static EstimatorOptions Small(ModelKind kind) => kind.Defaults switch
    {
        AutoencoderOptions options => options with { LatentSize = 2, Hidden = [8], Epochs = 5 },
        ConvolutionalVariationalAutoencoderOptions options => options with { Filters = [4, 4], Epochs = 2 },
        DcganOptions options => options with { Filters = [4, 4], Epochs = 2 },
        TextClassifierOptions options => options with { LatentSize = 3, Epochs = 1 },
        ClassifierOptions options => options with { LatentSize = 2, Epochs = 1 },
        EmbeddedClusterOptions options => options with { LatentSize = 2, Epochs = 2, ClusteringRounds = 2 },
        TrainedOptions options => options with { LatentSize = 2, Epochs = 2 },
        FeatureOptions options => options with { LatentSize = 2 },
        var options => options,
    };
}
