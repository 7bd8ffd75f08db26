namespace LatentSharp;

/// <summary>The metrics of a compiled model at work, those of each output.</summary>
internal sealed class MetricSet
{
    private readonly (int Output, MetricState State, bool Weighted)[] metrics;
    private readonly (MetricState State, int Figure)[] figures;
    private readonly string[] names;

    /// <exception cref="BadArgumentException">Two have the same name.</exception>
    internal MetricSet(IReadOnlyList<CompiledOutput> outputs)
    {
        var found = new List<(int, MetricState, bool)>();
        var (series, directions) = (new List<(MetricState, int)>(), new Dictionary<string, MetricDirection>(StringComparer.Ordinal));
        var taken = new List<string> { "loss" };
        if (outputs.Count(output => output.Loss is not null) > 1) taken.AddRange(outputs.Select(output => output.LossName));
        var reserved = taken.Count;
        for (var i = 0; i < outputs.Count; i++)
        {
            foreach (var metric in outputs[i].Metrics) Add(i, metric, weighted: false);
        }
        for (var i = 0; i < outputs.Count; i++)
        {
            foreach (var metric in outputs[i].WeightedMetrics) Add(i, metric, weighted: true);
        }
        metrics = [.. found];
        States = [.. found.Select(metric => metric.Item2)];
        (figures, names, Directions) = ([.. series], [.. taken.Skip(reserved)], directions);

        void Add(int output, Metric metric, bool weighted)
        {
            var (state, parts) = (metric.Create(), metric.FigureNames);
            found.Add((output, state, weighted));
            for (var i = 0; i < parts.Count; i++)
            {
                var name = outputs[output].Prefix + parts[i];
                if (weighted && taken.Contains(name)) name = $"{outputs[output].Prefix}weighted_{parts[i]}";
                if (taken.Contains(name))
                    throw new BadArgumentException($"Compile: there is more than one series '{name}'; names are different.");
                taken.Add(name);
                directions[name] = metric.Direction;
                series.Add((state, i));
            }
        }
    }

    /// <summary>Which way each figure is better.</summary>
    internal IReadOnlyDictionary<string, MetricDirection> Directions { get; }

    /// <summary>The states of the metrics.</summary>
    internal MetricState[] States { get; }

    /// <summary>The names of the figures, in the order of <see cref="Result"/>.</summary>
    internal IReadOnlyList<string> Names => names;

    /// <summary>One figure so far.</summary>
    internal double Result(int index) => figures[index].State.Figure(figures[index].Figure);

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

    /// <summary>What all of them have counted; null where one does not say it.</summary>
    internal TrainingSnapshot? Snapshot()
    {
        var snapshot = new TrainingSnapshot();
        for (var i = 0; i < States.Length; i++)
        {
            if (States[i].Snapshot() is not { } part) return null;
            States[i].Warning?.AddTo(part, "warning");
            snapshot.Add(FormattableString.Invariant($"{i}"), part);
        }
        return snapshot;
    }

    internal void Restore(TrainingSnapshot snapshot)
    {
        for (var i = 0; i < States.Length; i++)
        {
            var part = snapshot.Under(FormattableString.Invariant($"{i}"));
            States[i].Restore(part);
            States[i].Warning = TrainingWarning.From(part, "warning");
        }
    }
}
