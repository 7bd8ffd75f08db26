namespace LatentSharp;

/// <summary>What a comparison found.</summary>
/// <param name="Folder">The run folder, as the request named it, or where it went instead.</param>
/// <param name="Goal">What was compared by.</param>
/// <param name="Measure">The measure in words.</param>
/// <param name="MoreIsBetter">Whether more of it is better.</param>
/// <param name="Rows">All candidates, the best on the part that chooses first.</param>
/// <param name="Verdict">Which features to use, and whether they beat the raw values at all.</param>
public sealed record CompareResult(
    string Folder, CompareGoal Goal, string Measure, bool MoreIsBetter, IReadOnlyList<CompareRow> Rows, string Verdict)
{
    /// <summary>Why the run folder is not where it was to be, in a sentence; null when it is.</summary>
    public string? Note { get; init; }

    /// <summary>What is missing since it was interrupted, in a sentence; null when it was not.</summary>
    public string? Interrupted { get; init; }

    /// <summary>Whether the measure is a share, shown in percent.</summary>
    public bool IsShare { get; init; } = true;

    /// <summary>What is told of each candidate beside the measure, as precision and recall of generated samples.</summary>
    public IReadOnlyList<string> Beside { get; init; } = [];

    /// <summary>A value of <see cref="Beside"/> as people read it.</summary>
    public static string ShowBeside(double value) => ReportText.Figure(value);

    /// <summary>A value of the measure as people read it; a dash for none.</summary>
    public string Show(double? value) => value is not { } known ? "–" : IsShare ? ReportText.Percent(known) : ReportText.Figure(known);
}

/// <summary>How one candidate did.</summary>
/// <param name="Name">What was tried.</param>
/// <param name="Features">How many features it gave; 0 without a trial.</param>
/// <param name="Seeds">How many trials have a figure.</param>
/// <param name="Choice">The mean on the part that chooses; null without a trial.</param>
/// <param name="Test">The mean on the part that judges, which no choice has seen; null without a trial.</param>
/// <param name="Deviation">The standard deviation of that over the seeds; null of fewer than two.</param>
/// <param name="PValue">Of a paired test against the one that stands first, on the part that judges; null for that one.</param>
/// <param name="Seconds">The mean time of a trial.</param>
/// <param name="Note">Why there are fewer trials than were asked for; empty for nothing.</param>
public sealed record CompareRow(
    string Name, int Features, int Seeds, double? Choice, double? Test, double? Deviation, double? PValue, double Seconds, string Note)
{
    /// <summary>
    /// How alike the features of two seeds are, on the same rows: 1 when they are the same but for rotation and size (linear centred kernel
    /// alignment, Kornblith et al. 2019); null of fewer than two seeds, and of what gives no features.
    /// </summary>
    public double? Stability { get; init; }

    /// <summary>The means of <see cref="CompareResult.Beside"/> on the part that judges; empty without a trial.</summary>
    public IReadOnlyList<double> Beside { get; init; } = [];

    /// <summary>The stability as people read it; empty for none.</summary>
    public string StabilityText => Stability is { } known ? ReportText.Figure(known) : "";

    /// <summary>The p-value as people read it; empty for none.</summary>
    public string PValueText => PValue is { } p ? CompareVerdict.Chance(p).TrimStart('=', ' ') : "";
}
