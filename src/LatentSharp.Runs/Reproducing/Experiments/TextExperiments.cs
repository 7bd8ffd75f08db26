namespace LatentSharp;

/// <summary>What tells classes of texts apart, without vectors of words that were learned elsewhere.</summary>
internal static class TextExperiments
{
    private const string Defaults = "TextClassifier with its defaults (words that occur twice, vectors of 256, convolutions of 2, 3 and 4 "
        + "words with 100 filters each, the largest value over all words, dropout 0.5, and 0.2 of whole words; about 2,000 steps of 32, "
        + "Adam from 0.001 to 0 along half a cosine, last weights)";

    private const string Words = "TF-IDF of words that occur twice, 300 features by truncated SVD, a ridge on them whose penalty is chosen "
        + "by leaving one out";

    public static IEnumerable<Experiment> All => [Trec(), Spam(), TrecWords(), SpamWords()];

    private static Experiment Trec() => new(effort =>
    {
        var set = TextSet.Trec(effort);
        return effort.MeanOverSeeds(3, seed => Accuracy(set, effort, seed));
    })
    {
        Name = "text_trec",
        Recipe = $"TREC's questions (5,452 to learn from, the 500 of TREC 10 to judge by, 6 classes): {Defaults}: test accuracy, mean of "
            + "seeds 1 to 3",
        Published = 0.912,
        Source = "CNN-rand, Kim 2014; a linear SVM on TF-IDF: 88.6",
        Goal = 0.9,
        Expected = TimeSpan.FromMinutes(3),
        Data = [ExperimentData.Trec],
    };

    private static Experiment Spam() => new(effort => effort.MeanOverSeeds(3, seed => Accuracy(TextSet.Spam(effort, seed), effort, seed)))
    {
        Name = "text_sms_spam",
        Recipe = $"SMS Spam Collection (5,574 messages, 747 of them spam), of each class 70 in 100 to learn from and 30 to judge by, drawn "
            + $"anew for each seed, vocabulary of the former: {Defaults}: test accuracy, mean of seeds 1 to 3",
        Published = 0.9764,
        Source = "a linear SVM, Almeida, Gómez Hidalgo and Yamakami 2011, with 30 in 100 to learn from",
        Goal = 0.985,
        Expected = TimeSpan.FromMinutes(3),
        Data = [ExperimentData.SmsSpam],
    };

    private static Experiment TrecWords() => new(effort => ByWords(TextSet.Trec(effort), effort))
    {
        Name = "text_trec_tf_idf",
        Recipe = $"TREC's questions (5,452 to learn from, the 500 of TREC 10 to judge by, 6 classes): {Words}: test accuracy",
        Published = 0.886,
        Source = "a linear SVM on TF-IDF, without truncation",
        Expected = TimeSpan.FromSeconds(40),
        Data = [ExperimentData.Trec],
    };

    private static Experiment SpamWords() => new(effort =>
        effort.MeanOverSeeds(3, seed => ByWords(TextSet.Spam(effort, seed), effort)))
    {
        Name = "text_sms_spam_tf_idf",
        Recipe = $"SMS Spam Collection (5,574 messages, 747 of them spam), of each class 70 in 100 to learn from and 30 to judge by, drawn "
            + $"anew for each seed: {Words}: test accuracy, mean of seeds 1 to 3",
        Published = 0.9764,
        Source = "a linear SVM, Almeida, Gómez Hidalgo and Yamakami 2011, with 30 in 100 to learn from",
        Expected = TimeSpan.FromMinutes(2),
        Data = [ExperimentData.SmsSpam],
    };

    private static double ByWords(TextSet set, Effort effort)
    {
        var model = new TfIdf(new() { LatentSize = 300, VocabularySize = set.Vocabulary })
            .Fit(set.X, cancellationToken: effort.Cancellation);
        return new RidgeProbe().Fit(model.Transform(set.X), set.Y).Accuracy(model.Transform(set.XTest), set.YTest);
    }

    private static double Accuracy(TextSet set, Effort effort, int seed)
    {
        var options = (TextClassifierOptions)new TextClassifierOptions { Seed = seed }.ForTexts(set.Vocabulary);
        if (effort.IsQuick) options = options with { Epochs = effort.Epochs(options.CompleteFor(set.X).Epochs!.Value) };
        return new TextClassifier(options).Fit(set.X, set.Y, progress: effort.Training, cancellationToken: effort.Cancellation)
            .Score(set.XTest, set.YTest);
    }
}
