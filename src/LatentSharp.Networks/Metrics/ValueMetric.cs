namespace LatentSharp;

/// <summary>The weighted mean or sum of the predictions themselves, whatever is true.</summary>
internal sealed class ValueMetric(string name, bool isMean, MetricDirection direction) : Metric
{
    public override string Name => name;

    public override MetricDirection Direction => direction;

    public override MetricState Create() => new State(name, isMean);

    private sealed class State(string name, bool isMean) : MetricState
    {
        private double sum, weight;

        public override double Result => isMean ? Metrics.Divided(sum, weight) : sum;

        public override void Update(Tensor target, Tensor prediction, Tensor sampleWeight = default)
        {
            var values = Operand.Floats(prediction, name, "the value");
            if (values.Rank == 0) values = Ops.Reshape(values, [1]);
            var weights = Spread(sampleWeight, values.Shape);
            for (var i = 0; i < values.Count; i++)
            {
                var own = weights.IsDefault ? 1.0 : weights.AsSpan()[i];
                if (own == 0) continue;
                sum += own * values.AsSpan()[i];
                weight += own;
            }
        }

        public override void Reset() => sum = weight = 0;

        public override TrainingSnapshot Snapshot() => TrainingSnapshot.Of(("sum", sum), ("weight", weight));

        public override void Restore(TrainingSnapshot snapshot) =>
            (sum, weight) = (snapshot.Number("sum"), snapshot.Number("weight"));
    }
}
