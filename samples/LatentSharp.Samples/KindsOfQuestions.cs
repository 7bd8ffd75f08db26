namespace LatentSharp.Samples;

/// <summary>Tells kinds of questions apart by a network of texts, and what words alone tell.</summary>
public static class KindsOfQuestions
{
    private static readonly string[] Beginnings = ["where is", "where was", "which city has"];

    private static readonly string[] Others = ["who wrote", "who read", "which king had"];

    private static readonly string[] Ends = ["the old book", "the house by the river", "a ship", "the small door", "the new bridge"];

    /// <summary>Runs the sample.</summary>
    public static void Run(TextWriter output)
    {
        var (texts, labels) = Make(120, seed: 1);
        var (newTexts, newLabels) = Make(60, seed: 2);

        TextEncoding encoding = TextEncoding.Learn(texts);                  // words that occur twice; saved with a model by latent learn
        FittedClassifier model = new TextClassifier(new() { Epochs = 8 }).Fit(encoding.Encode(texts), labels);
        double right = model.Score(encoding.Encode(newTexts), newLabels);

        FittedTfIdf words = new TfIdf(new() { LatentSize = 10 }).Fit(encoding.Encode(texts));
        Tensor features = words.Transform(encoding.Encode(newTexts));       // (N, 10)
        string read = encoding.Tokenizer.Decode(encoding.Tokenizer.Encode("Where is the ZEBRA?"));

        output.WriteLine($"right {right:F4}");
        output.WriteLine($"features {features.Shape[1]}");
        output.WriteLine($"read: {read}");
    }

    private static (string[] Texts, Tensor Labels) Make(int count, long seed)
    {
        var draws = new int[2 * count];
        new RandomStream(seed).Integers(draws, 0, 15);
        string Text(int i) =>
            $"{(i % 2 == 0 ? Beginnings : Others)[draws[2 * i] % 3]} {Ends[draws[(2 * i) + 1] % 5]}?";
        return ([.. Enumerable.Range(0, count).Select(Text)], Tensor.From([.. Enumerable.Range(0, count).Select(i => i % 2)]));
    }
}
