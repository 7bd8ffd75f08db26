namespace LatentSharp;

/// <summary>The mean of a value for each sample or number, weighted: Σ w·v / Σ w.</summary>
/// <param name="name">Its name.</param>
/// <param name="direction">Which way it is better.</param>
/// <param name="values">The values of targets and predictions.</param>
/// <param name="finish">What becomes of the mean.</param>
/// <param name="counting">Which values count, 1, and which do not, 0; default for all.</param>
internal sealed class MeanMetric(
    string name, MetricDirection direction, Func<Tensor, Tensor, Tensor> values, Func<double, double>? finish = null,
    Func<Tensor, Tensor, Tensor>? counting = null) : Metric
{
    public override string Name => name;

    public override MetricDirection Direction => direction;

    /// <summary>What is to be said of a target or a prediction that the metric was not made for.</summary>
    internal Func<Tensor, Tensor, TrainingWarning?>? Doubts { get; init; }

    public override MetricState Create() => new State(values, finish, counting, Doubts);

    private sealed class State(
        Func<Tensor, Tensor, Tensor> values, Func<double, double>? finish, Func<Tensor, Tensor, Tensor>? counting,
        Func<Tensor, Tensor, TrainingWarning?>? doubts) : MetricState
    {
        private double sum, weight;

        public override double Result => finish is null ? Metrics.Divided(sum, weight) : finish(Metrics.Divided(sum, weight));

        public override void Update(Tensor target, Tensor prediction, Tensor sampleWeight = default)
        {
            Warning ??= doubts?.Invoke(target, prediction);
            var found = values(target, prediction);
            var counts = counting?.Invoke(target, prediction) ?? default;
            if (sampleWeight.IsDefault && counts.IsDefault)
            {
                sum += Sums.Sum(found.AsSpan());
                weight += found.Count;
                return;
            }
            var weights = sampleWeight.IsDefault ? counts : Spread(sampleWeight, found.Shape);
            if (!sampleWeight.IsDefault && !counts.IsDefault) weights *= counts;
            sum += Sums.SumZip(default(MultiplyOp), found.AsSpan(), weights.AsSpan());
            weight += Sums.Sum(weights.AsSpan());
        }

        public override void Reset() => (sum, weight, Warning) = (0, 0, null);

        public override TrainingSnapshot Snapshot() => TrainingSnapshot.Of(("sum", sum), ("weight", weight));

        public override void Restore(TrainingSnapshot snapshot) =>
            (sum, weight) = (snapshot.Number("sum"), snapshot.Number("weight"));
    }
}
