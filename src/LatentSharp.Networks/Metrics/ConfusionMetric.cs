using System.Globalization;

namespace LatentSharp;

/// <summary>
/// A figure of the confusion at one threshold or several, of all classes or one, of all predictions or the largest k of each sample.
/// </summary>
internal sealed class ConfusionMetric : Metric
{
    private readonly string name;
    private readonly float[] thresholds;
    private readonly int? classId, topK;
    private readonly Func<Confusion, double> figure;

    internal ConfusionMetric(
        string name, MetricDirection direction, Func<Confusion, double> figure, double? threshold, IReadOnlyList<double>? thresholds,
        int? classId, int? topK)
    {
        if (threshold is not null && thresholds is not null)
            throw new BadArgumentException($"{name}: threshold and thresholds are set; choose one.");
        if (thresholds is { Count: 0 }) throw new BadArgumentException($"{name}: there are no thresholds; one at least is needed.");
        (this.name, Direction, this.figure, this.classId) = (name, direction, figure, classId);
        this.topK = topK is { } k ? Require.Positive(k, $"{name}: topK") : null;
        IReadOnlyList<double> limits = thresholds ?? (threshold is { } one ? [one] : topK is null ? [0.5] : [double.NegativeInfinity]);
        this.thresholds =
        [
            .. limits.Select(limit =>
                (float)(
                    double.IsNegativeInfinity(limit) && thresholds is null && threshold is null
                        ? limit
                        : Require.InRange(limit, 0, 1, $"{name}: threshold"))),
        ];
        FigureNames = this.thresholds.Length == 1
            ? [name]
            : [.. limits.Select(limit => string.Create(CultureInfo.InvariantCulture, $"{name}_at_{limit}"))];
    }

    public override string Name => name;

    public override MetricDirection Direction { get; }

    public override IReadOnlyList<string> FigureNames { get; }

    public override MetricState Create() => new State(this);

    private sealed class State(ConfusionMetric metric) : MetricState
    {
        private readonly Confusion[] counts = new Confusion[metric.thresholds.Length];
        private BinaryTargets targets;
        private float[] sorted = [];

        public override double Result => counts.Average(metric.figure);

        public override double Figure(int index) => metric.figure(counts[index]);

        public override void Update(Tensor target, Tensor prediction, Tensor sampleWeight = default)
        {
            var (t, p) = Targets.ByClass(metric.name, target, prediction);
            var weights = Spread(sampleWeight, p.Shape);
            var size = p.Shape[^1];
            Metrics.CheckClass(metric.name, metric.classId, p.Shape);
            for (var row = 0; row < p.Count; row += size)
            {
                var values = p.AsSpan().Slice(row, size);
                var (least, equal) = Bound(values);
                for (var c = 0; c < size; c++)
                {
                    var isAmong = values[c] > least || (values[c] == least && equal-- > 0);
                    if (metric.classId is { } only && c != only) continue;
                    Count(t.AsSpan()[row + c], values[c], isAmong, weights.IsDefault ? 1 : weights.AsSpan()[row + c]);
                }
            }
        }

        public override void Reset()
        {
            counts.AsSpan().Clear();
            (targets, Warning) = (default, null);
        }

        public override TrainingSnapshot Snapshot()
        {
            var snapshot = new TrainingSnapshot();
            snapshot.Add("counts", Confusion.Sums(counts));
            snapshot.Add("seen", targets.Seen);
            return snapshot;
        }

        public override void Restore(TrainingSnapshot snapshot)
        {
            Confusion.Of(snapshot.Values("counts", 4 * counts.Length)).CopyTo(counts, 0);
            targets.Seen = snapshot.Number("seen");
        }

        private void Count(float target, float prediction, bool isAmong, double weight)
        {
            if (weight == 0) return;
            var isTrue = targets.IsTrue(target, metric.name);
            for (var i = 0; i < counts.Length; i++)
            {
                if (metric.thresholds[i] > 0) Doubt(metric.name, prediction);
                counts[i] = counts[i].With(isTrue, prediction, isAmong && prediction > metric.thresholds[i], weight);
            }
        }

        /// <summary>The least of the largest k, and how many that equal it, from the first, are among them.</summary>
        private (float Least, int Equal) Bound(ReadOnlySpan<float> values)
        {
            if (metric.topK is not { } k || k >= values.Length) return (float.NegativeInfinity, int.MaxValue);
            if (sorted.Length != values.Length) sorted = new float[values.Length];
            values.CopyTo(sorted);
            sorted.AsSpan().Sort();
            var least = sorted[^k];
            var equal = 0;
            for (var i = values.Length - k; i < values.Length; i++) equal += sorted[i] == least ? 1 : 0;
            return (least, equal);
        }
    }
}
