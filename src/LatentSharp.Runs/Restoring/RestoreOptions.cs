namespace LatentSharp;

/// <summary>The options of restoring that do not belong to the model. Each is declared here and nowhere else.</summary>
public static class RestoreOptions
{
    /// <summary>What to measure on.</summary>
    public static OptionSpec<string?> Test { get; } = OptionKinds.Text(
        "--test", "DATA", "Clean data to measure on. Default: a fifth of the pictures or series, at least one.",
        "data as those to learn from");

    /// <summary>The rows of a window of a long series.</summary>
    public static OptionSpec<int?> Window { get; } = OptionKinds.WholeOrAutomatic(
        "--window", "Takes the rows of a table for one long series, and learns from so many at a time.", 2, "no long series");

    /// <summary>Where the result goes.</summary>
    public static OptionSpec<string?> Output { get; } = OptionKinds.Text(
        "--out", "PATH",
        "The run folder, or with a model the folder for the restored pictures or recordings, an .npy file for restored arrays, or a .csv "
        + "file for "
        + "restored series. Default of the first: runs/<data>-<model>-<time>.",
        "the path of a folder that is new or empty, or of an .npy or .csv file");
}
