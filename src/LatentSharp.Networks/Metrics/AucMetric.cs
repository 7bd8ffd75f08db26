namespace LatentSharp;

/// <summary>A curve over thresholds.</summary>
public enum AucCurve
{
    /// <summary>The rate of true positives over that of false positives.</summary>
    Roc,

    /// <summary>Precision over recall.</summary>
    PrecisionRecall,
}

/// <summary>How the area between two points of a curve is taken.</summary>
public enum AucSummation
{
    /// <summary>By trapezoids; precision over recall after Davis and Goadrich (2006), who interpolate the counts.</summary>
    Interpolation,

    /// <summary>By the lower of both points.</summary>
    Minoring,

    /// <summary>By the higher of both points.</summary>
    Majoring,
}

/// <summary>The area under a curve of Keras: counts at evenly spread thresholds, the first below 0 and the last above 1.</summary>
internal sealed class AucMetric : Metric
{
    private const double Epsilon = 1e-7;
    private const int MostThresholds = 100_000;

    private readonly AucCurve curve;
    private readonly AucSummation summation;
    private readonly bool fromLogits;
    private readonly float[] thresholds;

    internal AucMetric(AucCurve curve, int thresholds, AucSummation summation, bool fromLogits)
    {
        if (thresholds is < 2 or > MostThresholds) throw new BadArgumentException(FormattableString.Invariant($"Auc: thresholds is {thresholds}; it must be 2 to {MostThresholds}."));
        (this.curve, this.summation, this.fromLogits) = (curve, summation, fromLogits);
        this.thresholds = [(float)-Epsilon, .. Enumerable.Range(1, thresholds - 2).Select(i => (float)(i / (thresholds - 1.0))), (float)(1 + Epsilon)];
    }

    public override string Name => "auc";

    public override MetricState Create() => new State(this);

    private sealed class State(AucMetric metric) : MetricState
    {
        // By how many thresholds a prediction is above.
        private readonly double[] positives = new double[metric.thresholds.Length + 1];
        private readonly double[] negatives = new double[metric.thresholds.Length + 1];

        public override double Result
        {
            get
            {
                var (tp, fp) = (Above(positives), Above(negatives));
                var (allPositives, allNegatives) = (positives.Sum(), negatives.Sum());
                if (metric is { curve: AucCurve.PrecisionRecall, summation: AucSummation.Interpolation }) return InterpolatedPrecision(tp, fp, allPositives);
                var recall = Array.ConvertAll(tp, value => Metrics.Divided(value, allPositives));
                if (metric.curve == AucCurve.Roc) return Area(Array.ConvertAll(fp, value => Metrics.Divided(value, allNegatives)), recall);
                return Area(recall, [.. tp.Zip(fp, (t, f) => Metrics.Divided(t, t + f))]);
            }
        }

        public override void Update(Tensor target, Tensor prediction, Tensor sampleWeight = default)
        {
            var (t, p) = Targets.Align("auc", target, metric.fromLogits ? Ops.Sigmoid(prediction) : prediction);
            var weights = Spread(sampleWeight, p.Shape);
            for (var i = 0; i < p.Count; i++)
            {
                var counts = t.AsSpan()[i] != 0 ? positives : negatives;
                counts[Passed(p.AsSpan()[i])] += weights.IsDefault ? 1 : weights.AsSpan()[i];
            }
        }

        public override void Reset()
        {
            positives.AsSpan().Clear();
            negatives.AsSpan().Clear();
        }

        /// <summary>How many thresholds a prediction is above.</summary>
        private int Passed(float value)
        {
            var (low, high) = (0, metric.thresholds.Length);
            while (low < high)
            {
                var middle = (low + high) / 2;
                if (value > metric.thresholds[middle]) low = middle + 1;
                else high = middle;
            }
            return low;
        }

        /// <summary>What is above each threshold.</summary>
        private static double[] Above(double[] passed)
        {
            var above = new double[passed.Length - 1];
            var sum = 0.0;
            for (var i = above.Length - 1; i >= 0; i--) above[i] = sum += passed[i + 1];
            return above;
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
