namespace LatentSharp;

/// <summary>The metrics of a compiled model at work.</summary>
internal sealed class MetricSet
{
    private readonly Metric[] metrics;
    private readonly MetricState[] states;

    internal MetricSet(IReadOnlyList<Metric> metrics)
    {
        this.metrics = [.. metrics];
        states = Array.ConvertAll(this.metrics, metric => metric.Create());
        var names = new HashSet<string>(StringComparer.Ordinal) { "loss" };
        foreach (var metric in metrics)
        {
            if (!names.Add(metric.Name)) throw new BadArgumentException($"Compile: there is more than one series '{metric.Name}'; names are different.");
        }
    }

    internal IReadOnlyList<Metric> All => metrics;

    /// <summary>The same metrics, having seen nothing.</summary>
    internal MetricSet Fresh() => new(metrics);

    /// <summary>Takes in a batch; what the prediction's mask says is padding counts nothing.</summary>
    internal void Update(Tensor target, Tensor prediction, Tensor sampleWeight = default)
    {
        var mask = prediction.Mask;
        if (!mask.IsDefault) sampleWeight = sampleWeight.IsDefault ? mask : Loss.Weights(sampleWeight, mask.Shape) * mask;
        prediction = Ops.StopGradient(prediction);
        foreach (var state in states) state.Update(target, prediction, sampleWeight);
    }

    internal void Reset()
    {
        foreach (var state in states) state.Reset();
    }

    internal void Record(History history, string prefix)
    {
        for (var i = 0; i < metrics.Length; i++) history.Add(prefix + metrics[i].Name, states[i].Result);
    }

    internal EvaluationResult Result(double loss)
    {
        var figures = new Dictionary<string, double>(StringComparer.Ordinal);
        for (var i = 0; i < metrics.Length; i++) figures[metrics[i].Name] = states[i].Result;
        return new EvaluationResult(loss, figures);
    }
}
