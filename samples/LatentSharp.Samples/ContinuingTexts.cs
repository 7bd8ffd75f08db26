namespace LatentSharp.Samples;

/// <summary>Learns how a text goes on, and continues another.</summary>
public static class ContinuingTexts
{
    /// <summary>Runs the sample.</summary>
    public static void Run(TextWriter output)
    {
        var path = Path.Combine(Directory.CreateTempSubdirectory("latent-sample-").FullName, "book.txt");
        File.WriteAllText(path, string.Concat(Enumerable.Repeat("the cat sat on the mat; the dog sat on the log.\n", 60)));

        var data = DataSource.Open(path, new() { Text = new() { Window = 33, HeldShare = 0.1 } });
        var options = new LanguageModelOptions { Context = 32, LatentSize = 64, Epochs = 40 };
        FittedLanguageModel model = new LanguageModel(options).Fit(data.Samples);

        double surprise = model.Loss(data.TestPart!.Samples);                 // nats a token
        Tokenizer tokenizer = data.Text!.Tokenizer;
        int[] more = model.Generate(tokenizer.Encode("the cat"), 40, temperature: 0.5, first: Tokenizer.SpecialCount);
        string text = tokenizer.Decode(more);

        Directory.Delete(Path.GetDirectoryName(path)!, recursive: true);
        output.WriteLine($"surprise {surprise:F4}");
        output.WriteLine($"the cat{text}");
    }
}
