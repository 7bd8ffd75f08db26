using static LatentSharp.ReportText;

namespace LatentSharp;

/// <summary>
/// A data set, divided and scaled. The scaling is chosen from the training part alone. There are two copies of each row: one in the units
/// of the file and one in those of the model.
/// </summary>
internal sealed record PreparedData
{
    /// <summary>Everything, in the units of the file.</summary>
    public required Dataset All { get; init; }

    /// <summary>What is learned from.</summary>
    public required PreparedPart Training { get; init; }

    /// <summary>What is measured on.</summary>
    public required PreparedPart HeldOut { get; init; }

    /// <summary>From the units of the file to those of the model.</summary>
    public required Scaler Scaling { get; init; }

    /// <summary>In what numbers classes occur in both parts together; null without labels.</summary>
    public required ClassBalance? Balance { get; init; }

    /// <summary>
    /// The rows of the training part whose labels are used, ascending, when few are: the others' are as if nobody knew them. Null when all
    /// are.
    /// </summary>
    public int[]? LabelledRows { get; init; }

    /// <summary>
    /// All samples, in the units of the file, where they are not in memory: <see cref="All"/> are then some of them. Null otherwise.
    /// </summary>
    public SampleStream? Stream { get; init; }

    /// <summary>What is learned from of a stream: samples in the units of the model, and the labels of all of them.</summary>
    public LearningSet? Streamed { get; init; }

    /// <summary>How a long series became windows, which are in the order of time; null for other samples.</summary>
    public SeriesPlan? Series { get; init; }

    /// <summary>The number of samples.</summary>
    public int SampleCount => Stream?.Count ?? All.Count;

    /// <summary>What an estimator is given. The part to choose an epoch by is cut from it; the held-out part chooses nothing.</summary>
    public LearningSet ToLearnFrom => Streamed ?? new(Training.Scaled, KnownLabels())
    {
        IsOwned = true, IsOrdered = Series is not null,
    };

    /// <summary>What to know of how the data were read, and which classes cannot be learned.</summary>
    public IReadOnlyList<string> Notes => [.. All.Notes, .. Unlearnable()];

    /// <summary>Divides and scales.</summary>
    /// <param name="all">The data.</param>
    /// <param name="validation">
    /// The share to hold out of a set without a test part of its own; of one with it, that part is held out.
    /// </param>
    /// <param name="seed">What the division follows from.</param>
    public static PreparedData From(Dataset all, double validation, long seed)
    {
        var held = all.TestPart ?? all;
        var (training, heldOut) = all.TestPart is { } test
            ? ([.. Enumerable.Range(0, all.Count)], [.. Enumerable.Range(0, test.Count)])
            : TrainValidationSplit.Rows(all, validation, seed);
        var scaling = all.Text is not null ? Scaler.Identity : Scaler.Choose(RowView.Of(all, training), all.IsByChannel);
        return Of(all, new PreparedPart(all, training, scaling), new PreparedPart(held, heldOut, scaling), scaling);
    }

    /// <summary>Two parts that are known.</summary>
    public static PreparedData Of(Dataset all, PreparedPart training, PreparedPart heldOut, Scaler scaling) => new()
    {
        All = all,
        Training = training,
        HeldOut = heldOut,
        Scaling = scaling,
        Balance = training.Labels is { } first && heldOut.Labels is { } second
            ? ClassBalance.Of(Tensor.From([.. first.ToArray<int>(), .. second.ToArray<int>()]))
            : null,
    };

    /// <summary>The same with the labels of some of the rows to learn from alone, drawn by class.</summary>
    /// <param name="labels">Below 1 a share of the rows, otherwise their number; null for all.</param>
    /// <param name="seed">What they are drawn from.</param>
    /// <exception cref="BadArgumentException">There are no labels, or fewer are asked for than there are classes.</exception>
    public PreparedData WithLabelsFor(double? labels, long seed)
    {
        if (labels is not { } asked) return this;
        if (Training.Labels is not { } truth)
            throw new BadArgumentException($"{LearnOptions.LabelsFor.Name}: these data have no labels to choose from.");
        var count = asked < 1 ? (int)Math.Ceiling((asked * Training.Count) - 1e-9) : (int)Math.Min(asked, Training.Count);
        if (asked > Training.Count)
            throw new BadArgumentException(
                $"{LearnOptions.LabelsFor.Name}: {asked} does not fit; there are {Plural(Training.Count, "row")} to learn from.");
        var classes = truth.ToArray<int>().Distinct().Count();
        if (count < classes)
        {
            throw new BadArgumentException(
                $"{LearnOptions.LabelsFor.Name}: {Plural(count, "label")} of {Plural(Training.Count, "row")} to learn from "
                + $"{(count == 1 ? "does" : "do")} not fit "
                + $"{Plural(classes, "class").Replace("classs", "classes", StringComparison.Ordinal)}; {classes} or more would, one for "
                + $"each.");
        }
        return count >= Training.Count ? this
            : this with { LabelledRows = StratifiedRows.Draw(Training.Count, truth, count, seed), LabelSeed = seed };
    }

    /// <summary>What the rows with labels were drawn from.</summary>
    private long LabelSeed { get; init; }

    private Tensor? KnownLabels()
    {
        if (LabelledRows is not { } rows || Training.Labels is not { } truth) return Training.Labels;
        var labels = truth.ToArray<int>();
        var known = new int[labels.Length];
        Array.Fill(known, LearningSet.Unknown);
        foreach (var row in rows) known[row] = labels[row];
        return Tensor.From(known);
    }

    /// <summary>
    /// Values of both parts in the order of the file, where the rows of a test part of its own follow the others: (M, k) and (L, k) ->
    /// (M + L, k).
    /// </summary>
    public Tensor InOrder(Tensor training, Tensor heldOut) => Tensor.Create<float, (PreparedData Self, Tensor Training, Tensor HeldOut)>(
        [Training.Count + HeldOut.Count, training.Shape[1]], (this, training, heldOut), static (all, state) =>
        {
            var own = state.Self.All.TestPart is null ? 0 : state.Training.Count;
            state.Self.Training.Spread(state.Training.AsSpan(), all);
            state.Self.HeldOut.Spread(state.HeldOut.AsSpan(), all[own..]);
        });

    /// <summary><c>digits: 1,797 images of 8 × 8, 10 classes</c>.</summary>
    public string InWords =>
        $"{All.Name}: {Count(SampleCount)} {(All.SampleShape.Rank == 1 ? $"rows of {Words.Samples(All)}" : Words.Samples(All))}" +
        (All.Labels is null ? ", no labels" : $", {Count(All.ClassNames.Count)} {(All.ClassNames.Count == 1 ? "class" : "classes")}");

    public string DivisionInWords =>
        $"{Count(ToLearnFrom.Count)} to learn from"
        + $"{(LabelledRows is { } rows ? $" ({Count(rows.Length)} with labels, drawn by class, seed {LabelSeed})" : "")}, "
        + $"{Count(HeldOut.Count)} held "
        + $"out{(All.TestPart is null ? "" : All.Text is { IsContinuous: true } ? ", the end of the text"
            : Series is not null ? ", the end of the series" : ", the set's own test part")}";

    /// <summary>What became of texts, missing values and ranges.</summary>
    public string ScalingInWords => All.Text is not null ? Scaler.TextsAsTheyAre :
        All.Encoding is { Description.Length: > 0 } encoding ? $"{encoding.Description}; {Scaling.Description}" : Scaling.Description;

    /// <summary>Names the classes of the held-out part that the other part has no sample of.</summary>
    private IEnumerable<string> Unlearnable()
    {
        if ((Streamed?.Labels ?? Training.Labels) is not { } training || HeldOut.Labels is not { } heldOut) yield break;
        var learned = training.ToArray<int>().ToHashSet();
        foreach (
            var group in heldOut.ToArray<int>().Where(index => !learned.Contains(index)).GroupBy(index => index)
                .OrderBy(group => group.Key))
            yield return $"the class '{All.ClassNames[group.Key]}' is in the part held out alone "
                + $"({Plural(group.Count(), "sample")}), so that it cannot be learned and counts as wrong.";
    }
}
