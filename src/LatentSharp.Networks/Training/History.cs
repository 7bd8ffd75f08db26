namespace LatentSharp;

/// <summary>
/// What happened in a training: a series of values per epoch under each name that Keras users know (<c>loss</c>, <c>val_loss</c>,
/// <c>accuracy</c>, …), and the warnings that arose.
/// </summary>
public sealed class History
{
    private readonly Dictionary<string, List<double>> series = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<int>> epochs = new(StringComparer.Ordinal);
    private readonly List<TrainingWarning> warnings = [];

    /// <summary>The epoch, from 1, that values are added for; 0 outside of a training, where each series counts its own.</summary>
    internal int RunningEpoch { get; set; }

    /// <summary>The names of the series, in the order in which they began.</summary>
    public IReadOnlyCollection<string> Names => series.Keys;

    /// <summary>Epochs that were finished.</summary>
    public int Epochs => series.Count == 0 ? 0 : series.Values.Max(values => values.Count);

    /// <summary>Whether training ended before its last epoch: early stopping, or a request to stop.</summary>
    public bool StoppedEarly { get; internal set; }

    /// <summary>Whether a <see cref="StopSignal"/> ended it, maybe within an epoch.</summary>
    public bool IsInterrupted { get; internal set; }

    /// <summary>Epochs that were asked for.</summary>
    public int PlannedEpochs { get; internal set; }

    /// <summary>
    /// The epoch, from 1, whose weights the model has: the last, unless <see cref="EarlyStopping"/> put back those of the best.
    /// </summary>
    public int KeptEpoch { get => field > 0 ? field : Epochs; internal set; }

    /// <summary>Time spent in training.</summary>
    public TimeSpan Duration { get; internal set; }

    /// <summary>What went wrong or looks wrong, each with its remedy.</summary>
    public IReadOnlyList<TrainingWarning> Warnings => warnings;

    /// <summary>The values of one series, an entry an epoch; empty when there is none of that name.</summary>
    public IReadOnlyList<double> this[string name] => series.TryGetValue(name, out var values) ? values : [];

    /// <summary>Appends the value of an epoch to a series.</summary>
    public void Add(string name, double value)
    {
        if (!series.TryGetValue(name, out var values)) (series[name], epochs[name]) = (values = [], []);
        values.Add(value);
        epochs[name].Add(RunningEpoch > 0 ? RunningEpoch : values.Count);
    }

    /// <summary>
    /// The epoch, from 1, of each value of a series: validation may be rarer than epochs, and a resumed training begins later.
    /// </summary>
    public IReadOnlyList<int> EpochsOf(string name) => epochs.TryGetValue(name, out var of) ? of : [];

    /// <summary>
    /// A picture of all series over epochs, as the text of an SVG file: the loss in one panel with that of validation, each metric in
    /// another. It stands on light ground and on dark, and needs nothing beside it.
    /// </summary>
    public string ToSvg() => HistoryChart.Render(this);

    /// <summary>All values and warnings so far, for a training that goes on.</summary>
    internal TrainingSnapshot Snapshot()
    {
        var snapshot = new TrainingSnapshot();
        var place = 0;
        foreach (var (name, values) in series)
        {
            var part = new TrainingSnapshot();
            part.Add("name", name);
            part.Add("values", values.ToArray());
            part.Add("epochs", epochs[name].ConvertAll(epoch => (double)epoch).ToArray());
            snapshot.Add(FormattableString.Invariant($"series/{place++}"), part);
        }
        for (var i = 0; i < warnings.Count; i++) warnings[i].AddTo(snapshot, FormattableString.Invariant($"warnings/{i}"));
        return snapshot;
    }

    /// <summary>Puts back what <see cref="Snapshot"/> gave; what was warned of since stays.</summary>
    internal void Restore(TrainingSnapshot snapshot)
    {
        var since = warnings.ToArray();
        series.Clear();
        epochs.Clear();
        warnings.Clear();
        for (var i = 0; snapshot.Under(FormattableString.Invariant($"series/{i}")) is { IsEmpty: false } part; i++)
        {
            var name = part.Text("name");
            (series[name], epochs[name]) = ([.. part.Values("values")], [.. part.Values("epochs").Select(epoch => (int)epoch)]);
        }
        while (TrainingWarning.From(snapshot, FormattableString.Invariant($"warnings/{warnings.Count}")) is { } warning) Warn(warning);
        warnings.AddRange(since);
    }

    /// <summary>Adds a warning.</summary>
    public void Warn(TrainingWarning warning) => warnings.Add(warning);

    /// <summary>Adds a warning of something, named before the colon, unless there is one of its kind already.</summary>
    internal void WarnOnce(TrainingWarning warning)
    {
        var subject = warning.Message[..(warning.Message.IndexOf(':', StringComparison.Ordinal) + 1)];
        if (!warnings.Exists(known => known.Kind == warning.Kind && known.Message.StartsWith(subject, StringComparison.Ordinal)))
            Warn(warning);
    }
}

/// <summary>Something that a user should know about a training, or about what a network makes of samples.</summary>
/// <param name="Kind">What it is, for programs.</param>
/// <param name="Message">What was seen, in a sentence; rows are counted from 1.</param>
/// <param name="Remedy">What usually helps, in a sentence.</param>
public sealed record TrainingWarning(TrainingWarningKind Kind, string Message, string Remedy)
{
    private const int RowsToName = 5;

    /// <summary>Takes it into a snapshot.</summary>
    internal void AddTo(TrainingSnapshot snapshot, string name)
    {
        snapshot.Add($"{name}/kind", (long)Kind);
        snapshot.Add($"{name}/message", Message);
        snapshot.Add($"{name}/remedy", Remedy);
        snapshot.Add($"{name}/rows", Rows.Select(row => (double)row).ToArray());
    }

    /// <summary>What <see cref="AddTo"/> took in; null where there is none of that name.</summary>
    internal static TrainingWarning? From(TrainingSnapshot snapshot, string name) => !snapshot.Texts.ContainsKey($"{name}/message")
        ? null
        : new((TrainingWarningKind)snapshot.Count($"{name}/kind"), snapshot.Text($"{name}/message"), snapshot.Text($"{name}/remedy"))
        {
            Rows = [.. snapshot.Values($"{name}/rows").Select(row => (int)row)],
        };

    /// <summary>The samples that it is about, counted from 0. Default none in particular.</summary>
    public IReadOnlyList<int> Rows { get; init; } = [];

    /// <summary>
    /// Which rows of a result (N, …), as features or reconstructions, hold numbers that are not finite; null when all are finite.
    /// </summary>
    /// <param name="what">What the result is, as it begins a sentence: <c>the features</c>.</param>
    /// <param name="result">(N, …), Float32.</param>
    public static TrainingWarning? NotFinite(string what, Tensor result)
    {
        var values = result.AsSpan();
        var width = result.Shape[0] == 0 ? 0 : values.Length / result.Shape[0];
        var rows = new List<int>();
        for (var row = 0; row < result.Shape[0]; row++)
            if (!Require.AreFinite(values.Slice(row * width, width))) rows.Add(row);
        if (rows.Count == 0) return null;
        var named = string.Join(", ", rows.Take(RowsToName).Select(row => FormattableString.Invariant($"{row + 1}")));
        var more = rows.Count > RowsToName ? FormattableString.Invariant($" and {rows.Count - RowsToName} more") : "";
        return new TrainingWarning(
            TrainingWarningKind.ResultNotFinite,
            $"{what} of {(rows.Count == 1 ? "row" : "rows")} {named}{more} {(rows.Count == 1 ? "is" : "are")} no finite numbers.",
            "Look at the values there: they are far outside of what the model learned from.") { Rows = rows };
    }
}

/// <summary>The kinds of <see cref="TrainingWarning"/>.</summary>
public enum TrainingWarningKind
{
    /// <summary>The loss became infinite or not a number; training ended.</summary>
    LossNotFinite,

    /// <summary>Units of the code have the same value for every sample.</summary>
    DeadUnits,

    /// <summary>Batches ended within an epoch, or before as many steps as were asked for.</summary>
    DataEnded,

    /// <summary>The loss rose over the training.</summary>
    LearningRateTooHigh,

    /// <summary>A checkpoint was damaged; the one before it was used, or none.</summary>
    CheckpointDamaged,

    /// <summary>Most features of a variational autoencoder are the same for all samples: the code says nothing.</summary>
    PosteriorCollapsed,

    /// <summary>A generator makes nearly the same sample whatever its noise.</summary>
    GeneratorCollapsed,

    /// <summary>A discriminator is always right, so that its generator learns nothing more.</summary>
    DiscriminatorTooStrong,

    /// <summary>
    /// A mask came to a layer that does not know masks and ended there: what follows took padding for real. See <see
    /// cref="Layer.Warnings"/>.
    /// </summary>
    MaskEnded,

    /// <summary>A loss or metric met targets that it is not made for, as a binary cross-entropy targets outside 0 to 1.</summary>
    TargetsOutsideDomain,

    /// <summary>A loss or metric met predictions that it is not made for, as logits where it takes probabilities.</summary>
    PredictionsOutsideDomain,

    /// <summary>A model that rebuilds samples has as many features as samples have values.</summary>
    NoBottleneck,

    /// <summary>Results hold infinite values or values that are not numbers. See <see cref="TrainingWarning.Rows"/>.</summary>
    ResultNotFinite,

    /// <summary>A checkpoint could not be written, as on a full disk; training went on, and the one before it stayed.</summary>
    CheckpointNotWritten,
}
