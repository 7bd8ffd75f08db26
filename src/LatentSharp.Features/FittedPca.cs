namespace LatentSharp;

/// <summary>
/// Features along principal components: z = (x - mean) · componentsᵀ, x ≈ z · components + mean. In each component the entry of largest
/// magnitude is positive (scikit-learn's <c>svd_flip</c> by components). Immutable and safe for use by many threads at once.
/// </summary>
public sealed class FittedPca : FeatureModel
{
    private readonly PrincipalComponents principal;

    internal FittedPca(PrincipalComponents principal, Shape inputShape, PcaOptions options)
        : base(options, inputShape, Named(principal, inputShape)) => this.principal = principal;

    /// <summary>Restores a model from what it was saved as.</summary>
    /// <param name="mean">(D), <see cref="Mean"/>.</param>
    /// <param name="components">(K, D), <see cref="Components"/>.</param>
    /// <param name="explainedVariance">(K), <see cref="ExplainedVariance"/>.</param>
    /// <param name="explainedVarianceRatio">(K), <see cref="ExplainedVarianceRatio"/>.</param>
    /// <param name="inputShape">The shape of one sample, of D values.</param>
    /// <exception cref="BadArgumentException">The shapes do not fit together.</exception>
    public FittedPca(Tensor mean, Tensor components, Tensor explainedVariance, Tensor explainedVarianceRatio, Shape inputShape)
        : this(
            Restore(mean, components, explainedVariance, explainedVarianceRatio), inputShape,
            new PcaOptions { LatentSize = explainedVariance.Count })
    {
    }

    internal static FittedPca Restore(PcaOptions options, Shape inputShape, IReadOnlyDictionary<string, Tensor> weights)
    {
        var principal = Restore(Weight("mean"), Weight("components"), Weight("explained_variance"), Weight("explained_variance_ratio"));
        return principal.Count == options.LatentSize
            ? new FittedPca(principal, inputShape, options)
            : throw new BadArgumentException(
                $"FittedPca: LatentSize is {options.LatentSize}, but the weights hold {principal.Count} components.");

        Tensor Weight(string name) =>
            weights.TryGetValue(name, out var tensor) ? tensor : throw new BadArgumentException($"FittedPca: the weights lack '{name}'.");
    }

    /// <inheritdoc/>
    public override PcaOptions Options => (PcaOptions)base.Options;

    /// <summary>The numbers of mean and components.</summary>
    public override int ParameterCount => principal.Mean.Length + principal.Components.Length;

    /// <summary>(D): the mean of the samples.</summary>
    public Tensor Mean => Weights["mean"];

    /// <summary>(LatentSize, D): orthonormal rows, the one with the largest variance first.</summary>
    public Tensor Components => Weights["components"];

    /// <summary>(LatentSize): the variance of each feature over the samples, with the divisor N - 1.</summary>
    public Tensor ExplainedVariance => Weights["explained_variance"];

    /// <summary>(LatentSize): each feature's share of the samples' total variance; 0 when nothing varies.</summary>
    public Tensor ExplainedVarianceRatio => Weights["explained_variance_ratio"];

    /// <inheritdoc/>
    public override Tensor Transform(Tensor samples)
    {
        CheckSamples(samples);
        return Tensor.Create<float, (PrincipalComponents, Tensor)>(
            [samples.Shape[0], LatentSize], (principal, samples),
            static (features, state) => state.Item1.Project(state.Item2.AsSpan(), features));
    }

    /// <inheritdoc/>
    public override Tensor InverseTransform(Tensor features)
    {
        CheckFeatures(features);
        return Tensor.Create<float, (PrincipalComponents, Tensor)>(
            InputShape.Prepend(features.Shape[0]), (principal, features),
            static (samples, state) => state.Item1.Restore(state.Item2.AsSpan(), samples));
    }

    internal override Tensor? Record(Tensor samples) =>
        Ops.MatMul(Ops.Reshape(samples, [samples.Shape[0], InputShape.Count]) - Mean, Ops.Transpose(Components));

    internal override Tensor? RecordRebuilt(Tensor samples) =>
        Ops.Reshape(Ops.MatMul(Record(samples)!.Value, Components) + Mean, samples.Shape);

    /// <summary>The share of the variance that the components explain, of the samples that they were fitted on.</summary>
    /// <inheritdoc/>
    public override ModelReport Measure(Tensor samples, Tensor? labels = null)
    {
        double[] ratios = [.. ExplainedVarianceRatio.ToArray()];
        return new()
        {
            Figures =
            [
                new("explainedVariance", "Explained variance in training", "share of the variance of the training part", ratios.Sum())
                {
                    IsShare = true, MoreIsBetter = true, OfFeatures = new("explainedVarianceRatio", ratios),
                },
            ],
            Charts = [new("Explained variance", "What share of the variance each component explains.", "share", ratios)],
        };
    }

    private static Dictionary<string, Tensor> Named(PrincipalComponents principal, Shape inputShape)
    {
        var (count, width) = (principal.Count, principal.Mean.Length);
        if (!inputShape.IsKnown || inputShape.Count != width)
            throw new BadArgumentException($"FittedPca: components of {width} values do not fit samples of shape {inputShape}.");
        return new Dictionary<string, Tensor>(StringComparer.Ordinal)
        {
            ["mean"] = Tensor.From(principal.Mean, width).Keep(),
            ["components"] = Tensor.From(principal.Components, [count, width]).Keep(),
            ["explained_variance"] = Tensor.From(principal.ExplainedVariance, count).Keep(),
            ["explained_variance_ratio"] = Tensor.From(principal.ExplainedVarianceRatio, count).Keep(),
        };
    }

    private static PrincipalComponents Restore(Tensor mean, Tensor components, Tensor explainedVariance, Tensor explainedVarianceRatio)
    {
        var (k, d) = (explainedVariance.Count, mean.Count);
        if (k == 0 || mean.Rank != 1 || explainedVariance.Rank != 1 || components.Shape != new Shape(k, d)
            || explainedVarianceRatio.Shape != explainedVariance.Shape)
        {
            throw new BadArgumentException(
                $"FittedPca: mean {mean.Shape}, components {components.Shape}, variances {explainedVariance.Shape} and "
                + $"ratios {explainedVarianceRatio.Shape} do not fit; (D), (K, D), (K) and (K) would.");
        }
        return new PrincipalComponents(mean.AsSpan(), components.AsSpan(), explainedVariance.AsSpan(), explainedVarianceRatio.AsSpan());
    }
}
