using System.Text;

namespace LatentSharp;

/// <summary>What a text was brought to.</summary>
/// <param name="Sentences">The sentences that were taken, in the order of the text.</param>
/// <param name="Places">Which of all sentences these are, from 0.</param>
/// <param name="Total">How many sentences the text has.</param>
/// <param name="Features">What their features are by: <c>tf-idf</c>, or the kind of a saved model.</param>
public sealed record TextSummary(IReadOnlyList<string> Sentences, IReadOnlyList<int> Places, int Total, string Features)
{
    /// <summary><c>3 of 42 sentences, by their tf-idf features</c>.</summary>
    public string InWords => $"{Places.Count} of {ReportText.Plural(Total, "sentence")}, by their {Features} features";
}

/// <summary>Summaries of texts by their own sentences.</summary>
public static class SummarizeRun
{
    private static readonly string[] Tables = [".csv", ".tsv", ".jsonl", ".parquet", ".arrow", ".feather"];

    private const int MostSentences = 20_000, UsualShare = 10, MostUsual = 10;

    /// <summary>Takes the sentences of a text file that stand for it.</summary>
    /// <param name="file">A text file, gzip accepted.</param>
    /// <param name="count">How many; null for a tenth, from 1 to 10.</param>
    /// <param name="model">The saved model whose features are taken; null for TF-IDF of the text's own sentences.</param>
    /// <param name="output">The file for the summary; null for none.</param>
    /// <param name="encoding">How characters are written as bytes.</param>
    /// <exception cref="BadArgumentException">An option does not fit, or the model reads no texts.</exception>
    /// <exception cref="BadFileException">The file cannot be read, or has no sentences.</exception>
    public static TextSummary Run(
        string file, int? count = null, string? model = null, string? output = null, CharacterSet encoding = CharacterSet.Utf8)
    {
        SummarizeOptions.Count.Check(count);
        if (Array.Exists(Tables, ending => file.EndsWith(ending, StringComparison.OrdinalIgnoreCase)))
            throw new BadFileException($"{file}: this is a table and no text; write the column that holds texts into a file of its own.");
        if (output is not null) OutputPlace.Check(SummarizeOptions.Output, output, file);
        var sentences = Sentences.Split(TextFile.Read(file, encoding));
        if (sentences.Count is 0 or > MostSentences)
            throw new BadFileException(
                $"{file}: there {(sentences.Count == 0 ? "are no sentences" : $"are {sentences.Count} sentences")}; 1 to {MostSentences} "
                + "are summarized.");
        var (features, kind) = FeaturesOf(sentences, model);
        var places = SentenceRanks.Choose(features, count ?? Math.Clamp(sentences.Count / UsualShare, 1, MostUsual));
        string[] taken = [.. places.Select(place => sentences[place])];
        if (output is not null)
            AtomicFile.Write(output, stream => stream.Write(Encoding.UTF8.GetBytes(string.Concat(taken.Select(line => line + "\n")))));
        return new(taken, places, sentences.Count, kind);
    }

    private static (Tensor Features, string Kind) FeaturesOf(IReadOnlyList<string> sentences, string? model)
    {
        if (model is null)
        {
            // Of a few sentences a word that occurs twice is common.
            var text = TextEncoding.Learn(sentences, new TextOptions { Tokens = new() { MinimumCount = 1 } });
            var samples = text.Encode(sentences);
            var options = new TfIdfOptions { VocabularySize = text.Tokenizer.VocabularySize };
            return (new TfIdf(options).Fit(samples).Transform(samples), options.Kind);
        }
        var saved = SavedModel.Load(model);
        if (saved.Text is not { } encoding)
            throw new BadArgumentException(
                $"{SummarizeOptions.Model.Name}: {saved.Model.Name} learned from no texts; {OptionKinds.Or(ModelKind.OfTexts)} do.");
        return (saved.Model.Transform(encoding.Encode(sentences)), saved.Model.Name);
    }
}
