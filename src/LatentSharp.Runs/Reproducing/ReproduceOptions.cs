namespace LatentSharp;

/// <summary>The options of <c>latent reproduce</c>. Each is declared here and nowhere else.</summary>
public static class ReproduceOptions
{
    /// <summary>Where data sets lie.</summary>
    public static OptionSpec<string?> DataFolder { get; } = OptionKinds.Text(
        "--data-folder", "DIR",
        "The folder of data sets, each in a folder of its name. Default: the one that LATENT_DATA names; what 'latent data get' fetched is "
        + "found beside it.",
        "the path of a folder");

    /// <summary>One seed of several.</summary>
    public static OptionSpec<int?> Seed { get; } = OptionKinds.WholeOrAutomatic(
        "--seed", "The one seed that is measured of a figure over several.", 1, "all of them");

    /// <summary>Where the figures are written.</summary>
    public static OptionSpec<string?> Output { get; } = OptionKinds.Text(
        "--out", "FILE", "Writes the figures as JSON too, after each one.", "the path of a file");
}
