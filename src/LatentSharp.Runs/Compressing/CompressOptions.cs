namespace LatentSharp;

/// <summary>The options of compressing with a finished model. Each is declared here and nowhere else.</summary>
public static class CompressOptions
{
    /// <summary>The compressed file, or the run folder of what is learned.</summary>
    public static OptionSpec<string?> Output { get; } = OptionKinds.Text(
        "--out", "PATH",
        "With a model the compressed file to write, otherwise the run folder. Default of the latter: runs/<data>-<model>-<time>.",
        "the path of a file, or of a folder that is new or empty");

    /// <summary>What comes back.</summary>
    public static OptionSpec<string?> Restored { get; } = OptionKinds.Text(
        "--out", "PATH", "The file to write, .npy or .csv; of pictures the folder.",
        "the path of a file or of a folder that is new or empty");

    /// <summary>Pictures to measure on.</summary>
    public static OptionSpec<string?> Test { get; } = OptionKinds.Text(
        "--test", "DATA", "Pictures to measure on. Default: a fifth of the pictures, at least one.", "a picture or a folder of pictures");

    /// <summary>How well pictures come back that are compressed with loss.</summary>
    public static OptionSpec<double?> Quality { get; } = OptionKinds.RealFromTo(
        "--quality", "How well pictures come back, with a picture codec: more takes more bits.",
        0, FittedPictureCodec.BestQuality, "50");

    /// <summary>How many bits a picture that is compressed with loss may take.</summary>
    public static OptionSpec<double?> BitsPerPixel { get; } = OptionKinds.RealOrAutomatic(
        "--bits-per-pixel", "Bits a pixel that each picture takes at most, with a picture codec, in place of a quality.",
        above: 0, below: double.PositiveInfinity, "what the quality takes");

    /// <summary>Whether other values than the least and the greatest become one of them.</summary>
    public static OptionSpec<bool> Binarize { get; } = OptionKinds.YesNo(
        "--binarize", "Whether values above half of their range become the greatest, and others the least, before they are compressed.",
        false);
}
