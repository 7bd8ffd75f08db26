namespace LatentSharp;

/// <summary>What a classifier took samples for.</summary>
/// <param name="Samples">All samples.</param>
/// <param name="Counts">Each class that the model knows, and how many samples were taken for it.</param>
/// <param name="Accuracy">The share that is right; null when the data have no labels.</param>
public sealed record PredictSummary(int Samples, IReadOnlyList<(string Name, int Count)> Counts, double? Accuracy)
{
    /// <summary>The figures as names and values to show.</summary>
    public IReadOnlyList<(string Name, string Value)> Describe() =>
    [
        ("samples", ReportText.Count(Samples)),
        .. Counts.Select(item => (item.Name, ReportText.Count(item.Count))),
        .. Accuracy is { } accuracy ? [("accuracy", ReportText.Percent(accuracy))] : Array.Empty<(string, string)>(),
    ];

    internal static PredictSummary Of(IReadOnlyList<string> names, Tensor predictions, Tensor? truth)
    {
        var counts = new int[names.Count];
        foreach (var place in predictions.AsSpan<int>()) counts[place]++;
        return new(predictions.Count, [.. names.Zip(counts)], truth is { } labels ? Classification.Accuracy(labels, predictions) : null);
    }
}
