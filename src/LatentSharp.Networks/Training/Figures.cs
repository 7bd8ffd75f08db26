namespace LatentSharp;

/// <summary>What a pass over batches found: means of what steps report, weighted by samples, and metrics.</summary>
internal sealed class Figures(MetricSet metrics, bool isTraining)
{
    private readonly List<Mean> means = [new("loss")];
    private readonly LossWatch watch = new(isTraining);
    private string[] names = [];

    internal MetricSet Metrics => metrics;

    /// <summary>The mean so far of the loss, or where none is reported of what is reported first; not a number before that.</summary>
    internal double Loss => Leading?.Value ?? double.NaN;

    /// <summary>Whether the last value of each loss, and of what <see cref="Loss"/> is the mean of, was finite.</summary>
    internal bool IsFinite
    {
        get
        {
            var leading = Leading;
            foreach (var mean in means)
            {
                if (mean.HasValue && (mean == leading || IsLoss(mean.Name)) && !double.IsFinite(mean.Last)) return false;
            }
            return true;
        }
    }

    /// <summary>
    /// The losses so far of a step that reports several and no <c>loss</c> of the whole, as adversaries do; otherwise null.
    /// </summary>
    internal IReadOnlyList<KeyValuePair<string, double>>? SeveralLosses
    {
        get
        {
            var losses = means.Where(mean => mean.HasValue && IsLoss(mean.Name)).ToList();
            return means[0].HasValue || losses.Count < 2 ? null : [.. losses.Select(mean => KeyValuePair.Create(mean.Name, mean.Value))];
        }
    }

    /// <summary>Samples of the batches begun since the last <see cref="Reset"/>.</summary>
    internal long Samples { get; set; }

    private Mean? Leading
    {
        get
        {
            foreach (var mean in means)
            {
                if (mean.HasValue) return mean;
            }
            return null;
        }
    }

    /// <summary>Whether a figure is a loss, by its name.</summary>
    internal static bool IsLoss(string name) => name == "loss" || name.EndsWith("_loss", StringComparison.Ordinal);

    /// <summary>Takes in the value of a batch.</summary>
    internal void Report(string name, double value, int samples)
    {
        foreach (var mean in means)
        {
            if (mean.Name != name) continue;
            mean.Add(value, samples);
            return;
        }
        if (metrics.Names.Contains(name, StringComparer.Ordinal))
            throw new BadArgumentException($"The step reports '{name}', which is the name of a metric too; names are different.");
        means.Add(new Mean(name));
        means[^1].Add(value, samples);
    }

    /// <summary>Looks at what losses are computed of.</summary>
    internal void Watch(CompiledOutput[] outputs, Batch batch, ReadOnlySpan<Tensor> predictions) =>
        watch.Examine(outputs, batch, predictions);

    /// <summary>Begins anew.</summary>
    /// <param name="keepMeans">Whether a figure that is not reported until the next time has its old value then, as of a network that is
    /// trained seldom.</param>
    internal void Reset(bool keepMeans = false)
    {
        foreach (var mean in means) mean.Reset(keepMeans);
        metrics.Reset();
        watch.NextPass();
        Samples = 0;
    }

    /// <summary>Forgets what earlier trainings noticed.</summary>
    internal void BeginTraining() => watch.Reset();

    /// <summary>What was found so far, for a training that goes on; without what metrics have counted where one does not say it.</summary>
    internal TrainingSnapshot Snapshot()
    {
        var snapshot = new TrainingSnapshot();
        snapshot.Add("samples", Samples);
        snapshot.Add("watch", watch.Snapshot());
        if (metrics.Snapshot() is { } counted) snapshot.Add("metrics", counted);
        for (var i = 0; i < means.Count; i++) snapshot.Add(FormattableString.Invariant($"means/{i}"), means[i].Snapshot());
        return snapshot;
    }

    /// <summary>Puts back what <see cref="Snapshot"/> gave.</summary>
    internal void Restore(TrainingSnapshot snapshot)
    {
        means.Clear();
        for (var i = 0; snapshot.Under(FormattableString.Invariant($"means/{i}")) is { IsEmpty: false } mean; i++)
            means.Add(Mean.From(mean));
        if (means.Count == 0) means.Add(new("loss"));
        if (snapshot.Under("metrics") is { IsEmpty: false } counted) metrics.Restore(counted);
        watch.Restore(snapshot.Under("watch"));
        Samples = snapshot.Count("samples");
    }

    /// <summary>Whether a training can go on from here, within an epoch.</summary>
    internal bool CanBeSaved => Array.TrueForAll(metrics.States, state => state.Snapshot() is not null);

    internal void Record(History history, string prefix)
    {
        var result = Result();
        foreach (var (name, value) in result) history.Add(prefix + name, value);
        foreach (var warning in result.Warnings) history.WarnOnce(warning);
    }

    /// <summary>The figures now. Only their array is new.</summary>
    internal EvaluationResult Result()
    {
        var count = metrics.Names.Count;
        foreach (var mean in means) count += mean.HasValue ? 1 : 0;
        if (names.Length != count || !AreNames())
            names = [.. means.Where(mean => mean.HasValue).Select(mean => mean.Name), .. metrics.Names];
        var values = count > 1 ? new double[count - 1] : [];
        var next = -1;
        var first = double.NaN;
        foreach (var mean in means)
        {
            if (mean.HasValue) Put(mean.Value);
        }
        for (var i = 0; i < metrics.Names.Count; i++) Put(metrics.Result(i));
        return new EvaluationResult(names, first, values, Warnings());

        void Put(double value)
        {
            if (next < 0) first = value;
            else values[next] = value;
            next++;
        }
    }

    private TrainingWarning[]? Warnings()
    {
        var any = watch.Warnings.Count > 0;
        foreach (var state in metrics.States) any |= state.Warning is not null;
        return any
            ? [.. watch.Warnings.Select(found => found.Warning), .. metrics.States.Select(state => state.Warning).OfType<TrainingWarning>()]
            : null;
    }

    private bool AreNames()
    {
        var next = 0;
        foreach (var mean in means)
        {
            if (mean.HasValue && names[next++] != mean.Name) return false;
        }
        return true;
    }

    private sealed class Mean(string name)
    {
        private double sum;
        private double? before;
        private long weight;

        internal string Name => name;

        internal bool HasValue => weight > 0 || before is not null;

        internal double Last { get; private set; }

        internal double Value => weight > 0 ? sum / weight : before ?? double.NaN;

        internal static Mean From(TrainingSnapshot snapshot) => new(snapshot.Text("name"))
        {
            sum = snapshot.Number("sum"), weight = snapshot.Count("weight"), Last = snapshot.Number("last"),
            before = snapshot.Numbers.TryGetValue("before", out var value) ? value : null,
        };

        internal TrainingSnapshot Snapshot()
        {
            var snapshot = new TrainingSnapshot();
            snapshot.Add("name", Name);
            snapshot.Add("sum", sum);
            snapshot.Add("weight", weight);
            snapshot.Add("last", Last);
            if (before is { } value) snapshot.Add("before", value);
            return snapshot;
        }

        internal void Add(double value, int samples)
        {
            sum += value * samples;
            weight += samples;
            Last = value;
        }

        internal void Reset(bool keep)
        {
            before = keep && HasValue ? Value : null;
            (sum, weight) = (0, 0);
        }
    }
}
