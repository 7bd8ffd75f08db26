namespace LatentSharp;

/// <summary>
/// The best of one figure over thresholds where another reaches a bound, as Keras searches it: evenly spread thresholds from 0 to 1, 0
/// where none reaches the bound. Not a number while a figure is not defined, for lack of what is true or of what is not.
/// </summary>
internal sealed class BoundedMetric : Metric
{
    private readonly Func<Confusion, double> bounded, best;
    private readonly double bound;
    private readonly float[] thresholds;
    private readonly int? classId;

    internal BoundedMetric(
        string name, Func<Confusion, double> bounded, double bound, Func<Confusion, double> best, int thresholds, int? classId)
    {
        if (thresholds is < 1 or > ThresholdCounts.Most)
            throw new BadArgumentException(
                FormattableString.Invariant($"{name}: thresholds is {thresholds}; it must be 1 to {ThresholdCounts.Most}."));
        (Name, this.bounded, this.best, this.classId) = (name, bounded, best, classId);
        this.bound = Require.InRange(bound, 0, 1, $"{name}: the bound");
        this.thresholds = thresholds == 1 ? [0.5f] : [.. Enumerable.Range(0, thresholds).Select(i => (float)(i / (thresholds - 1.0)))];
    }

    public override string Name { get; }

    public override MetricDirection Direction => MetricDirection.LargerIsBetter;

    public override MetricState Create() => new State(this);

    private sealed class State(BoundedMetric metric) : MetricState
    {
        private readonly ThresholdCounts counts = new(metric.Name, metric.thresholds, "end the network with a sigmoid or softmax");

        public override double Result
        {
            get
            {
                var (tp, fp, positives, negatives) = (counts.TruePositives(), counts.FalsePositives(), counts.Positives, counts.Negatives);
                // What the figures are of all together says whether they are defined at all.
                var all = new Confusion(positives, negatives, negatives, positives);
                if (double.IsNaN(metric.bounded(all)) || double.IsNaN(metric.best(all))) return double.NaN;
                var result = 0.0;
                for (var i = 0; i < tp.Length; i++)
                {
                    var confusion = new Confusion(tp[i], fp[i], negatives - fp[i], positives - tp[i]);
                    var (limited, value) = (metric.bounded(confusion), metric.best(confusion));
                    if (limited >= metric.bound && value > result) result = value;
                }
                return result;
            }
        }

        public override void Update(Tensor target, Tensor prediction, Tensor sampleWeight = default)
        {
            var (t, p) = Targets.ByClass(metric.Name, target, prediction);
            var weights = Spread(sampleWeight, p.Shape);
            var size = p.Shape[^1];
            Metrics.CheckClass(metric.Name, metric.classId, p.Shape);
            for (var i = metric.classId ?? 0; i < p.Count; i += metric.classId is null ? 1 : size)
                counts.Add(t.AsSpan()[i], p.AsSpan()[i], weights.IsDefault ? 1 : weights.AsSpan()[i]);
        }

        public override void Reset() => counts.Reset();

        public override TrainingSnapshot Snapshot() => counts.Snapshot();

        public override void Restore(TrainingSnapshot snapshot) => counts.Restore(snapshot);
    }
}
