namespace LatentSharp;

/// <summary>The metrics of a compiled model at work, those of each output.</summary>
internal sealed class MetricSet
{
    private readonly (int Output, MetricState State, bool Weighted)[] metrics;
    private readonly string[] names;

    /// <exception cref="BadArgumentException">Two have the same name.</exception>
    internal MetricSet(IReadOnlyList<CompiledOutput> outputs)
    {
        var found = new List<(int, MetricState, bool)>();
        var taken = new List<string> { "loss" };
        if (outputs.Count(output => output.Loss is not null) > 1) taken.AddRange(outputs.Select(output => output.LossName));
        var reserved = taken.Count;
        for (var i = 0; i < outputs.Count; i++)
        {
            foreach (var metric in outputs[i].Metrics) Add(i, metric, outputs[i].Prefix + metric.Name, weighted: false);
        }
        for (var i = 0; i < outputs.Count; i++)
        {
            foreach (var metric in outputs[i].WeightedMetrics)
            {
                var name = outputs[i].Prefix + metric.Name;
                Add(i, metric, taken.Contains(name) ? $"{outputs[i].Prefix}weighted_{metric.Name}" : name, weighted: true);
            }
        }
        metrics = [.. found];
        names = [.. taken.Skip(reserved)];

        void Add(int output, Metric metric, string name, bool weighted)
        {
            if (taken.Contains(name)) throw new BadArgumentException($"Compile: there is more than one series '{name}'; names are different.");
            taken.Add(name);
            found.Add((output, metric.Create(), weighted));
        }
    }

    /// <summary>The names of the figures, in the order of <see cref="Result"/>.</summary>
    internal IReadOnlyList<string> Names => names;

    /// <summary>The figure of one metric so far.</summary>
    internal double Result(int index) => metrics[index].State.Result;

    /// <summary>Takes in a batch; what a prediction's mask says is padding counts nothing.</summary>
    internal void Update(Batch batch, ReadOnlySpan<Tensor> predictions)
    {
        for (var i = 0; i < metrics.Length; i++)
        {
            var (output, state, weighted) = metrics[i];
            var prediction = predictions[output];
            var weight = weighted ? batch.WeightArray[output] : default;
            var mask = prediction.Mask;
            if (!mask.IsDefault) weight = weight.IsDefault ? mask : Loss.Weights(weight, mask.Shape) * mask;
            state.Update(batch.TargetArray[output], Ops.StopGradient(prediction), weight);
        }
    }

    internal void Reset()
    {
        foreach (var (_, state, _) in metrics) state.Reset();
    }
}
