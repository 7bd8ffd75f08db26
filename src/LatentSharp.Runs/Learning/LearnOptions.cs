namespace LatentSharp;

/// <summary>The options of learning. Each is declared here and nowhere else.</summary>
public static class LearnOptions
{
    private const int MostThreads = 64;

    private static readonly AutoencoderOptions Defaults = new();

    /// <summary>What learns.</summary>
    public static OptionSpec<string> Model { get; } = OptionKinds.OneOf("--model", "What learns.", ModelKind.Default.Name, ModelKind.Names);

    /// <summary>The number of features.</summary>
    public static OptionSpec<int> Latent { get; } = OptionKinds.Whole("--latent", "How many features to learn.", Defaults.LatentSize);

    /// <summary>Widths of the encoder's hidden layers.</summary>
    public static OptionSpec<IReadOnlyList<int>> Hidden { get; } =
        OptionKinds.Widths("--hidden", "Widths of the encoder's hidden layers; the decoder mirrors them.", Defaults.Hidden);

    /// <summary>Passes over the training part.</summary>
    public static OptionSpec<int> Epochs { get; } = OptionKinds.Whole("--epochs", "Passes over the training part.", Defaults.Epochs);

    /// <summary>Samples a step.</summary>
    public static OptionSpec<int> Batch { get; } = OptionKinds.Whole("--batch", "Samples in one step.", Defaults.BatchSize);

    /// <summary>The learning rate at the start.</summary>
    public static OptionSpec<double> LearningRate { get; } =
        OptionKinds.Real("--learning-rate", "The learning rate at the start.", Defaults.LearningRate, 0, double.PositiveInfinity);

    /// <summary>What split, initial weights and batch order follow from.</summary>
    public static OptionSpec<long> Seed { get; } = OptionKinds.Seed("--seed", "What split, initial weights and batch order follow from.", Defaults.Seed);

    /// <summary>Threads to compute with; they do not change the result.</summary>
    public static OptionSpec<int> Threads { get; } =
        OptionKinds.Whole("--threads", "Threads to compute with; they never change the result.", Math.Min(Environment.ProcessorCount, MostThreads), 1, MostThreads);

    /// <summary>The share of samples that is held out.</summary>
    public static OptionSpec<double> Validation { get; } =
        OptionKinds.Real("--validation", "The share of samples that is held out to measure on.", 0.2, 0, 1);

    /// <summary>The column of a CSV file that holds labels.</summary>
    public static OptionSpec<string?> Label { get; } =
        OptionKinds.Text("--label", "COLUMN", "The column of a .csv file that holds labels; they are never learned from.", "a column's name, or its number from 1");

    /// <summary>The run folder.</summary>
    public static OptionSpec<string?> Output { get; } =
        OptionKinds.Text("--out", "DIR", "The run folder, new or empty. Default: runs/<data>-<model>-<time>.", "the path of a folder that is new or empty");
}
