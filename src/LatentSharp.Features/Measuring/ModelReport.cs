namespace LatentSharp;

/// <summary>
/// What a fitted model tells of itself beside its features: figures for <c>metrics.json</c>, the terminal and the report, and charts for
/// the report. What all models of a capability have (reconstructions, classes, new samples) is measured by that capability.
/// </summary>
public sealed record ModelReport
{
    /// <summary>Nothing to tell.</summary>
    public static ModelReport Empty { get; } = new();

    /// <summary>
    /// What its training made small, on the samples that it was asked about; null where that is the mean squared error of reconstructions,
    /// or nothing.
    /// </summary>
    public double? Loss { get; init; }

    /// <summary>Figures, the main one of each group before its details.</summary>
    public IReadOnlyList<ModelFigure> Figures { get; init; } = [];

    /// <summary>Charts.</summary>
    public IReadOnlyList<ModelChart> Charts { get; init; } = [];
}

/// <summary>A chart of the report: a value of each feature.</summary>
/// <param name="Title">Its heading.</param>
/// <param name="Caption">What it shows, in a sentence.</param>
/// <param name="ValueName">What stands beside the axis of values.</param>
/// <param name="Values">A value for each feature, the first one first.</param>
public sealed record ModelChart(string Title, string Caption, string ValueName, IReadOnlyList<double> Values);
