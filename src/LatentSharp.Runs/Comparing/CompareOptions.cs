namespace LatentSharp;

/// <summary>The options of comparing that are not those of reading data.</summary>
public static class CompareOptions
{
    /// <summary>What features are wanted for.</summary>
    public static OptionSpec<Enum> Goal { get; } = OptionKinds.Choice(
        "--goal", "What the features are wanted for; they are compared by it. Without labels it is reconstruct.", CompareGoal.Classify);

    /// <summary>How much time all trials may take together.</summary>
    public static OptionSpec<TimeSpan> Budget { get; } = OptionKinds.Time(
        "--budget", "The time that all trials may take together.", TimeSpan.FromMinutes(5));

    /// <summary>How many times each is tried.</summary>
    public static OptionSpec<int> Seeds { get; } = OptionKinds.Whole(
        "--seeds", "How many times each is learned, with other weights and another division.", 3, 1, 100);

    /// <summary>How many features each learns.</summary>
    public static OptionSpec<int?> Features { get; } = OptionKinds.WholeOrAutomatic(
        "--latent", "How many features each model learns.", 1, "a quarter of a sample's values, 2 to 16");

    /// <summary>The first seed.</summary>
    public static OptionSpec<long> Seed { get; } = OptionKinds.Seed("--seed", "The first seed; the others follow it.", 0);

    /// <summary>The run folder.</summary>
    public static OptionSpec<string?> Output { get; } = OptionKinds.Text(
        "--out", "DIR", "The run folder, new or empty. Default: runs/<data>-compare-<time>.", "the path of a folder that is new or empty");
}
