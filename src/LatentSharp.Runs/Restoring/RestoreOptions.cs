namespace LatentSharp;

/// <summary>The options of restoring that do not belong to the model. Each is declared here and nowhere else.</summary>
public static class RestoreOptions
{
    /// <summary>What to measure on.</summary>
    public static OptionSpec<string?> Test { get; } = OptionKinds.Text(
        "--test", "DATA", "Clean data to measure on. Default: a fifth of the pictures or series, at least one.",
        "data as those to learn from");

    /// <summary>Where the result goes.</summary>
    public static OptionSpec<string?> Output { get; } = OptionKinds.Text(
        "--out", "PATH",
        "The run folder, or with a model the folder for the restored pictures or an .npy file for restored arrays. Default of the "
        + "former: runs/<data>-<model>-<time>.",
        "the path of a folder that is new or empty, or of an .npy file");
}
