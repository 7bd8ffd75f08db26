namespace LatentSharp;

/// <summary>
/// The area under a curve of Keras: counts at thresholds, evenly spread or given, the first below 0 and the last above 1. Not a number
/// while nothing is true, and for the rates while nothing is false.
/// </summary>
internal sealed class AucMetric : Metric
{
    private const double Epsilon = 1e-7;

    private readonly AucCurve curve;
    private readonly AucSummation summation;
    private readonly bool fromLogits, multiLabel;
    private readonly double[]? labelWeights;
    private readonly float[] thresholds;

    internal AucMetric(
        AucCurve curve, int thresholds, AucSummation summation, bool fromLogits, bool multiLabel, IReadOnlyList<double>? labelWeights,
        IReadOnlyList<double>? at)
    {
        if (thresholds is < 2 or > ThresholdCounts.Most)
            throw new BadArgumentException(
                FormattableString.Invariant($"Auc: thresholds is {thresholds}; it must be 2 to {ThresholdCounts.Most}."));
        (this.curve, this.summation, this.fromLogits, this.multiLabel) = (curve, summation, fromLogits, multiLabel);
        this.labelWeights = labelWeights?.Select(weight => Require.InRange(weight, 0, double.MaxValue, "Auc: a label weight")).ToArray();
        if (at is { Count: 0 } or { Count: > ThresholdCounts.Most })
            throw new BadArgumentException(
                FormattableString.Invariant($"Auc: at has {at.Count} points; 1 to {ThresholdCounts.Most} would fit."));
        var between = at is null
            ? Enumerable.Range(1, thresholds - 2).Select(i => i / (thresholds - 1.0))
            : at.Select(point => Require.InRange(point, 0, 1, "Auc: a point")).Order();
        this.thresholds = [(float)-Epsilon, .. between.Select(point => (float)point), (float)(1 + Epsilon)];
    }

    public override string Name => "auc";

    public override MetricDirection Direction => MetricDirection.LargerIsBetter;

    public override MetricState Create() => new State(this);

    private sealed class State(AucMetric metric) : MetricState
    {
        private ThresholdCounts[] labels = [];

        public override double Result
        {
            get
            {
                if (labels.Length == 0) return double.NaN;
                if (!metric.multiLabel || metric.labelWeights is null) return labels.Average(Area);
                return labels.Select((label, i) => metric.labelWeights[i] is > 0 and var weight ? weight * Area(label) : 0)
                    .Sum() / metric.labelWeights.Sum();
            }
        }

        public override void Update(Tensor target, Tensor prediction, Tensor sampleWeight = default)
        {
            var (t, p) = Targets.ByClass("auc", target, prediction);
            if (metric.fromLogits) p = Ops.Sigmoid(p);
            var size = p.Shape[^1];
            if (metric.labelWeights is { } given && given.Length != size)
                throw new BadArgumentException(
                    $"auc: {given.Length} label weights do not fit predictions {p.Shape}; there is one for each of the last axis.");
            var count = metric.multiLabel ? size : 1;
            if (labels.Length == 0)
                labels = [.. Enumerable.Range(0, count).Select(_ => NewCounts())];
            if (labels.Length != count)
                throw new BadArgumentException($"auc: predictions {p.Shape} follow some of {labels.Length} labels.");
            var weights = Spread(sampleWeight, p.Shape);
            for (var i = 0; i < p.Count; i++)
            {
                var weight = weights.IsDefault ? 1.0 : weights.AsSpan()[i];
                if (!metric.multiLabel && metric.labelWeights is { } byLabel) weight *= byLabel[i % size];
                labels[i % count].Add(t.AsSpan()[i], p.AsSpan()[i], weight);
            }
        }

        public override void Reset()
        {
            foreach (var label in labels) label.Reset();
        }

        public override TrainingSnapshot Snapshot()
        {
            var snapshot = new TrainingSnapshot();
            snapshot.Add("labels", (long)labels.Length);
            for (var i = 0; i < labels.Length; i++) snapshot.Add(FormattableString.Invariant($"{i}"), labels[i].Snapshot());
            return snapshot;
        }

        public override void Restore(TrainingSnapshot snapshot)
        {
            labels = [.. Enumerable.Range(0, (int)snapshot.Count("labels")).Select(_ => NewCounts())];
            for (var i = 0; i < labels.Length; i++) labels[i].Restore(snapshot.Under(FormattableString.Invariant($"{i}")));
        }

        private ThresholdCounts NewCounts() => new("auc", metric.thresholds, "for logits set fromLogits");

        private double Area(ThresholdCounts counts)
        {
            var (allPositives, allNegatives) = (counts.Positives, counts.Negatives);
            if (!(allPositives > 0) || (metric.curve == AucCurve.Roc && !(allNegatives > 0))) return double.NaN;
            var (tp, fp) = (counts.TruePositives(), counts.FalsePositives());
            if (metric is { curve: AucCurve.PrecisionRecall, summation: AucSummation.Interpolation })
                return InterpolatedPrecision(tp, fp, allPositives);
            var recall = Array.ConvertAll(tp, value => value / allPositives);
            return metric.curve == AucCurve.Roc
                ? Area(Array.ConvertAll(fp, value => value / allNegatives), recall)
                : Area(recall, [.. tp.Zip(fp, (t, f) => Metrics.Divided(t, t + f))]);
        }

        private double Area(double[] x, double[] y)
        {
            var area = 0.0;
            for (var i = 1; i < x.Length; i++)
            {
                area += (x[i - 1] - x[i]) * metric.summation switch
                {
                    AucSummation.Minoring => Math.Min(y[i - 1], y[i]),
                    AucSummation.Majoring => Math.Max(y[i - 1], y[i]),
                    _ => (y[i - 1] + y[i]) / 2,
                };
            }
            return area;
        }

        /// <summary>Between two points the counts of true and false positives move in a line; precision then does not.</summary>
        private static double InterpolatedPrecision(double[] tp, double[] fp, double all)
        {
            var area = 0.0;
            for (var i = 1; i < tp.Length; i++)
            {
                var (before, after) = (tp[i - 1] + fp[i - 1], tp[i] + fp[i]);
                var rise = tp[i - 1] - tp[i];
                var slope = Metrics.Divided(rise, Math.Max(before - after, 0));
                var intercept = tp[i] - (slope * after);
                var ratio = before > 0 && after > 0 ? before / after : 1;
                area += Metrics.Divided(slope * (rise + (intercept * Math.Log(ratio))), all);
            }
            return area;
        }
    }
}
