namespace LatentSharp;

/// <summary>
/// Features along principal components: z = (x - mean) · componentsᵀ, x ≈ z · components + mean. In each component the entry of largest
/// magnitude is positive (scikit-learn's <c>svd_flip</c> by components). Immutable and safe for use by many threads at once.
/// </summary>
public sealed class FittedPca : FeatureModel
{
    private readonly PrincipalComponents principal;

    internal FittedPca(PrincipalComponents principal, Shape inputShape)
    {
        if (!inputShape.IsKnown || inputShape.Count != principal.Mean.Length)
            throw new BadArgumentException($"FittedPca: components of {principal.Mean.Length} values do not fit samples of shape {inputShape}.");
        this.principal = principal;
        InputShape = inputShape;
        Mean = Tensor.From(principal.Mean, principal.Mean.Length).Keep();
        Components = Tensor.From(principal.Components, [principal.Count, principal.Mean.Length]).Keep();
        ExplainedVariance = Tensor.From(principal.ExplainedVariance, principal.Count).Keep();
        ExplainedVarianceRatio = Tensor.From(principal.ExplainedVarianceRatio, principal.Count).Keep();
    }

    /// <summary>Restores a model from what it was saved as.</summary>
    /// <param name="mean">(D), <see cref="Mean"/>.</param>
    /// <param name="components">(K, D), <see cref="Components"/>.</param>
    /// <param name="explainedVariance">(K), <see cref="ExplainedVariance"/>.</param>
    /// <param name="explainedVarianceRatio">(K), <see cref="ExplainedVarianceRatio"/>.</param>
    /// <param name="inputShape">The shape of one sample, of D values.</param>
    /// <exception cref="BadArgumentException">The shapes do not fit together.</exception>
    public FittedPca(Tensor mean, Tensor components, Tensor explainedVariance, Tensor explainedVarianceRatio, Shape inputShape)
        : this(Restore(mean, components, explainedVariance, explainedVarianceRatio), inputShape)
    {
    }

    /// <inheritdoc/>
    public override string Name => "pca";

    /// <inheritdoc/>
    public override Shape InputShape { get; }

    /// <inheritdoc/>
    public override int LatentSize => principal.Count;

    /// <summary>The numbers of mean and components.</summary>
    public override int ParameterCount => principal.Mean.Length + principal.Components.Length;

    /// <summary>Empty: there is no training.</summary>
    public override History History { get; } = new();

    /// <summary>(D): the mean of the samples.</summary>
    public Tensor Mean { get; }

    /// <summary>(LatentSize, D): orthonormal rows, the one with the largest variance first.</summary>
    public Tensor Components { get; }

    /// <summary>(LatentSize): the variance of each feature over the samples, with the divisor N - 1.</summary>
    public Tensor ExplainedVariance { get; }

    /// <summary>(LatentSize): each feature's share of the samples' total variance; 0 when nothing varies.</summary>
    public Tensor ExplainedVarianceRatio { get; }

    /// <inheritdoc/>
    public override Tensor Transform(Tensor samples)
    {
        if (samples.Rank == 0 || samples.DType != DType.Float32 || samples.Shape[1..] != InputShape)
            throw new BadArgumentException($"Pca.Transform: samples are {samples.DType} {samples.Shape}; Float32 {InputShape.Prepend(Shape.Any)} would fit.");
        return Tensor.Create<float, (PrincipalComponents, Tensor)>(
            [samples.Shape[0], LatentSize], (principal, samples), static (features, state) => state.Item1.Project(state.Item2.AsSpan(), features));
    }

    /// <inheritdoc/>
    public override Tensor InverseTransform(Tensor features)
    {
        if (features.Rank != 2 || features.DType != DType.Float32 || features.Shape[1] != LatentSize)
            throw new BadArgumentException($"Pca.InverseTransform: features are {features.DType} {features.Shape}; Float32 (?, {LatentSize}) would fit.");
        return Tensor.Create<float, (PrincipalComponents, Tensor)>(
            InputShape.Prepend(features.Shape[0]), (principal, features), static (samples, state) => state.Item1.Restore(state.Item2.AsSpan(), samples));
    }

    private static PrincipalComponents Restore(Tensor mean, Tensor components, Tensor explainedVariance, Tensor explainedVarianceRatio)
    {
        var (k, d) = (explainedVariance.Count, mean.Count);
        if (k == 0 || mean.Rank != 1 || explainedVariance.Rank != 1 || components.Shape != new Shape(k, d) || explainedVarianceRatio.Shape != explainedVariance.Shape)
        {
            throw new BadArgumentException(
                $"FittedPca: mean {mean.Shape}, components {components.Shape}, variances {explainedVariance.Shape} and ratios {explainedVarianceRatio.Shape} do not fit; (D), (K, D), (K) and (K) would.");
        }
        return new PrincipalComponents(mean.AsSpan(), components.AsSpan(), explainedVariance.AsSpan(), explainedVarianceRatio.AsSpan());
    }
}
