using static LatentSharp.ReportText;

namespace LatentSharp;

/// <summary>What a classifier took samples for.</summary>
/// <param name="Samples">All samples.</param>
/// <param name="Counts">Each class that the model knows, and how many samples were taken for it.</param>
/// <param name="Accuracy">The share that is right; null when the data have no labels.</param>
public sealed record PredictSummary(int Samples, IReadOnlyList<(string Name, int Count)> Counts, double? Accuracy)
{
    /// <summary>The figures of all rows and of the groups among them, as <see cref="ApplyMetrics.Groups"/>.</summary>
    public IReadOnlyList<GroupMetrics> Groups { get; init; } = [];

    /// <summary>Which rows were measured, in a sentence; null when the data have no labels.</summary>
    public string? MeasuredOn { get; init; }

    /// <summary>The figures as names and values to show.</summary>
    public IReadOnlyList<(string Name, string Value)> Describe()
    {
        List<(string, string)> rows = [("samples", Count(Samples)), .. Counts.Select(item => (item.Name, Count(item.Count)))];
        foreach (var group in Groups)
        {
            if (group.Accuracy is not { } accuracy) continue;
            var who = group.Name == "all" ? Plural(group.Samples, "row") : $"{group.InWords}, {Plural(group.Samples, "row")}";
            rows.Add(($"accuracy ↑, {who}", Percent(accuracy)));
            if (group.ClassBalance is not { Unequal: true } balance) continue;
            rows.Add(($"  always “{balance.MostFrequent}”", Percent(balance.MostFrequentShare)));
            rows.Add(("  balanced accuracy ↑", Percent(group.BalancedAccuracy ?? double.NaN)));
            rows.Add(
                (
                    $"  recall of “{balance.Rarest}” ↑, {Plural(balance.RarestSamples, "row")}",
                    Percent(group.RarestClassRecall ?? double.NaN)));
            rows.Add(($"  average precision of “{balance.Rarest}” ↑", Percent(group.AveragePrecision ?? double.NaN)));
        }
        return rows;
    }

    internal static PredictSummary Of(
        IReadOnlyList<string> names, Tensor probabilities, Tensor predictions, (Tensor Labels, IReadOnlyList<string> Names)? truth,
        RowGroups groups)
    {
        var counts = new int[names.Count];
        foreach (var place in predictions.AsSpan<int>()) counts[place]++;
        (string, int)[] taken = [.. names.Zip(counts)];
        if (truth is not { } known) return new(predictions.Count, taken, null);
        var balance = ClassBalance.Of(known.Labels);
        (string Name, int[] Rows)[] all = [("all", [.. Enumerable.Range(0, predictions.Count)]), .. groups.Groups];
        return new(predictions.Count, taken, Classification.Accuracy(known.Labels, predictions))
        {
            Groups = [.. all.Select(group => GroupMetrics.Of(group.Name, group.Rows, known.Labels, balance, known.Names, probabilities))],
            MeasuredOn = groups.InWords,
        };
    }
}
