namespace LatentSharp;

/// <summary>
/// In what numbers classes occur: which is the rarest is told by all samples, and how often it occurs by the measured ones.
/// </summary>
/// <param name="Unequal">
/// Whether the most frequent class has at least 1.5 times as many of all samples as the rarest; then accuracy alone tells little.
/// </param>
/// <param name="MostFrequent">The name of the most frequent class.</param>
/// <param name="MostFrequentShare">Its share of the measured samples: the accuracy of always naming it.</param>
/// <param name="Rarest">The name of the rarest class.</param>
/// <param name="RarestSamples">Its measured samples; of none there is no recall.</param>
public sealed record ClassBalanceFigures(bool Unequal, string MostFrequent, double MostFrequentShare, string Rarest, int RarestSamples)
{
    internal static ClassBalanceFigures? Of(Tensor labels, ClassBalance? balance, IReadOnlyList<string> names)
    {
        if (balance is null || labels.Count == 0) return null;
        var counts = labels.ToArray<int>().CountBy(label => label).ToDictionary();
        return new(
            balance.IsUnequal, ClassNaming.Name(names, balance.MostFrequent),
            (double)counts.GetValueOrDefault(balance.MostFrequent) / labels.Count,
            ClassNaming.Name(names, balance.Rarest), counts.GetValueOrDefault(balance.Rarest));
    }
}

/// <summary>How a probe classifies samples by their features.</summary>
/// <param name="Accuracy">The share that is right.</param>
/// <param name="BalancedAccuracy">The mean recall of the classes that occur.</param>
/// <param name="RarestClassRecall">The share of the rarest class's samples that are recognised.</param>
/// <param name="AveragePrecision">The average precision of the rarest class against all others; null when there are no others.</param>
public sealed record ProbeFigures(double? Accuracy, double? BalancedAccuracy, double? RarestClassRecall, double? AveragePrecision)
{
    internal static ProbeFigures Of(RecognitionScores scores) => new(
        RecognitionMetrics.Finite(scores.Accuracy), RecognitionMetrics.Finite(scores.BalancedAccuracy),
        RecognitionMetrics.Finite(scores.RarestRecall), RecognitionMetrics.Finite(scores.AveragePrecision));
}

/// <summary>What labels tell of any metrics.</summary>
internal static class LabelledMetrics
{
    /// <summary>The metrics with what can be read from the features.</summary>
    internal static TMetrics WithProbes<TMetrics>(this TMetrics metrics, Probing? probing)
        where TMetrics : ModelMetrics => probing is null ? metrics : metrics with
    {
        KnnAccuracy = RecognitionMetrics.Finite(probing.Scores.KnnAccuracy),
        LinearProbeAccuracy = RecognitionMetrics.Finite(probing.Scores.LinearProbeAccuracy),
        Knn = ProbeFigures.Of(probing.Scores.Neighbours),
        LinearProbe = ProbeFigures.Of(probing.Scores.Probe),
        ProbedOn = probing.InWords,
    };

    /// <summary>The metrics with how classes were told apart, and each of them.</summary>
    /// <inheritdoc cref="WithRecognition"/>
    internal static TMetrics WithClasses<TMetrics>(
        this TMetrics metrics, Tensor? labels, ClassBalance? balance, IReadOnlyList<string> names, Tensor? probabilities)
        where TMetrics : ModelMetrics
    {
        var (told, confusion) = metrics.WithRecognition(labels, balance, names, probabilities);
        return confusion is null ? told : told with
        {
            PerClass = ClassFigures.Of(confusion, names),
            ConfusionMatrix = ConfusionFigures.Of(confusion, names),
        };
    }

    /// <summary>The metrics with how classes were told apart, and what was taken for what.</summary>
    /// <param name="metrics">The others.</param>
    /// <param name="labels">(N): the true classes; null without labels.</param>
    /// <param name="balance">In what numbers the classes occur among all samples; null without labels.</param>
    /// <param name="names">The names of the classes.</param>
    /// <param name="probabilities">(N, classes): what a classifier said; null of other models.</param>
    internal static (TMetrics Metrics, ConfusionMatrix? Confusion) WithRecognition<TMetrics>(
        this TMetrics metrics, Tensor? labels, ClassBalance? balance, IReadOnlyList<string> names, Tensor? probabilities)
        where TMetrics : RecognitionMetrics
    {
        if (labels is not { } truth) return (metrics, null);
        metrics = metrics with { ClassBalance = ClassBalanceFigures.Of(truth, balance, names) };
        if (probabilities is not { } shares) return (metrics, null);
        var predictions = Ops.ArgMax(shares);
        var confusion = new ConfusionMatrix(truth, predictions);
        var scores = RecognitionScores.Of(truth, predictions, shares, [.. Enumerable.Range(0, shares.Shape[1])], balance?.Rarest);
        return (metrics with
        {
            Accuracy = RecognitionMetrics.Finite(scores.Accuracy),
            BalancedAccuracy = RecognitionMetrics.Finite(scores.BalancedAccuracy),
            RarestClassRecall = RecognitionMetrics.Finite(scores.RarestRecall),
            AveragePrecision = RecognitionMetrics.Finite(scores.AveragePrecision),
            MacroPrecision = RecognitionMetrics.Finite(confusion.MacroPrecision),
            MacroRecall = RecognitionMetrics.Finite(confusion.MacroRecall),
            MacroF1 = RecognitionMetrics.Finite(confusion.MacroF1),
        }, confusion);
    }
}
