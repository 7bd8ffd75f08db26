namespace LatentSharp;

/// <summary>What a classifier learns from samples beside their labels.</summary>
public enum ConsistencyKind
{
    /// <summary>Nothing: samples without a label are left out.</summary>
    None,

    /// <summary>
    /// Virtual adversarial training (Miyato et al. 2018): that the smallest changes of a sample that would change its classes most do not
    /// change them. Samples without a label take part.
    /// </summary>
    Vat,

    /// <summary>The same, and that it decides: the entropy of the classes of each sample becomes small too.</summary>
    VatEntropy,

    /// <summary>
    /// The same, and that classes are as frequent among all samples as among those with labels, so that none swallows another: distribution
    /// alignment (Berthelot et al. 2020; where labels are even, the marginal entropy of Hu et al. 2017), KL(shares of labels ‖ mean of
    /// p(x)) over each batch.
    /// </summary>
    VatAligned,
}

/// <summary>The options of classifiers that learn from samples without labels too.</summary>
public abstract record ConsistencyOptions : ClassifierOptions
{
    /// <summary>A quarter of how far samples are from their mean.</summary>
    private const double UsualShare = 0.25;

    private protected ConsistencyOptions()
    {
    }

    /// <summary>What is learned from samples beside their labels. Default <see cref="ConsistencyKind.None"/>.</summary>
    [Option(
        "--consistency", "What is learned from samples beside their labels: that small changes change no class (Miyato et al. 2018).",
        AbsentMeans = ConsistencyKind.None)]
    public ConsistencyKind Consistency { get; init; }

    /// <summary>
    /// ε, the length of the change in the units of the model's samples, above 0. Default null: a quarter of the root of the samples' mean
    /// squared distance from their mean.
    /// </summary>
    [Option(
        "--consistency-epsilon", "The length of the change that is to change no class.", Above = 0,
        Automatic = "a quarter of the samples' root mean squared distance from their mean", AbsentMeans = 1.0)]
    public double? ConsistencyEpsilon { get; init; }

    /// <summary>ξ, the length of the first step that looks for the direction of the change, above 0. Default 1.</summary>
    [Option("--consistency-xi", "The length of the step that looks for the direction of the change.", Above = 0, AbsentMeans = 1.0)]
    public double ConsistencyXi { get; init; } = 1;

    /// <summary>How much it weighs beside the loss of the labels, above 0. Default 1.</summary>
    [Option("--consistency-weight", "How much the change of classes weighs beside the loss of the labels.", Above = 0, AbsentMeans = 1.0)]
    public double ConsistencyWeight { get; init; } = 1;

    /// <summary>
    /// α of Beta(α, α), of which the share is drawn that each sample keeps when it is mixed with another, classes too (Zhang et al. 2018).
    /// Default 0, none; 0 to 1.
    /// </summary>
    [Option(
        "--mixup", "How much samples and their classes are mixed in training: alpha of Beta(alpha, alpha) (Zhang et al. 2018).",
        AtLeast = 0, AtMost = 1, AbsentMeans = 0.0)]
    public double Mixup { get; init; }

    /// <inheritdoc/>
    public override ConsistencyOptions CompleteFor(Tensor samples)
    {
        if (Mixup > 0 && ClassWeights == ClassWeighting.Balanced)
            throw Refuse(nameof(Mixup), "balanced class weights are of one class a sample; choose one of the two, or OverSample");
        if (Mixup > 0 && HasPadding)
            throw Refuse(nameof(Mixup), "sequences whose zeros are padding cannot be mixed; leave one of the two out");
        if (Consistency != ConsistencyKind.None && Changes.IsAny)
            throw Refuse(nameof(Consistency), $"samples that are {Changes.InWords} have changes of their own; choose one of the two");
        return (ConsistencyOptions)base.CompleteFor(samples) with { ConsistencyEpsilon = ConsistencyEpsilon ?? Usual(samples) };
    }

    internal override Augmentation Changes => base.Changes with { Mixup = Mixup };

    /// <summary>Whether steps whose values are all 0 are padding, which no change may fill.</summary>
    internal virtual bool HasPadding => false;

    internal override bool LearnsWithoutLabels => Consistency != ConsistencyKind.None;

    private static double Usual(Tensor samples)
    {
        var values = samples.AsSpan();
        var count = samples.Shape[0];
        var means = LinearAlgebra.ColumnMeans(values, count, samples.Count / count);
        var sum = 0.0;
        for (var i = 0; i < values.Length; i++) sum += (values[i] - means[i % means.Length]) * (values[i] - means[i % means.Length]);
        var radius = Math.Sqrt(sum / count);
        return radius > 0 ? UsualShare * radius : 1;
    }
}
