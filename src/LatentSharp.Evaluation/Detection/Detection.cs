using static System.FormattableString;

namespace LatentSharp;

/// <summary>How well scores, such as reconstruction errors, tell anomalies (label 1) from the rest (label 0).</summary>
public static class Detection
{
    /// <summary>
    /// The area under the receiver operating characteristic: the chance that an anomaly scores higher than a normal sample, a tie counting
    /// half.
    /// </summary>
    /// <param name="labels">(N), Int32, 0 or 1; both must occur.</param>
    /// <param name="scores">(N), Float32: higher means more likely an anomaly.</param>
    /// <exception cref="BadArgumentException">The arguments do not fit together, or only one of the labels occurs.</exception>
    public static double RocAuc(Tensor labels, Tensor scores)
    {
        double area = 0;
        var (anomalies, normals) = (0L, 0L);
        foreach (var (hits, misses) in Thresholds(nameof(RocAuc), labels, scores))
        {
            area += misses * (anomalies + (0.5 * hits));
            anomalies += hits;
            normals += misses;
        }
        return area / anomalies / normals;
    }

    /// <summary>
    /// What each sample has part in the area, so that the mean over all samples is the area and their variance that of its estimate (DeLong
    /// et al. 1988): with the share v of the other class that it is on the right side of, N / nₖ · v - area, of its class's nₖ samples.
    /// </summary>
    /// <inheritdoc cref="RocAuc"/>
    internal static double[] RocAucParts(Tensor labels, Tensor scores)
    {
        var area = RocAuc(labels, scores);
        var (truth, values) = (labels.ToArray<int>(), scores.ToArray());
        float[] anomalies = Sorted(1), normals = Sorted(0);
        return
        [
            .. truth.Select((label, i) =>
            {
                var (own, others) = label == 1 ? (anomalies.Length, normals) : (normals.Length, anomalies);
                var lower = (Place(others, values[i], -1) + Place(others, values[i], 1)) / 2.0 / others.Length;
                return (truth.Length * (label == 1 ? lower : 1 - lower) / own) - area;
            }),
        ];

        float[] Sorted(int wanted) => [.. values.Where((_, i) => truth[i] == wanted).Order()];

        // How many of them are below a value, or with the side 1 not above it.
        static int Place(float[] sorted, float value, int side)
        {
            var (low, high) = (0, sorted.Length);
            while (low < high)
            {
                var middle = (low + high) / 2;
                if (sorted[middle] < value || (side > 0 && sorted[middle] == value)) low = middle + 1;
                else high = middle;
            }
            return low;
        }
    }

    /// <summary>
    /// Average precision, the area under the steps of the precision-recall curve: Σ (Rₙ - Rₙ₋₁) Pₙ over falling thresholds, as in
    /// scikit-learn. Chance gives the share of anomalies.
    /// </summary>
    /// <inheritdoc cref="RocAuc"/>
    public static double AveragePrecision(Tensor labels, Tensor scores)
    {
        double sum = 0;
        var (anomalies, normals) = (0L, 0L);
        foreach (var (hits, misses) in Thresholds(nameof(AveragePrecision), labels, scores))
        {
            anomalies += hits;
            normals += misses;
            sum += hits * ((double)anomalies / (anomalies + normals));
        }
        return sum / anomalies;
    }

    /// <summary>Anomalies and normal samples at each different score, the highest first.</summary>
    private static List<(int Hits, int Misses)> Thresholds(string operation, Tensor labels, Tensor scores)
    {
        if (scores.DType != DType.Float32 || scores.Rank != 1)
            throw new BadArgumentException($"{operation}: scores are {scores.DType} {scores.Shape}; Float32 (?) would fit.");
        var truth = Samples.Labels(operation, labels, scores.Count).ToArray();
        var values = scores.ToArray();
        foreach (var label in truth)
        {
            if (label is not (0 or 1)) throw new BadArgumentException($"{operation}: label {label} is neither 0 nor 1.");
        }
        foreach (var value in values)
        {
            if (float.IsNaN(value)) throw new BadArgumentException(Invariant($"{operation}: a score is {value}; scores must be numbers."));
        }
        if (!truth.Contains(0) || !truth.Contains(1))
            throw new BadArgumentException($"{operation}: {truth.Length} labels with {truth.Sum()} anomalies; both 0 and 1 must occur.");

        Array.Sort(values, truth);
        var thresholds = new List<(int, int)>();
        for (var end = values.Length; end > 0;)
        {
            var start = end - 1;
            while (start > 0 && values[start - 1] == values[end - 1]) start--;
            var hits = truth.AsSpan(start..end).Count(1);
            thresholds.Add((hits, end - start - hits));
            end = start;
        }
        return thresholds;
    }
}
