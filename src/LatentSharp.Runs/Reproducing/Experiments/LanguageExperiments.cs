namespace LatentSharp;

/// <summary>How well a model of characters knows how a text goes on.</summary>
internal static class LanguageExperiments
{
    private const string Text = "tinyshakespeare (1,115,394 characters, the first 90 in 100 to learn from, the rest to judge by, 65 "
        + "different ones)";

    private const string Measured = "mean of -log p over all characters of the rest, in nats, each given those before it in its window of "
        + "the same length";

    public static IEnumerable<Experiment> All => [Short(), Long()];

    /// <summary>As good as nanoGPT's small Transformer, in less time.</summary>
    private static Experiment Short() => Of(
        new LanguageModelOptions { Epochs = 2 },
        "language_shakespeare_short",
        "LanguageModel with its defaults and 2 epochs (vectors of 64, LSTM of 256, windows of 64 characters, batch 32, AdamW with decay "
        + "0.01 and gradients clipped at 1, to 0.01 in a twentieth of the steps and down half a cosine)",
        goal: 1.80, published: 1.88, "nanoGPT, its README for a processor: 4 blocks of 128, context 64, batch 12, 2,000 steps, about 3 "
        + "minutes", TimeSpan.FromMinutes(1));

    private static Experiment Long() => Of(
        new LanguageModelOptions(),
        "language_shakespeare",
        "LanguageModel with its defaults (8 epochs; as language_shakespeare_short otherwise)",
        goal: 1.60, published: 1.4697, "nanoGPT, its README for a GPU: 6 blocks of 384, context 256, 5,000 steps, 3 minutes on an A100",
        TimeSpan.FromMinutes(4));

    private static Experiment Of(
        LanguageModelOptions options, string name, string recipe, double goal, double published, string source, TimeSpan expected) =>
        new(effort =>
        {
            var place = Path.Combine(effort.Place(ExperimentData.TinyShakespeare), ExperimentData.TinyShakespeare.Files[0]);
            var data = DataSource.Open(place, new() { Text = new() { Window = options.Context + 1, HeldShare = 0.1 } });
            var (samples, test) = (data.Samples.Keep(), data.TestPart!.Samples.Keep());
            return effort.MeanOverSeeds(1, seed =>
            {
                var own = options.ForTexts(data.Text!.Tokenizer.VocabularySize) with { Seed = seed };
                if (effort.IsQuick) own = own with { Epochs = effort.Epochs(own.CompleteFor(samples).Epochs!.Value) };
                return new LanguageModel(own).Fit(samples, progress: effort.Training, cancellationToken: effort.Cancellation).Loss(test);
            });
        })
        {
            Name = name,
            Recipe = $"{Text}: {recipe}: {Measured}, seed 1",
            Published = published,
            Source = source,
            Goal = goal,
            Better = MetricDirection.SmallerIsBetter,
            Expected = expected,
            Data = [ExperimentData.TinyShakespeare],
        };
}
