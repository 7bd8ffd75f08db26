namespace LatentSharp;

/// <summary>The options of <c>latent summarize</c>.</summary>
public static class SummarizeOptions
{
    /// <summary>How many sentences are taken.</summary>
    public static OptionSpec<int?> Count { get; } = OptionKinds.WholeOrAutomatic(
        "--sentences", "How many sentences are taken.", 1, "a tenth of them, from 1 to 10");

    /// <summary>What features are by.</summary>
    public static OptionSpec<string?> Model { get; } = OptionKinds.Text(
        "--by", "MODEL", "The finished run whose features of sentences are taken; TF-IDF of the text's own sentences where none is named.",
        "a run folder of a model of texts, or its model folder");

    /// <summary>The file that the summary is written to.</summary>
    public static OptionSpec<string?> Output { get; } = OptionKinds.Text(
        "--out", "FILE", "Writes the summary to a file, a sentence a line.", "the path of a file");
}
