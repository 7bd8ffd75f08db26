namespace LatentSharp;

/// <summary>The options of detecting that do not belong to the model; those about data are <see cref="LearnOptions"/>'.</summary>
public static class DetectOptions
{
    /// <summary>What detects.</summary>
    public static OptionSpec<string> Model => ModelGroup.Detectors.Choice;

    /// <summary>By what a model that was learned for features scores.</summary>
    public static OptionSpec<Enum> Score { get; } = OptionKinds.Choice(
        "--score",
        "By what autoencoders and their kin score: what they rebuild badly, the Mahalanobis distance or the nearest neighbours of the "
        + "features, or the likelihood of a vae.", DetectionScore.Auto);

    /// <summary>From where on a score is abnormal.</summary>
    public static OptionSpec<Enum> Threshold { get; } = OptionKinds.Choice(
        "--threshold", "How the score is found from which on a row is abnormal.", ThresholdRule.MedianAbsoluteDeviation);

    /// <summary>The share of abnormal rows, where it is known.</summary>
    public static OptionSpec<double?> Contamination { get; } = OptionKinds.RealOrAutomatic(
        "--contamination", "The share of abnormal rows, where it is known.", 0, 1, "not known; --threshold finds it");

    /// <summary>Whether the rows to learn from are known to be normal.</summary>
    public static OptionSpec<bool> Normal { get; } = OptionKinds.YesNo(
        "--normal",
        "Whether the rows to learn from are known to be normal: then none is left out, the threshold is what one usual row in a "
            + "thousand passes, and the model is kde where --model says nothing.",
        false);

    /// <summary>The rows of a window of a long series.</summary>
    public static OptionSpec<int?> Window { get; } = OptionKinds.WholeOrAutomatic(
        "--window", "Takes the rows of a table for a long series, and looks at so many at a time.", 2, "each row by itself");

    /// <summary>The rows from one window to the next.</summary>
    public static OptionSpec<int?> Stride { get; } = OptionKinds.WholeOrAutomatic(
        "--stride", "The rows from the beginning of one window to that of the next.", 1, "a tenth of the window");

    /// <summary>The gaps that windows may reach over.</summary>
    public static OptionSpec<int?> MaxGap { get; } = OptionKinds.WholeOrAutomatic(
        "--max-gap",
        "The longest gap that a window may reach over, in rows without a value or steps of time without a row; a longer one divides the "
            + "series.", 0, "a tenth of the window, 3 at least");

    /// <summary>The run folder.</summary>
    public static OptionSpec<string?> Output { get; } = OptionKinds.Text(
        "--out", "DIR", "The run folder, new or empty. Default: runs/<data>-<model>-<time>.", LearnOptions.Output.Requirement);
}
