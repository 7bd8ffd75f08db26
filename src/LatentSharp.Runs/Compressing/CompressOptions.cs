namespace LatentSharp;

/// <summary>The options of compressing with a finished model. Each is declared here and nowhere else.</summary>
public static class CompressOptions
{
    /// <summary>The compressed file.</summary>
    public static OptionSpec<string?> Output { get; } = OptionKinds.Text(
        "--out", "FILE", "The compressed file to write.", "the path of a file");

    /// <summary>What comes back.</summary>
    public static OptionSpec<string?> Restored { get; } = OptionKinds.Text(
        "--out", "FILE", "The file to write: .npy, or .csv.", "a path that ends in .npy or .csv",
        path => Path.GetExtension(path).ToLowerInvariant() is ".npy" or ".csv");

    /// <summary>Whether other values than the least and the greatest become one of them.</summary>
    public static OptionSpec<bool> Binarize { get; } = OptionKinds.YesNo(
        "--binarize", "Whether values above half of their range become the greatest, and others the least, before they are compressed.",
        false);
}
