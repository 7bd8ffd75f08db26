using System.Diagnostics.CodeAnalysis;

namespace LatentSharp;

/// <summary>
/// How an estimator is built and trained. Each property with <see cref="OptionAttribute"/> is an option; a new kind of estimator derives a
/// record with its own.
/// </summary>
[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicProperties)]
public abstract record EstimatorOptions
{
    /// <summary>The name of the kind on the command line and in saved models, as <c>autoencoder</c>.</summary>
    public abstract string Kind { get; }

    /// <summary>What initial weights, the order of batches and everything else that is drawn follow from. Default 0; 0 or more.</summary>
    [Option("--seed", "What split, initial weights and batch order follow from.", AbsentMeans = 0L)]
    public long Seed { get; init; }

    /// <summary>Refuses values that cannot work.</summary>
    /// <exception cref="BadArgumentException">A value is out of its range.</exception>
    public void Validate()
    {
        foreach (var option in EstimatorOption.Of(this))
        {
            var value = option.Get(this);
            if (!option.Spec.Accepts(value)) throw option.Refuse(value, $"it must be {option.Spec.Requirement}");
        }
    }

    /// <summary>These options with everything filled in that follows from the samples.</summary>
    /// <param name="samples">(N, …), N at least 1.</param>
    /// <exception cref="BadArgumentException">An option is out of its range or does not fit the samples.</exception>
    public virtual EstimatorOptions CompleteFor(Tensor samples)
    {
        Validate();
        return this;
    }

    /// <summary>The model in words: <c>autoencoder 64-256-128-8-128-256-64, 100 epochs in batches of 32, seed 0</c>.</summary>
    /// <param name="sample">The shape of one sample.</param>
    public abstract string Describe(Shape sample);

    /// <summary>The model of these options, complete, for samples of a shape, with weights that are there already.</summary>
    /// <exception cref="BadArgumentException">The weights do not fit.</exception>
    internal abstract FittedModel Restore(Shape sample, IReadOnlyDictionary<string, Tensor> weights);

    /// <summary>The size of the code inside the model: of the features where nothing else is said.</summary>
    internal abstract int CodeSize { get; }

    /// <summary>Whether it learns from labels.</summary>
    internal virtual bool NeedsLabels => false;

    /// <summary>Whether samples without a label take part where it learns from labels; otherwise they are left out.</summary>
    internal virtual bool LearnsWithoutLabels => false;

    /// <summary>Whether something else than its width keeps a code from copying samples, as sparsity.</summary>
    internal virtual bool IsNarrowOtherwise => false;

    /// <summary>What the training makes small, to stand before "in each epoch".</summary>
    internal virtual string LossInWords => "Mean squared error";

    /// <summary>
    /// These options for data that are known to be sequences (T, C), filled up with zeros behind their ends where they differ in length.
    /// </summary>
    internal virtual EstimatorOptions ForSequences(bool padded) => this;

    /// <summary>Whether it learns from samples that are read in blocks, which need not be in memory.</summary>
    internal virtual bool LearnsFromStreams => false;

    /// <summary>These options with what follows from the number of samples alone.</summary>
    internal virtual EstimatorOptions ForCount(int samples) => this;

    /// <summary>Whether samples of this shape are read as sequences (T, C), and steps of zeros at their ends as padding.</summary>
    internal virtual (bool Sequences, bool Padded) Reading(Shape sample) => default;

    /// <summary>Whether samples are texts: the ids of tokens (T, 1), and no quantities.</summary>
    internal virtual bool ReadsTexts => false;

    /// <summary>These options for texts of a vocabulary of so many ids.</summary>
    internal virtual EstimatorOptions ForTexts(int vocabulary) => this;

    /// <summary>Whether the options that a base declares are options of this kind too.</summary>
    internal virtual bool Offers(Type declaring) => true;

    /// <summary>New options of the same kind.</summary>
    internal abstract EstimatorOptions Defaults();

    /// <summary>A copy with other values.</summary>
    internal EstimatorOptions With(IEnumerable<(EstimatorOption Option, object? Value)> values)
    {
        var copy = this with { };
        foreach (var (option, value) in values) option.Set(copy, value);
        return copy;
    }

    /// <summary>Says that an option does not fit.</summary>
    private protected BadArgumentException Refuse(string name, string problem)
    {
        var option = EstimatorOption.Of(this).First(option => option.Name == name);
        return option.Refuse(option.Get(this), problem);
    }
}
