namespace LatentSharp;

/// <summary>The sample that a row is compared with.</summary>
public enum ExplainBaseline
{
    /// <summary>Zeros of pictures that begin at black, otherwise the mean.</summary>
    Auto,

    /// <summary>The mean of the data.</summary>
    Mean,

    /// <summary>The least value of the data everywhere: black of pictures.</summary>
    Least,
}

/// <summary>The options of explaining. Each is declared here and nowhere else.</summary>
public static class ExplainOptions
{
    /// <summary>The row.</summary>
    public static OptionSpec<int> Row { get; } = OptionKinds.Whole("--row", "The row to explain, counted from 1.", 1);

    /// <summary>What of the model.</summary>
    public static OptionSpec<string?> Of { get; } = OptionKinds.Text(
        "--of", "WHAT",
        "What is explained: class (the predicted one), class:NAME, unit:N, or anomaly (the reconstruction error). Default: the class of a "
        + "classifier, the anomaly of what rebuilds samples, unit:1 of others.",
        "class, class:NAME, unit:N or anomaly");

    /// <summary>What the row is compared with.</summary>
    public static OptionSpec<Enum> Baseline { get; } = OptionKinds.Choice(
        "--baseline", "What the row is compared with: the mean of the data, or their least value (black of pictures); auto by what "
            + "samples are.",
        ExplainBaseline.Auto);

    /// <summary>The page.</summary>
    public static OptionSpec<string?> Output { get; } = OptionKinds.Output("--out", "The page to write, .html.", ".html");
}
