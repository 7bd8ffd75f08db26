namespace LatentSharp;

/// <summary>
/// The options of learning that do not belong to the model. Each is declared here and nowhere else; those of models are declared in their
/// records of options and gathered by <see cref="ModelFlag"/>.
/// </summary>
public static class LearnOptions
{
    private const int MostThreads = 64;

    /// <summary>What learns.</summary>
    public static OptionSpec<string> Model { get; } = OptionKinds.OneOf("--model", "What learns.", ModelKind.Names[0], ModelKind.Names);

    /// <summary>Threads to compute with; they do not change the result.</summary>
    public static OptionSpec<int> Threads { get; } =
        OptionKinds.Whole("--threads", "Threads to compute with; they never change the result.", Math.Min(Environment.ProcessorCount, MostThreads), 1, MostThreads);

    /// <summary>The share of samples that is held out.</summary>
    public static OptionSpec<double> Validation { get; } =
        OptionKinds.Real("--validation", "The share of samples that is held out to measure on; a set with a test part of its own takes none.", 0.2, 0, 1);

    /// <summary>What to do with missing values of a table.</summary>
    public static OptionSpec<Enum> Missing { get; } =
        OptionKinds.Choice("--missing", "What to do with missing values: refuse the data, or impute a column's mean or most frequent text, in a sequence the value before.", LatentSharp.Missing.Refuse);

    /// <summary>The column of a table or the array of an .npz file that holds labels, or <see cref="DataOptions.NoLabel"/>.</summary>
    public static OptionSpec<string?> Label { get; } = OptionKinds.Text(
        "--label", "COLUMN", "The column of a table, or the array of an .npz file, that holds labels, which are never learned from; none takes no labels of data that bring their own.",
        "a column's name, its number from 1, an array's name, or none");

    /// <summary>Where the channels of images in .npy and .npz files are.</summary>
    public static OptionSpec<Enum> Channels { get; } =
        OptionKinds.Choice("--channels", "Where the channels of images in .npy and .npz files are: first, (N, C, H, W), last, (N, H, W, C), or found out from the sizes.", ChannelOrder.Auto);

    /// <summary>The column of a CSV file that says to which sequence a row belongs.</summary>
    public static OptionSpec<string?> Sequence { get; } =
        OptionKinds.Text("--sequence", "COLUMN", "The column of a .csv file whose equal values make rows one sequence; the other columns are its channels.", "a column's name, or its number from 1");

    /// <summary>The run folder.</summary>
    public static OptionSpec<string?> Output { get; } =
        OptionKinds.Text("--out", "DIR", "The run folder, new or empty. Default: runs/<data>-<model>-<time>.", "the path of a folder that is new or empty");
}
