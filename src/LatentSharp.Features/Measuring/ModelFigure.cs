namespace LatentSharp;

/// <summary>A number that a fitted model tells of itself, with all that is needed to write and to show it.</summary>
/// <param name="Name">Its name in <c>metrics.json</c>: <c>elboKl</c>.</param>
/// <param name="Title">
/// Its name for people: <c>Divergence from the prior</c>. One that was not measured on the samples that are measured says so itself, since
/// it is shown among those that were: <c>Generator loss, last epoch</c>.
/// </param>
/// <param name="Note">How it was measured, in a few words.</param>
/// <param name="Value">The number.</param>
public sealed record ModelFigure(string Name, string Title, string Note, double Value)
{
    /// <summary>Whether it is a share from 0 to 1, shown in percent. Default false.</summary>
    public bool IsShare { get; init; }

    /// <summary>What it is measured in, in a few words. Default nothing.</summary>
    public string Unit { get; init; } = "";

    /// <summary>Which way is better; null where neither is. Default null.</summary>
    public bool? MoreIsBetter { get; init; }

    /// <summary>Whether it is a part of the figure above it. Default false.</summary>
    public bool IsDetail { get; init; }

    /// <summary>What each feature has of it; null where that makes no sense. Default null.</summary>
    public FeatureShares? OfFeatures { get; init; }
}

/// <summary>A number for each feature of a model.</summary>
/// <param name="Name">Their name in <c>metrics.json</c>: <c>klPerUnit</c>.</param>
/// <param name="Values">The numbers, of the first feature first.</param>
public sealed record FeatureShares(string Name, IReadOnlyList<double> Values);
