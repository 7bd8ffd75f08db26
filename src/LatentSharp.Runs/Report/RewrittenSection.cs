namespace LatentSharp;

/// <summary>Texts of the held-out part, each above what was written from its features.</summary>
internal static class RewrittenSection
{
    private const int Shown = 10;

    /// <summary>The section; none of a model that writes no texts.</summary>
    public static IEnumerable<ReportPage.Section> Sections(FittedModel model, PreparedPart heldOut, SampleLook look)
    {
        if (model is not FittedTextAutoencoder writer || heldOut.Count == 0) yield break;
        var count = Math.Min(Shown, heldOut.Count);
        var texts = heldOut.Scaled.Rows(0, count);
        var written = writer.Rewrite(texts);
        yield return new(
            "Texts written again",
            $"Held-out texts as the model reads them, and below each "
            + (writer.Options.Writes == TextDecoder.Bag ? "the tokens that are likeliest by" : "what is written from")
            + $" its {ReportText.Plural(model.LatentSize, "feature")}; {Tokenizer.UnknownText} stands for what it does not know.",
            TextTable.Render(
                [
                    .. Enumerable.Range(0, count).Select(row => new ShownSample(
                        texts.Rows(row, 1).ToArray(), Caption(heldOut, row)) { Rebuilt = written.Rows(row, 1).ToArray() }),
                ], look, ""));
    }

    private static string Caption(PreparedPart part, int row) =>
        part.Labels is { } labels ? part.Data.ClassNames[labels.AsSpan<int>()[row]] : $"text {row + 1}";
}
