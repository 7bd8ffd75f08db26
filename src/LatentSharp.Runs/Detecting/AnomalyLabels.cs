namespace LatentSharp;

/// <summary>Labels that say which rows are abnormal, for judging alone.</summary>
/// <param name="Truth">(N): 1 for an abnormal row.</param>
/// <param name="Note">Which class was taken for abnormal, and how to say otherwise.</param>
internal sealed record AnomalyLabels(Tensor Truth, string Note)
{
    private static readonly string[] Names =
        ["1", "true", "yes", "anomaly", "anomalous", "abnormal", "outlier", "attack", "fraud", "defect", "bad", "fault"];

    /// <summary>Of labels of two classes; null where there are none, or others, and then a note why.</summary>
    public static AnomalyLabels? Of(AppliedData rows, out string? why)
    {
        why = null;
        if (rows.Labels is not { } labels) return null;
        var values = labels.ToArray<int>();
        var counts = new int[rows.Known.ClassNames.Count];
        foreach (var value in values) counts[value]++;
        int[] seen = [.. Enumerable.Range(0, counts.Length).Where(index => counts[index] > 0)];
        if (seen.Length != 2)
        {
            why = $"the labels have {Counted.Of(seen.Length, "class")[..^(seen.Length == 1 ? 0 : 1)]}{(seen.Length == 1 ? "" : "es")}; "
                + "ROC-AUC and average precision need two, usual and abnormal, so they are not told.";
            return null;
        }
        int[] named = [.. seen.Where(index => Names.Contains(rows.Known.ClassNames[index], StringComparer.OrdinalIgnoreCase))];
        var abnormal = named.Length == 1 ? named[0] : seen.MinBy(index => counts[index]);
        var reason = named.Length == 1 ? "by its name"
            : counts[seen[0]] == counts[seen[1]] ? "the first of two that are equally frequent" : "since it is the rarer";
        return new(
            Tensor.From([.. values.Select(value => value == abnormal ? 1 : 0)]),
            $"the label '{rows.Known.ClassNames[abnormal]}' is taken for abnormal, {reason}; labels judge the scores and nothing else.");
    }
}
