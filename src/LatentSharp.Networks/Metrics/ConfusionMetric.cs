namespace LatentSharp;

/// <summary>Sums of weights by what is true and what was predicted.</summary>
internal readonly record struct Confusion(double TruePositives, double FalsePositives, double TrueNegatives, double FalseNegatives)
{
    internal Confusion With(bool isTrue, bool isPredicted, double weight) => (isTrue, isPredicted) switch
    {
        (true, true) => this with { TruePositives = TruePositives + weight },
        (false, true) => this with { FalsePositives = FalsePositives + weight },
        (false, false) => this with { TrueNegatives = TrueNegatives + weight },
        _ => this with { FalseNegatives = FalseNegatives + weight },
    };
}

/// <summary>A figure of the confusion at one threshold; a target other than 0 is true, a prediction above the threshold positive.</summary>
internal sealed class ConfusionMetric(string name, double threshold, int? classId, Func<Confusion, double> figure) : Metric
{
    private readonly float threshold = (float)Require.InRange(threshold, 0, 1, $"{name}: threshold");

    public override string Name => name;

    public override MetricState Create() => new State(name, threshold, classId, figure);

    private sealed class State(string name, float threshold, int? classId, Func<Confusion, double> figure) : MetricState
    {
        private Confusion counts;

        public override double Result => figure(counts);

        public override void Update(Tensor target, Tensor prediction, Tensor sampleWeight = default)
        {
            var (t, p) = Targets.Align(name, target, prediction);
            var weights = Spread(sampleWeight, p.Shape);
            var size = p.Shape[^1];
            if (classId is { } id && (uint)id >= (uint)size) throw new BadArgumentException($"{name}: class {id} is not one of predictions {p.Shape}.");
            for (var i = classId ?? 0; i < p.Count; i += classId is null ? 1 : size)
                counts = counts.With(t.AsSpan()[i] != 0, p.AsSpan()[i] > threshold, weights.IsDefault ? 1 : weights.AsSpan()[i]);
        }

        public override void Reset() => counts = default;
    }
}
