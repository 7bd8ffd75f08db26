namespace LatentSharp;

/// <summary>Texts as ids of tokens, of a vocabulary of the part to learn from alone.</summary>
/// <param name="X">(N, T, 1).</param>
/// <param name="Y">(N): the classes.</param>
/// <param name="XTest">What is judged by.</param>
/// <param name="YTest">Its classes.</param>
/// <param name="Vocabulary">How many ids there are.</param>
internal sealed record TextSet(Tensor X, Tensor Y, Tensor XTest, Tensor YTest, int Vocabulary)
{
    /// <summary>TREC's questions, the coarse one of each label; Latin-1 for one name in it.</summary>
    private static readonly TextOptions Questions =
        new() { LabelSeparator = ' ', LabelUntil = ':', Encoding = CharacterSet.Latin1 };

    private static readonly TextOptions Messages = new() { LabelSeparator = '\t' };

    /// <summary>TREC's 5,452 questions to learn from and 500 to judge by, of 6 classes.</summary>
    /// <exception cref="BadFileException">The set is not there.</exception>
    public static TextSet Trec(Effort effort, TokenizerOptions? tokens = null)
    {
        var place = effort.Place(ExperimentData.Trec);
        var test = TextLines.Read(InputSource.File(Path.Combine(place, "TREC_10.label")), Questions);
        return Of(TextLines.Read(InputSource.File(Path.Combine(place, "train_5500.label")), Questions), test, tokens);
    }

    /// <summary>The 5,574 messages of SMS spam, of each class 70 in 100 to learn from, drawn by a seed.</summary>
    /// <exception cref="BadFileException">The set is not there.</exception>
    public static TextSet Spam(Effort effort, int seed, TokenizerOptions? tokens = null)
    {
        var all = TextLines.Read(InputSource.File(Path.Combine(effort.Place(ExperimentData.SmsSpam), "SMSSpamCollection")), Messages);
        var labels = Tensor.From([.. all.Labels.Select(label => label.Label == "spam" ? 1 : 0)]);
        var held = RowParts.Held(new LearningSet(Tensor.Zeros([all.Texts.Count, 1]), labels), 0.3, seed);
        return Of(Take(all, RowParts.Others(all.Texts.Count, held)), Take(all, held), tokens);
    }

    private static TextSet Of(FoundTexts learned, FoundTexts test, TokenizerOptions? tokens)
    {
        var data = TextData.Build("texts", learned with { TestPart = test }, new TextOptions { Tokens = tokens ?? new() });
        return new(
            data.Samples.Keep(), data.Labels!.Value.Keep(), data.TestPart!.Samples.Keep(), data.TestPart.Labels!.Value.Keep(),
            data.Text!.Tokenizer.VocabularySize);
    }

    private static FoundTexts Take(FoundTexts all, int[] rows)
    {
        var taken = new FoundTexts { Refuse = all.Refuse };
        taken.Texts.AddRange(rows.Select(row => all.Texts[row]));
        taken.Labels.AddRange(rows.Select(row => all.Labels[row]));
        return taken;
    }
}
