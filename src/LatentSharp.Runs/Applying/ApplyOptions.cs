namespace LatentSharp;

/// <summary>The options of using a finished model. Each is declared here and nowhere else.</summary>
public static class ApplyOptions
{
    /// <summary>The file for the result.</summary>
    public static OptionSpec<string?> Output { get; } = OptionKinds.Output(
        "--out", "The file to write: .npy, or .csv with labels if there are any.", ".npy", ".csv");

    /// <summary>The file for reconstructions.</summary>
    public static OptionSpec<string?> Reconstructions { get; } = OptionKinds.Output(
        "--out", "The file to write: .npy, .csv with labels if there are any, or of recordings .wav, one after the other.", ".npy", ".csv",
        ".wav");

    /// <summary>The file for predictions.</summary>
    public static OptionSpec<string?> Predictions { get; } = OptionKinds.Output(
        "--out", "The file to write: .csv with classes and probabilities, or .npy with probabilities.", ".npy", ".csv");

    /// <summary>The run on whose features generated samples are compared with real ones.</summary>
    public static OptionSpec<string?> FeaturesOf { get; } = OptionKinds.Text(
        "--features-of", "RUN",
        "Compares new samples of a model that makes such with the data by the features that the model of this run makes of both. "
        + "Default: by their values.", "a finished run folder");

    /// <summary>The part of data with a test part of their own.</summary>
    public static OptionSpec<Enum> Part { get; } = OptionKinds.Choice(
        "--part", "Which rows of a set with a test part of its own: all, its training part, or its test part.", DataPart.All);
}
