namespace LatentSharp;

/// <summary>What is known of texts.</summary>
/// <param name="Tokens">What they are taken apart into: words, characters or tokens.</param>
/// <param name="Vocabulary">How many different ones there are, special ones among them.</param>
/// <param name="Shortest">The tokens of the shortest text, as it is learned from.</param>
/// <param name="MeanLength">The mean of all.</param>
/// <param name="Longest">The tokens of the longest.</param>
/// <param name="Characters">The characters of all texts.</param>
/// <param name="UnknownShare">The share of tokens that the vocabulary does not have.</param>
/// <param name="MostFrequent">The most frequent tokens that it has.</param>
/// <param name="Examples">The beginnings of the first texts.</param>
public sealed record TextDescription(
    string Tokens, int Vocabulary, int Shortest, double MeanLength, int Longest, long Characters, double UnknownShare,
    IReadOnlyList<ClassCount> MostFrequent, IReadOnlyList<string> Examples)
{
    private const int MostTokens = 10, MostExamples = 3, ExampleLength = 70;

    internal static TextDescription? Of(Dataset data)
    {
        if (data.Text is not { } encoding) return null;
        var counts = new int[encoding.Tokenizer.VocabularySize];
        foreach (var id in data.Samples.AsSpan()) counts[(int)id]++;
        counts[Tokenizer.Padding] = 0;
        var all = counts.Sum(count => (long)count);
        var frequent = Enumerable.Range(Tokenizer.SpecialCount, counts.Length - Tokenizer.SpecialCount).Where(id => counts[id] > 0)
            .OrderByDescending(id => counts[id]).ThenBy(id => id).Take(MostTokens);
        return new(
            encoding.Noun + "s", counts.Length, data.Lengths.Min(), data.Lengths.Average(), data.Lengths.Max(),
            data.Texts.Sum(text => (long)text.Length), (double)counts[Tokenizer.Unknown] / all,
            [.. frequent.Select(id => new ClassCount(encoding.Tokenizer.TextOf(id), counts[id]))],
            [.. data.Texts.Take(MostExamples).Select(Short)]);
    }

    private static string Short(string text)
    {
        var line = string.Join(' ', text.Split(['\r', '\n', '\t'], StringSplitOptions.RemoveEmptyEntries));
        return line.Length <= ExampleLength ? line : line[..ExampleLength] + "…";
    }
}
