namespace LatentSharp;

/// <summary>
/// A fitted model that turns samples into features and back. It is immutable and safe for use by many threads at once.
/// </summary>
public abstract class FeatureModel
{
    /// <summary>The name of the kind, as the command line has it: <c>autoencoder</c>, <c>pca</c>.</summary>
    public string Name => Options.Kind;

    /// <summary>How it was built and trained, with everything filled in that followed from the samples.</summary>
    public abstract EstimatorOptions Options { get; }

    /// <summary>All that was learned, by name; with options and input shape it makes the same model again.</summary>
    public abstract IReadOnlyDictionary<string, Tensor> Weights { get; }

    /// <summary>The shape of one sample that the model was fitted on, without the batch axis.</summary>
    public abstract Shape InputShape { get; }

    /// <summary>The number of features.</summary>
    public int LatentSize => Options.LatentSize;

    /// <summary>Numbers learnt from the data.</summary>
    public abstract int ParameterCount { get; }

    /// <summary>The course of training; empty for models that are solved in one step.</summary>
    public abstract History History { get; }

    /// <summary>Features of samples: (N, InputShape…) -> (N, LatentSize).</summary>
    /// <exception cref="BadArgumentException">The samples have another shape than <see cref="InputShape"/>.</exception>
    public abstract Tensor Transform(Tensor samples);

    /// <summary>Samples from features: (N, LatentSize) -> (N, InputShape…).</summary>
    /// <exception cref="BadArgumentException">The features have another size than <see cref="LatentSize"/>.</exception>
    public abstract Tensor InverseTransform(Tensor features);

    /// <summary>What is left of samples after they went through the features: (N, InputShape…) -> the same.</summary>
    public virtual Tensor Reconstruct(Tensor samples) => InverseTransform(Transform(samples));

    /// <summary>Minus the mean squared error of <see cref="Reconstruct"/>: higher is better.</summary>
    public double Score(Tensor samples)
    {
        var x = samples.AsSpan();
        var y = Reconstruct(samples).AsSpan();
        double sum = 0;
        for (var i = 0; i < x.Length; i++) sum += Math.Pow(x[i] - (double)y[i], 2);
        return -sum / x.Length;
    }

    /// <summary>Refuses samples of another shape than the model's.</summary>
    /// <exception cref="BadArgumentException">They have one.</exception>
    protected void CheckSamples(Tensor samples)
    {
        if (samples.Rank == 0 || samples.Shape[1..] != InputShape)
            throw new BadArgumentException($"{Name}: samples {samples.Shape} do not fit; the model was fitted on samples of shape {InputShape} and takes {InputShape.Prepend(Shape.Any)}.");
    }

    /// <summary>Refuses features of another number than the model's.</summary>
    /// <exception cref="BadArgumentException">They have one.</exception>
    protected void CheckFeatures(Tensor features)
    {
        if (features.Rank != 2 || features.Shape[1] != LatentSize)
            throw new BadArgumentException($"{Name}: features {features.Shape} do not fit; the model has {LatentSize} and takes {new Shape(Shape.Any, LatentSize)}.");
    }
}
