namespace LatentSharp;

/// <summary>How good what was learned is for a goal.</summary>
internal abstract class GoalMeasure
{
    /// <summary>The measure, as <c>accuracy of a linear classifier</c>.</summary>
    public abstract string InWords { get; }

    /// <summary>Whether more of it is better.</summary>
    public virtual bool MoreIsBetter => true;

    /// <summary>Whether it is a share, shown in percent.</summary>
    public virtual bool IsShare => true;

    /// <summary>What else is told of each candidate; nothing chooses by it.</summary>
    public virtual IReadOnlyList<string> Beside => [];

    /// <summary>Why these data cannot be compared by it; null where they can.</summary>
    public virtual string? Refuses(Dataset data) => null;

    /// <summary>Whether it can be told of a kind of model; of the values themselves for null.</summary>
    /// <remarks>Adversaries learn no features that lead back: they are compared by what they make.</remarks>
    public virtual bool Suits(EstimatorOptions? options) => options is not AdversarialOptions;

    /// <summary>Whether a model with more features has it easier, so that all get as many.</summary>
    public virtual bool IsOfFewFeatures => false;

    /// <summary>Why the raw values do not stand beside the candidates; null where they do.</summary>
    public virtual string? WithoutRaw => null;

    /// <summary>What the goal has models of its own for, beside those that learn features.</summary>
    public virtual IEnumerable<ModelKind> Kinds => [];

    /// <summary>Measures on samples that were not learned from.</summary>
    /// <param name="learned">What was learned, with the samples it is from.</param>
    /// <param name="part">The samples to measure on.</param>
    public abstract Score Of(Learned learned, PreparedPart part);

    /// <summary>The measure of a goal; where nobody says one, of telling classes apart with labels and of rebuilding without.</summary>
    /// <param name="wanted">The goal; null for the one that suits the data.</param>
    /// <param name="data">The data.</param>
    /// <param name="notes">Told what was taken.</param>
    /// <exception cref="BadArgumentException">These data cannot be compared by it.</exception>
    public static (CompareGoal Goal, GoalMeasure Measure) Choose(CompareGoal? wanted, Dataset data, IProgress<string>? notes)
    {
        var goal = wanted ?? (data.Labels is null ? CompareGoal.Reconstruct : CompareGoal.Classify);
        if (wanted is null)
            notes?.Report(
                $"judged by how well features {CompareOptions.Goal.Write(goal)}, since the data have "
                + $"{(data.Labels is null ? "no " : "")}labels; {CompareOptions.Goal.Name} says otherwise.");
        var measure = For(goal, data);
        return measure.Refuses(data) is { } reason
            ? throw new BadArgumentException($"{CompareOptions.Goal.Name}: {CompareOptions.Goal.Write(goal)} {reason}")
            : (goal, measure);
    }

    /// <summary>The goals that a kind of model can be judged by on these data.</summary>
    public static IEnumerable<CompareGoal> Suiting(EstimatorOptions options, Dataset data) =>
        Enum.GetValues<CompareGoal>().Where(
            goal => For(goal, data) is var measure && measure.Refuses(data) is null && measure.Suits(options));

    private static GoalMeasure For(CompareGoal goal, Dataset data) => goal switch
    {
        CompareGoal.Classify => new ClassifyMeasure(),
        CompareGoal.Cluster => new ClusterMeasure(),
        CompareGoal.Detect => new DetectMeasure(data),
        CompareGoal.Reconstruct => new ReconstructMeasure(rounds: false),
        CompareGoal.Compress => new ReconstructMeasure(rounds: true),
        _ => new GenerateMeasure(),
    };

    private protected static string? NeedsClasses(Dataset data) =>
        data.ClassNames.Count < 2 ? "needs two classes or more, and the labels are all the same." : null;

    private protected static string? NeedsLabels(Dataset data, string purpose) => data.Labels is not null ? null
        : $"needs labels to {purpose}, and these data have none; name the column that holds them with {LearnOptions.Label.Name}, or take "
        + "--goal reconstruct, which needs none.";
}

/// <summary>How good it is on some samples.</summary>
/// <param name="Value">The measure.</param>
/// <param name="OfSamples">What each sample has part in it, whose mean it is; empty where it is no mean.</param>
internal sealed record Score(double Value, double[] OfSamples)
{
    /// <summary>The values of <see cref="GoalMeasure.Beside"/>.</summary>
    public double[] Beside { get; init; } = [];

    public static Score MeanOf(double[] ofSamples) => new(ofSamples.Average(), ofSamples);
}

/// <summary>What was learned, with the samples that it was learned from; null for the values themselves.</summary>
/// <param name="Model">The model; null for the values themselves.</param>
/// <param name="Training">What it was learned from.</param>
internal sealed record Learned(FittedModel? Model, PreparedPart Training)
{
    private Tensor? features;

    /// <summary>(N, k): the features of what was learned from.</summary>
    public Tensor TrainingFeatures => features ??= Features(Training).Keep();

    /// <summary>How many features there are.</summary>
    public int FeatureCount => Model?.FeatureSize ?? Training.Scaled.Shape[1..].Count;

    /// <summary>The features of samples: (M, k).</summary>
    public Tensor Features(PreparedPart part) =>
        Model?.Transform(part.Scaled) ?? part.Scaled.Reshape([part.Count, part.Scaled.Shape[1..].Count]);
}
