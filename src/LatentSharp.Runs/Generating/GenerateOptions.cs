namespace LatentSharp;

/// <summary>The options of making samples with a finished model. Each is declared here and nowhere else.</summary>
public static class GenerateOptions
{
    private const string FileOfSamples =
        "The file to write: .png for pictures and the curves of sequences, .wav for recordings, .npy, or .csv";

    private static readonly string[] EndingsOfSamples = [".png", ".wav", ".npy", ".csv"];

    /// <summary>The file for samples.</summary>
    public static OptionSpec<string?> Output { get; } = OptionKinds.Output("--out", $"{FileOfSamples}.", EndingsOfSamples);

    /// <summary>How many samples.</summary>
    public static OptionSpec<int> Count { get; } = OptionKinds.Whole("--count", "How many samples to make.", 64);

    /// <summary>What random latent points follow from.</summary>
    public static OptionSpec<long> Seed { get; } = OptionKinds.Seed("--seed", "What the random latent points follow from.", 0);

    /// <summary>The file for samples or a text.</summary>
    public static OptionSpec<string?> File { get; } = OptionKinds.Output(
        "--out", $"{FileOfSamples}; .txt for the text of a language-model, which needs none.", [.. EndingsOfSamples, ".txt"]);

    /// <summary>The file for a text.</summary>
    internal static OptionSpec<string?> TextOutput { get; } = OptionKinds.Output("--out", "The file to write.", ".txt");

    /// <summary>The text that is continued.</summary>
    public static OptionSpec<string?> Prompt { get; } = OptionKinds.Text(
        "--prompt", "TEXT", "The text that a language model continues; without one it begins after the end of a line.", "a text");

    /// <summary>How far it is continued.</summary>
    public static OptionSpec<int> Length { get; } = OptionKinds.Whole("--length", "How many tokens are added to the prompt.", 500);

    /// <summary>How sharply tokens are drawn.</summary>
    public static OptionSpec<double?> Temperature { get; } = OptionKinds.RealFromTo(
        "--temperature", "Below 1 probable tokens become more so, above 1 less; 0 takes the most probable.", 0, 100, "1");

    /// <summary>From how many tokens is drawn.</summary>
    public static OptionSpec<int?> TopK { get; } = OptionKinds.WholeOrAutomatic(
        "--top-k", "Only so many of the most probable tokens are drawn from.", 1, "all");

    /// <summary>Samples on a path.</summary>
    public static OptionSpec<int> Steps { get; } = OptionKinds.Whole("--steps", "How many samples on the way.", 11, 2);

    /// <summary>The first sample of an interpolation.</summary>
    public static OptionSpec<int> From { get; } = OptionKinds.Whole("--from", "The sample of the data to begin with, counted from 1.", 1);

    /// <summary>The last sample of an interpolation.</summary>
    public static OptionSpec<int> To { get; } = OptionKinds.Whole("--to", "The sample of the data to end with, counted from 1.", 2);

    /// <summary>How to go from one to the other.</summary>
    public static OptionSpec<Enum> LatentPath { get; } = OptionKinds.Choice(
        "--path", "Along an arc, or a line.", LatentSharp.LatentPath.Spherical);

    /// <summary>The unit that moves.</summary>
    public static OptionSpec<int?> Unit { get; } = OptionKinds.WholeOrAutomatic(
        "--unit", "The latent unit that moves, counted from 1.", 1, "all, a row each");

    /// <summary>How far a unit moves.</summary>
    public static OptionSpec<double> Range { get; } = OptionKinds.Real(
        "--range", "How far a unit moves to either side; 1 is a deviation of the prior.", 3, 0, double.PositiveInfinity);
}
