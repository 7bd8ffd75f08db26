namespace LatentSharp;

/// <summary>Sums of weights of what is true and what is not, by how many of some rising thresholds a prediction is above.</summary>
internal sealed class ThresholdCounts(string name, float[] thresholds, string remedy)
{
    /// <summary>How many thresholds there may be.</summary>
    internal const int Most = 100_000;

    private readonly double[] positives = new double[thresholds.Length + 1];
    private readonly double[] negatives = new double[thresholds.Length + 1];
    private BinaryTargets targets;
    private bool hasNaN;

    /// <summary>The weight of all that is true; not a number once a prediction was none, for then nothing is ranked.</summary>
    internal double Positives => hasNaN ? double.NaN : positives.Sum();

    /// <summary>The weight of all that is not true.</summary>
    internal double Negatives => hasNaN ? double.NaN : negatives.Sum();

    /// <exception cref="BadArgumentException">The target is no yes or no, or the prediction no probability.</exception>
    internal void Add(float target, float prediction, double weight)
    {
        if (weight == 0) return;
        if (Probabilities.IsOutside(prediction))
            throw new BadArgumentException(
                FormattableString.Invariant(
                    $"{name}: a prediction is {prediction}; thresholds run from 0 to 1, so predictions are probabilities; {remedy}."));
        hasNaN |= float.IsNaN(prediction);
        (targets.IsTrue(target, name) ? positives : negatives)[Passed(Math.Clamp(prediction, 0, 1))] += weight;
    }

    /// <summary>What is true and above each threshold.</summary>
    internal double[] TruePositives() => Above(positives);

    /// <summary>What is not true and above each threshold.</summary>
    internal double[] FalsePositives() => Above(negatives);

    internal void Reset()
    {
        positives.AsSpan().Clear();
        negatives.AsSpan().Clear();
        (targets, hasNaN) = (default, false);
    }

    internal TrainingSnapshot Snapshot()
    {
        var snapshot = new TrainingSnapshot();
        snapshot.Add("positives", positives);
        snapshot.Add("negatives", negatives);
        snapshot.Add("seen", targets.Seen);
        snapshot.Add("nan", hasNaN ? 1L : 0);
        return snapshot;
    }

    internal void Restore(TrainingSnapshot snapshot)
    {
        snapshot.Values("positives", positives.Length).CopyTo(positives, 0);
        snapshot.Values("negatives", negatives.Length).CopyTo(negatives, 0);
        (targets.Seen, hasNaN) = (snapshot.Number("seen"), snapshot.Count("nan") != 0);
    }

    /// <summary>How many thresholds a prediction is above.</summary>
    private int Passed(float value)
    {
        var (low, high) = (0, thresholds.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (value > thresholds[middle]) low = middle + 1;
            else high = middle;
        }
        return low;
    }

    private static double[] Above(double[] passed)
    {
        var above = new double[passed.Length - 1];
        var sum = 0.0;
        for (var i = above.Length - 1; i >= 0; i--) above[i] = sum += passed[i + 1];
        return above;
    }
}
