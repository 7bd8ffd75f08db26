using LatentSharp.Testing;

namespace LatentSharp.Tests;

/// <summary>
/// The tables of options in the documentation are those of the declarations; <c>LATENT_UPDATE_DOCS=1</c> writes them anew.
/// </summary>
public sealed class OptionTableTests
{
    private const string End = "<!-- end of options -->";

    [Theory]
    [InlineData("autoencoders.md", "options", typeof(AutoencoderOptions))]
    [InlineData("autoencoders.md", "options of networks", typeof(NetworkAutoencoderOptions))]
    [InlineData("generative.md", "options of variational autoencoders", typeof(VariationalOptions))]
    [InlineData("generative.md", "options of adversarial networks", typeof(AdversarialOptions))]
    [InlineData("classifiers.md", "options of classifiers", typeof(ClassifierOptions))]
    [InlineData("series.md", "options of rockets", typeof(RocketOptions))]
    [InlineData("series.md", "options of the forecaster", typeof(ForecasterOptions))]
    [InlineData("text.md", "options of the classifier of texts", typeof(TextClassifierOptions))]
    [InlineData("text.md", "options of the autoencoder of texts", typeof(TextAutoencoderOptions))]
    [InlineData("clustering.md", "options of clusterers", typeof(ClusterOptions))]
    [InlineData("clustering.md", "options of deep clusterers", typeof(DeepClusterOptions))]
    [InlineData("clustering.md", "options of hdbscan", typeof(HdbscanOptions))]
    [InlineData("clustering.md", "options of maps", typeof(MapOptions))]
    [InlineData("detecting.md", "options of detectors", typeof(DetectorOptions))]
    [InlineData("detecting.md", "options of deep-svdd", typeof(DeepSvddOptions))]
    [InlineData("language.md", "options of language models", typeof(LanguageModelOptions))]
    [InlineData("restoring.md", "options of restoring", typeof(RestorationOptions))]
    public void APageSaysWhatIsDeclared(string name, string heading, Type options)
    {
        var path = Path.Combine(Repository.Root, "docs", name);
        var begin = $"<!-- {heading} -->\n";
        var page = File.ReadAllText(path).ReplaceLineEndings("\n");
        var from = page.IndexOf(begin, StringComparison.Ordinal) + begin.Length;
        var to = page.IndexOf(End, from, StringComparison.Ordinal);
        var table = OptionTable.Markdown([.. ModelKind.All.Where(kind => options.IsInstanceOfType(kind.Defaults))]);
        if (Environment.GetEnvironmentVariable("LATENT_UPDATE_DOCS") == "1")
            File.WriteAllText(path, page = page[..from] + table + page[to..]);
        page.ShouldContain(begin + table + End, customMessage: $"docs/{name} differs; LATENT_UPDATE_DOCS=1 writes it anew.");
    }

    [Fact]
    public void ATableHasARowForEachOption()
    {
        var rows = OptionTable.Markdown([ModelKind.Find("pca")!, ModelKind.Find("sparse-autoencoder")!]).Split('\n');
        rows.ShouldContain(
            "| `--latent` | `LatentSize` | 2; sparse-autoencoder: 64 | a whole number of 1 or more | How many features to learn. |");
        rows.ShouldContain(
            "| `--target-activity` | `TargetActivity` | 0.05 | a number above 0 and below 1 | The mean activity of "
            + "a feature that kullback-leibler aims at. Only sparse-autoencoder. |");
        rows.ShouldContain(row => row.StartsWith("| `--epochs` | `Epochs` | 100; more below 640 samples", StringComparison.Ordinal));
    }
}
