namespace LatentSharp;

/// <summary>How the figures of classes become one number.</summary>
public enum F1Average
{
    /// <summary>Counts of all classes together.</summary>
    Micro,

    /// <summary>The mean over classes.</summary>
    Macro,

    /// <summary>The mean over classes, weighted by how often each is true.</summary>
    Weighted,

    /// <summary>A figure for each class.</summary>
    None,
}

/// <summary>
/// The F-beta score of Keras: (1 + β²)·p·r / (β²·p + r + ε) with p = tp / (tp + fp + ε), r = tp / (tp + fn + ε), ε = 1e-7.
/// </summary>
internal sealed class FBetaMetric : Metric
{
    private const double Epsilon = 1e-7;

    private readonly double beta;
    private readonly F1Average average;
    private readonly double? threshold;
    private readonly int? classes;

    internal FBetaMetric(string name, double beta, F1Average average, double? threshold, int? classes)
    {
        if (average == F1Average.None && classes is null)
            throw new BadArgumentException($"{name}: an average of None has a figure for each class; set classes to how many there are.");
        (Name, this.average, this.threshold) = (name, average, threshold);
        this.beta = Require.Positive(beta, $"{name}: beta");
        this.classes = classes is { } count ? Require.Positive(count, $"{name}: classes") : null;
        FigureNames = average == F1Average.None
            ? [.. Enumerable.Range(0, this.classes!.Value).Select(c => FormattableString.Invariant($"{name}_{c}"))]
            : [name];
    }

    public override string Name { get; }

    public override MetricDirection Direction => MetricDirection.LargerIsBetter;

    public override IReadOnlyList<string> FigureNames { get; }

    public override MetricState Create() => new State(this);

    private sealed class State(FBetaMetric metric) : MetricState
    {
        private Confusion[] classes = [];
        private BinaryTargets targets;

        public override double Result => classes.Length == 0 ? 0 : metric.average switch
        {
            F1Average.Micro =>
                Score(classes.Sum(c => c.TruePositives), classes.Sum(c => c.FalsePositives), classes.Sum(c => c.FalseNegatives)),
            F1Average.Weighted => classes.Sum(c => Score(c) * Metrics.Divided(True(c), classes.Sum(True))),
            _ => classes.Average(Score),
        };

        public override double Figure(int index) =>
            metric.average == F1Average.None ? classes.Length == 0 ? 0 : Score(classes[index]) : Result;

        public override void Update(Tensor target, Tensor prediction, Tensor sampleWeight = default)
        {
            var (t, p) = Targets.ByClass(metric.Name, target, prediction);
            var size = p.Shape[^1];
            if (metric.classes is { } expected && expected != size)
                throw new BadArgumentException($"{metric.Name}: predictions {p.Shape} are not of {expected} classes.");
            if (classes.Length == 0) classes = new Confusion[size];
            if (classes.Length != size)
                throw new BadArgumentException($"{metric.Name}: predictions {p.Shape} follow some of {classes.Length} classes.");
            var weights = Spread(sampleWeight, p.Shape);
            for (var row = 0; row < p.Count; row += size)
            {
                var values = p.AsSpan().Slice(row, size);
                var largest = metric.threshold is null && size > 0 ? Extremes.Max(values) : 0;
                for (var c = 0; c < size; c++)
                {
                    var weight = weights.IsDefault ? 1.0 : weights.AsSpan()[row + c];
                    if (weight == 0) continue;
                    var positive = metric.threshold is { } limit
                        ? values[c] > (float)limit
                        : values[c] >= largest && Math.Abs(values[c]) > 1e-9f;
                    if (metric.threshold > 0) Doubt(metric.Name, values[c]);
                    classes[c] = classes[c].With(targets.IsTrue(t.AsSpan()[row + c], metric.Name), values[c], positive, weight);
                }
            }
        }

        public override void Reset() => (classes, targets, Warning) = ([], default, null);

        public override TrainingSnapshot Snapshot()
        {
            var snapshot = new TrainingSnapshot();
            snapshot.Add("classes", Confusion.Sums(classes));
            snapshot.Add("seen", targets.Seen);
            return snapshot;
        }

        public override void Restore(TrainingSnapshot snapshot) =>
            (classes, targets.Seen) = (Confusion.Of(snapshot.Values("classes")), snapshot.Number("seen"));

        private static double True(Confusion c) => c.TruePositives + c.FalseNegatives;

        private double Score(Confusion c) => Score(c.TruePositives, c.FalsePositives, c.FalseNegatives);

        private double Score(double tp, double fp, double fn)
        {
            var (precision, recall, square) = (tp / (tp + fp + Epsilon), tp / (tp + fn + Epsilon), metric.beta * metric.beta);
            return (1 + square) * precision * recall / ((square * precision) + recall + Epsilon);
        }
    }
}
