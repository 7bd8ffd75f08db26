namespace LatentSharp;

/// <summary>The coefficient of determination of each output, averaged; sums are kept in double precision.</summary>
internal sealed class R2Metric : Metric
{
    public override string Name => "r2_score";

    public override MetricDirection Direction => MetricDirection.LargerIsBetter;

    public override MetricState Create() => new State();

    private sealed class State : MetricState
    {
        private double[] sums = [], squares = [], residuals = [], weights = [];

        public override double Result => sums.Length == 0 ? 0 : Enumerable.Range(0, sums.Length).Average(Score);

        public override void Update(Tensor target, Tensor prediction, Tensor sampleWeight = default)
        {
            var (t, p) = Targets.Align("r2_score", target, prediction);
            var size = p.Shape[^1];
            if (sums.Length == 0)
                (sums, squares, residuals, weights) = (new double[size], new double[size], new double[size], new double[size]);
            if (sums.Length != size)
                throw new BadArgumentException($"r2_score: predictions {p.Shape} follow some of {sums.Length} outputs.");
            var spread = Spread(sampleWeight, p.Shape);
            for (var i = 0; i < p.Count; i++)
            {
                double weight = spread.IsDefault ? 1 : spread.AsSpan()[i], truth = t.AsSpan()[i], error = truth - p.AsSpan()[i];
                sums[i % size] += weight * truth;
                squares[i % size] += weight * truth * truth;
                residuals[i % size] += weight * error * error;
                weights[i % size] += weight;
            }
        }

        public override void Reset() => sums = squares = residuals = weights = [];

        public override TrainingSnapshot Snapshot()
        {
            var snapshot = new TrainingSnapshot();
            snapshot.Add("sums", sums);
            snapshot.Add("squares", squares);
            snapshot.Add("residuals", residuals);
            snapshot.Add("weights", weights);
            return snapshot;
        }

        public override void Restore(TrainingSnapshot snapshot) => (sums, squares, residuals, weights) = (
            snapshot.Values("sums"), snapshot.Values("squares"), snapshot.Values("residuals"), snapshot.Values("weights"));

        private double Score(int output)
        {
            var total = squares[output] - (sums[output] * Metrics.Divided(sums[output], weights[output]));
            if (total <= 1e-12 * squares[output]) return residuals[output] == 0 && weights[output] > 0 ? 1 : 0;
            return 1 - (residuals[output] / total);
        }
    }
}
