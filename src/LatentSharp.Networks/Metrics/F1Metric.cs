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
}

/// <summary>The F1 score of Keras: 2·p·r / (p + r + ε) with p = tp / (tp + fp + ε), r = tp / (tp + fn + ε), ε = 1e-7.</summary>
internal sealed class F1Metric(F1Average average, double? threshold) : Metric
{
    public override string Name => "f1_score";

    public override MetricState Create() => new State(average, threshold);

    private sealed class State(F1Average average, double? threshold) : MetricState
    {
        private const double Epsilon = 1e-7;

        private Confusion[] classes = [];

        public override double Result => classes.Length == 0 ? 0 : average switch
        {
            F1Average.Micro => Score(classes.Sum(c => c.TruePositives), classes.Sum(c => c.FalsePositives), classes.Sum(c => c.FalseNegatives)),
            F1Average.Macro => classes.Average(Score),
            _ => classes.Sum(c => Score(c) * Metrics.Divided(True(c), classes.Sum(True))),
        };

        public override void Update(Tensor target, Tensor prediction, Tensor sampleWeight = default)
        {
            if (AccuracyKinds.IsLabels(target, prediction) && prediction.Shape[^1] > 1) target = Targets.OneHot("f1_score", target, prediction);
            var (t, p) = Targets.Align("f1_score", target, prediction);
            var size = p.Shape[^1];
            if (classes.Length == 0) classes = new Confusion[size];
            if (classes.Length != size) throw new BadArgumentException($"f1_score: predictions {p.Shape} follow some of {classes.Length} classes.");
            var weights = Spread(sampleWeight, p.Shape);
            for (var row = 0; row < p.Count; row += size)
            {
                var values = p.AsSpan().Slice(row, size);
                var largest = threshold is null && size > 0 ? Extremes.Max(values) : 0;
                for (var c = 0; c < size; c++)
                {
                    var positive = threshold is { } limit ? values[c] > (float)limit : values[c] >= largest && Math.Abs(values[c]) > 1e-9f;
                    classes[c] = classes[c].With(t.AsSpan()[row + c] != 0, positive, weights.IsDefault ? 1 : weights.AsSpan()[row + c]);
                }
            }
        }

        public override void Reset() => classes = [];

        private static double True(Confusion c) => c.TruePositives + c.FalseNegatives;

        private static double Score(Confusion c) => Score(c.TruePositives, c.FalsePositives, c.FalseNegatives);

        private static double Score(double tp, double fp, double fn)
        {
            var (precision, recall) = (tp / (tp + fp + Epsilon), tp / (tp + fn + Epsilon));
            return 2 * precision * recall / (precision + recall + Epsilon);
        }
    }
}
