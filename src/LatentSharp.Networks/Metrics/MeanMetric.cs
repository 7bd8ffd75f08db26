namespace LatentSharp;

/// <summary>The mean of a value for each sample, weighted: Σ w·v / Σ w.</summary>
internal sealed class MeanMetric(string name, Func<Tensor, Tensor, Tensor> perSample, Func<double, double>? finish = null) : Metric
{
    public override string Name => name;

    public override MetricState Create() => new State(perSample, finish);

    private sealed class State(Func<Tensor, Tensor, Tensor> perSample, Func<double, double>? finish) : MetricState
    {
        private double sum, weight;

        public override double Result => finish is null ? Metrics.Divided(sum, weight) : finish(Metrics.Divided(sum, weight));

        public override void Update(Tensor target, Tensor prediction, Tensor sampleWeight = default)
        {
            var values = perSample(target, prediction);
            if (sampleWeight.IsDefault)
            {
                sum += Sums.Sum(values.AsSpan());
                weight += values.Count;
                return;
            }
            var weights = Spread(sampleWeight, values.Shape);
            sum += Sums.SumZip(default(MultiplyOp), values.AsSpan(), weights.AsSpan());
            weight += Sums.Sum(weights.AsSpan());
        }

        public override void Reset() => sum = weight = 0;
    }
}
