using static LatentSharp.ReportText;

namespace LatentSharp;

/// <summary>A data set, divided and scaled. The scaling is chosen from the training part alone.</summary>
internal sealed record PreparedData
{
    /// <summary>Everything, in the units of the file.</summary>
    public required Dataset All { get; init; }

    /// <summary>What is learned from.</summary>
    public required Dataset Training { get; init; }

    /// <summary>What is measured on.</summary>
    public required Dataset HeldOut { get; init; }

    /// <summary>From the units of the file to those of the model.</summary>
    public required Scaler Scaling { get; init; }

    public required Tensor ScaledAll { get; init; }

    public required Tensor ScaledTraining { get; init; }

    public required Tensor ScaledHeldOut { get; init; }

    /// <summary>What an estimator is given. The part to choose an epoch by is cut from it; the held-out part chooses nothing.</summary>
    public LearningSet ToLearnFrom => new(ScaledTraining, Training.Labels);

    /// <summary>What to know of how the data were read, and which classes cannot be learned.</summary>
    public IReadOnlyList<string> Notes => [.. All.Notes, .. Unlearnable()];

    /// <summary>In what numbers classes occur in both parts together; null without labels.</summary>
    public ClassBalance? Balance => Training.Labels is { } training && HeldOut.Labels is { } heldOut
        ? ClassBalance.Of(Tensor.From([.. training.ToArray<int>(), .. heldOut.ToArray<int>()]))
        : null;

    /// <summary>Divides and scales.</summary>
    /// <param name="all">The data.</param>
    /// <param name="validation">The share to hold out of a set without a test part of its own; of one with it, that part is held out.</param>
    /// <param name="seed">What the division follows from.</param>
    /// <param name="scaling">A scaling that is given; null to choose one.</param>
    public static PreparedData From(Dataset all, double validation, long seed, Scaler? scaling = null)
    {
        var (training, heldOut) = all.TestPart is { } test ? (all, test) : TrainValidationSplit.Split(all, validation, seed);
        var scaler = scaling ?? Scaler.Choose(training);
        return new PreparedData
        {
            All = all,
            Training = training,
            HeldOut = heldOut,
            Scaling = scaler,
            ScaledAll = scaler.Apply(all),
            ScaledTraining = scaler.Apply(training),
            ScaledHeldOut = scaler.Apply(heldOut),
        };
    }

    /// <summary><c>digits: 1,797 images of 8 × 8, 10 labels</c>.</summary>
    public string InWords =>
        $"{All.Name}: {Count(All.Count)} {(All.SampleShape.Rank == 1 ? $"rows of {Words.Samples(All)}" : Words.Samples(All))}" +
        (All.Labels is null ? ", no labels" : $", {Plural(All.ClassNames.Count, "label")}");

    public string DivisionInWords => $"{Count(Training.Count)} to learn from, {Count(HeldOut.Count)} held out{(All.TestPart is null ? "" : ", the set's own test part")}";

    /// <summary>What became of texts, missing values and ranges.</summary>
    public string ScalingInWords => All.Encoding is { Description.Length: > 0 } encoding ? $"{encoding.Description}; {Scaling.Description}" : Scaling.Description;

    /// <summary>Names the classes of the held-out part that the other part has no sample of.</summary>
    private IEnumerable<string> Unlearnable()
    {
        if (Training.Labels is not { } training || HeldOut.Labels is not { } heldOut) yield break;
        var learned = training.ToArray<int>().ToHashSet();
        foreach (var group in heldOut.ToArray<int>().Where(index => !learned.Contains(index)).GroupBy(index => index).OrderBy(group => group.Key))
            yield return $"the class '{HeldOut.ClassNames[group.Key]}' is in the part held out alone ({Plural(group.Count(), "sample")}), so that it cannot be learned and counts as wrong.";
    }
}
