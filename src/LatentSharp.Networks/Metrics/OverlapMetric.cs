namespace LatentSharp;

/// <summary>How an <see cref="OverlapMetric"/> reads what is true and what was predicted.</summary>
internal enum OverlapForm
{
    /// <summary>Labels both.</summary>
    Labels,

    /// <summary>A number for each class, the largest of which is meant; the truth may be labels too.</summary>
    Scores,

    /// <summary>A probability of class 1.</summary>
    Threshold,
}

/// <summary>
/// Intersection over union, the mean over those of some classes that occur in truth or prediction: tp / (tp + fp + fn) of each. Not a
/// number while none occurs.
/// </summary>
internal sealed class OverlapMetric : Metric
{
    private readonly OverlapForm form;
    private readonly int classes;
    private readonly int[] counted;
    private readonly int? ignoreClass;
    private readonly float threshold;

    internal OverlapMetric(
        string name, OverlapForm form, int classes, IReadOnlyList<int>? targetClasses, int? ignoreClass = null, double threshold = 0.5)
    {
        (Name, this.form, this.ignoreClass) = (name, form, ignoreClass);
        this.classes = Require.Positive(classes, $"{name}: classes");
        this.threshold = (float)Require.InRange(threshold, 0, 1, $"{name}: threshold");
        counted = [.. targetClasses ?? [.. Enumerable.Range(0, classes)]];
        foreach (var c in counted) Require.InRange(c, 0, classes - 1, $"{name}: a target class");
        if (counted.Length == 0) throw new BadArgumentException($"{name}: there are no target classes; one at least is needed.");
    }

    public override string Name { get; }

    public override MetricDirection Direction => MetricDirection.LargerIsBetter;

    public override MetricState Create() => new State(this);

    private sealed class State(OverlapMetric metric) : MetricState
    {
        private readonly double[] truths = new double[metric.classes], guesses = new double[metric.classes],
            hits = new double[metric.classes];

        private (string Name, double[] Counts)[] Counts => [("truths", truths), ("guesses", guesses), ("hits", hits)];

        public override double Result
        {
            get
            {
                var (sum, count) = (0.0, 0);
                foreach (var c in metric.counted)
                {
                    var union = truths[c] + guesses[c] - hits[c];
                    if (union == 0) continue;
                    (sum, count) = (sum + (hits[c] / union), count + 1);
                }
                return count == 0 ? double.NaN : sum / count;
            }
        }

        public override void Update(Tensor target, Tensor prediction, Tensor sampleWeight = default)
        {
            var (truth, guess) = Read(target, prediction);
            var weights = Spread(sampleWeight, guess.Shape);
            for (var i = 0; i < guess.Count; i++)
            {
                var (t, p, weight) = (truth.AsSpan()[i], guess.AsSpan()[i], weights.IsDefault ? 1.0 : weights.AsSpan()[i]);
                if (weight == 0 || t == metric.ignoreClass) continue;
                truths[Class(t, "a target")] += weight;
                if (float.IsNaN(p)) continue;
                guesses[Class(p, "a prediction")] += weight;
                if (t == p) hits[(int)t] += weight;
            }
        }

        public override void Reset()
        {
            foreach (var (_, counts) in Counts) counts.AsSpan().Clear();
            Warning = null;
        }

        public override TrainingSnapshot Snapshot()
        {
            var snapshot = new TrainingSnapshot();
            foreach (var (name, counts) in Counts) snapshot.Add(name, counts);
            return snapshot;
        }

        public override void Restore(TrainingSnapshot snapshot)
        {
            foreach (var (name, counts) in Counts) snapshot.Values(name, counts.Length).CopyTo(counts, 0);
        }

        private int Class(float label, string what) => label >= 0 && label < metric.classes && label == MathF.Floor(label)
            ? (int)label
            : throw new BadArgumentException(
                FormattableString.Invariant($"{metric.Name}: {what} is {label}; it is a whole number from 0 to {metric.classes - 1}."));

        /// <summary>Labels of one shape; a prediction that is no answer is not a number.</summary>
        private (Tensor Truth, Tensor Guess) Read(Tensor target, Tensor prediction)
        {
            if (metric.form == OverlapForm.Scores)
            {
                prediction = Operand.Floats(prediction, metric.Name, "the prediction");
                if (prediction.Rank < 2 || prediction.Shape[^1] != metric.classes)
                    throw new BadArgumentException(
                        $"{metric.Name}: predictions {prediction.Shape} are not of {metric.classes} "
                        + $"classes; (N, …, {metric.classes}) would fit.");
                var labels = AccuracyKinds.IsLabels(target, prediction)
                    ? Ops.Reshape(Operand.Floats(target, metric.Name, "the target"), prediction.Shape[..^1])
                    : Ops.ToFloat(Ops.ArgMax(Targets.Align(metric.Name, target, prediction).Target));
                return (labels, AccuracyKinds.Chosen(prediction));
            }
            var (t, p) = Targets.Align(metric.Name, target, prediction);
            if (metric.form == OverlapForm.Labels) return (t, p);
            var guess = Tensor.Allocate(p.Shape);
            for (var i = 0; i < p.Count; i++)
            {
                var value = p.AsSpan()[i];
                if (metric.threshold > 0) Doubt(metric.Name, value);
                guess.Floats[i] = float.IsNaN(value) ? value : value >= metric.threshold ? 1 : 0;
            }
            return (t, guess);
        }
    }
}
