namespace LatentSharp;

/// <summary>
/// What an estimator learned. Every one turns samples into features; what else it can do is said by its type: a <see cref="FeatureModel"/>
/// also leads from features back to samples, an <see cref="IClassifier"/> names classes, an <see cref="IGenerative"/> makes new samples. It is immutable and safe for use by many
/// threads at once.
/// </summary>
public abstract class FittedModel
{
    /// <summary>The name of the kind, as the command line has it: <c>autoencoder</c>, <c>pca</c>.</summary>
    public string Name => Options.Kind;

    /// <summary>How it was built and trained, with everything filled in that followed from the samples.</summary>
    public abstract EstimatorOptions Options { get; }

    /// <summary>All that was learned, by name; with options and input shape it makes the same model again.</summary>
    public abstract IReadOnlyDictionary<string, Tensor> Weights { get; }

    /// <summary>The shape of one sample that the model was fitted on, without the batch axis.</summary>
    public abstract Shape InputShape { get; }

    /// <summary>The size of the code inside the model: of the features where nothing else is said.</summary>
    public int LatentSize => Options.LatentSize;

    /// <summary>The number of features of a sample.</summary>
    public virtual int FeatureSize => LatentSize;

    /// <summary>Numbers learnt from the data.</summary>
    public abstract int ParameterCount { get; }

    /// <summary>The course of training; empty for models that are solved in one step.</summary>
    public abstract History History { get; }

    /// <summary>Features of samples: (N, InputShape…) -> (N, FeatureSize).</summary>
    /// <exception cref="BadArgumentException">The samples have another shape than <see cref="InputShape"/>, or a value is not finite.</exception>
    public abstract Tensor Transform(Tensor samples);

    /// <summary>What the model tells of itself, as far as samples can show it that it did not learn from.</summary>
    /// <param name="samples">(N, InputShape…), N at least 1.</param>
    /// <param name="labels">(N), their classes; null without.</param>
    /// <exception cref="BadArgumentException">The samples have another shape than <see cref="InputShape"/>.</exception>
    public virtual ModelReport Measure(Tensor samples, Tensor? labels = null) => ModelReport.Empty;

    /// <summary>Refuses samples of another shape than the model's, or with a value that is not finite.</summary>
    /// <exception cref="BadArgumentException">They are such.</exception>
    protected void CheckSamples(Tensor samples)
    {
        if (samples.Rank == 0 || samples.DType != DType.Float32 || samples.Shape[1..] != InputShape)
            throw new BadArgumentException($"{Name}: samples {samples.DType} {samples.Shape} do not fit; the model was fitted on samples of shape {InputShape} and takes Float32 {InputShape.Prepend(Shape.Any)}.");
        LearningChecks.Finite(Name, samples);
    }

    /// <summary>Refuses codes of another size than the model's.</summary>
    /// <exception cref="BadArgumentException">They have one.</exception>
    protected void CheckFeatures(Tensor features)
    {
        if (features.Rank != 2 || features.DType != DType.Float32 || features.Shape[1] != LatentSize)
            throw new BadArgumentException($"{Name}: features {features.DType} {features.Shape} do not fit; the model has {LatentSize} and takes Float32 {new Shape(Shape.Any, LatentSize)}.");
    }
}
