namespace LatentSharp;

/// <summary>
/// What an estimator learned. Every one turns samples into features; what else it can do is said by its type: a <see cref="FeatureModel"/>
/// also leads from features back to samples, an <see cref="IClassifier"/> names classes, an <see cref="IGenerative"/> makes new samples. It
/// is immutable and safe for use by many threads at once.
/// </summary>
public abstract class FittedModel
{
    private readonly EstimatorOptions options;
    private readonly Model? network;
    private readonly IReadOnlyDictionary<string, Tensor>? weights;

    /// <summary>A network that was trained.</summary>
    private protected FittedModel(EstimatorOptions options, Shape inputShape, Model network, History history) =>
        (this.options, InputShape, this.network, History) = (options, inputShape, network, history);

    /// <summary>What was solved in one step.</summary>
    private protected FittedModel(EstimatorOptions options, Shape inputShape, IReadOnlyDictionary<string, Tensor> weights)
        : this(options, inputShape, weights, new History())
    {
    }

    /// <summary>What was put together of several parts, trained or solved.</summary>
    private protected FittedModel(
        EstimatorOptions options, Shape inputShape, IReadOnlyDictionary<string, Tensor> weights, History history) =>
        (this.options, InputShape, this.weights, History) = (options, inputShape, weights, history);

    /// <summary>Puts a saved model of any kind together again.</summary>
    /// <param name="options">As they were after learning, which says the kind.</param>
    /// <param name="inputShape">The shape of one sample.</param>
    /// <param name="weights">All that was learned by name, as <see cref="Weights"/> gave it.</param>
    /// <exception cref="BadArgumentException">An option does not fit, or a weight is missing, left over or of another shape.</exception>
    public static FittedModel FromWeights(EstimatorOptions options, Shape inputShape, IReadOnlyDictionary<string, Tensor> weights)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(weights);
        options.Validate();
        return options.Restore(inputShape, weights);
    }

    /// <summary>The name of the kind, as the command line has it: <c>autoencoder</c>, <c>pca</c>.</summary>
    public string Name => Options.Kind;

    /// <summary>
    /// How it was built and trained, with everything filled in that followed from the samples; of the record of its kind.
    /// </summary>
    public virtual EstimatorOptions Options => options;

    /// <summary>
    /// All that was learned, by name, as <c>encoder/code/kernel</c>; with options and input shape it makes the same model again.
    /// </summary>
    public IReadOnlyDictionary<string, Tensor> Weights => weights ?? network!.GetWeights();

    /// <summary>The shape of one sample that the model was fitted on, without the batch axis.</summary>
    public Shape InputShape { get; }

    /// <summary>The size of the code inside the model: of the features where nothing else is said.</summary>
    public int LatentSize => Options.CodeSize;

    /// <summary>The number of features of a sample.</summary>
    public virtual int FeatureSize => LatentSize;

    /// <summary>Numbers learnt from the data.</summary>
    public virtual int ParameterCount => network?.ParameterCount ?? Weights.Values.Sum(weight => weight.Count);

    /// <summary>The course of training; empty for models that are solved in one step.</summary>
    public History History { get; }

    /// <summary>Features of samples: (N, InputShape…) -> (N, FeatureSize).</summary>
    /// <exception cref="BadArgumentException">
    /// The samples have another shape than <see cref="InputShape"/>, or a value is not finite.
    /// </exception>
    public abstract Tensor Transform(Tensor samples);

    /// <summary>What the model tells of itself, as far as samples can show it that it did not learn from.</summary>
    /// <param name="samples">(N, InputShape…), N at least 1.</param>
    /// <param name="labels">(N), their classes; null without.</param>
    /// <exception cref="BadArgumentException">The samples have another shape than <see cref="InputShape"/>.</exception>
    public virtual ModelReport Measure(Tensor samples, Tensor? labels = null) => ModelReport.Empty;

    /// <summary>The features of samples, recorded on the open tapes of the thread; null of a model that has no gradient.</summary>
    internal virtual Tensor? Record(Tensor samples) => null;

    /// <summary>Warns of what a user should know about what was learned from these samples.</summary>
    internal virtual void Examine(Tensor samples)
    {
    }

    /// <summary>Refuses samples of another shape than the model's, or with a value that is not finite.</summary>
    /// <exception cref="BadArgumentException">They are such.</exception>
    private protected void CheckSamples(Tensor samples)
    {
        if (samples.Rank == 0 || samples.DType != DType.Float32 || samples.Shape[1..] != InputShape)
        {
            throw new BadArgumentException(
                $"{Name}: samples {samples.DType} {samples.Shape} do not fit; the model was fitted on samples of shape {InputShape} and "
                + $"takes Float32 {InputShape.Prepend(Shape.Any)}.");
        }
        LearningChecks.Finite(Name, samples);
    }

    /// <summary>Refuses codes of another size than the model's.</summary>
    /// <exception cref="BadArgumentException">They have one.</exception>
    private protected void CheckFeatures(Tensor features)
    {
        if (features.Rank == 2 && features.DType == DType.Float32 && features.Shape[1] == LatentSize) return;
        throw new BadArgumentException(
            $"{Name}: features {features.DType} {features.Shape} do not fit; the model has {LatentSize} and takes Float32 "
            + $"{new Shape(Shape.Any, LatentSize)}.");
    }
}
