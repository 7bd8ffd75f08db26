using System.Globalization;

namespace LatentSharp;

/// <summary>How a <see cref="PcaDetector"/> learns.</summary>
public sealed record PcaDetectorOptions : DetectorOptions
{
    /// <summary>Components with a smaller share of the largest variance do not vary.</summary>
    internal const double Varies = 1e-6;

    /// <inheritdoc/>
    public override string Kind => "pca-distance";

    /// <summary>How many components count, 1 or more. Default null: all that vary.</summary>
    [Option("--components", "How many principal components count.", AtLeast = 1, Automatic = "all that vary")]
    public int? Components { get; init; }

    /// <inheritdoc/>
    public override string Describe(Shape sample) => Components is { } count
        ? string.Create(CultureInfo.InvariantCulture, $"pca-distance along {count} principal components")
        : "pca-distance along all principal components that vary";

    internal override PcaDetectorOptions Defaults() => new();

    internal override FittedPcaDetector Restore(Shape sample, IReadOnlyDictionary<string, Tensor> weights) =>
        new(this, sample, new(weights, StringComparer.Ordinal));
}

/// <summary>
/// The distance from the mean along principal components, each by its variance: Σ zₖ² / λₖ (Shyu, Chen, Sarinnapakorn and Chang 2003). Of
/// all
/// components that vary it is the squared Mahalanobis distance.
/// </summary>
/// <param name="options">How it learns; null for the defaults.</param>
/// <exception cref="BadArgumentException">An option is out of its range.</exception>
public sealed class PcaDetector(PcaDetectorOptions? options = null) : AnomalyDetector<PcaDetectorOptions, FittedPcaDetector>(options)
{
    private protected override FittedPcaDetector LearnRows(PcaDetectorOptions options, Shape sample, Tensor rows, LearningTask task)
    {
        var (n, d) = (rows.Shape[0], rows.Shape[1]);
        var principal = PrincipalComponents.Find(
            rows.AsSpan(), n, d, Math.Min(options.Components ?? int.MaxValue, Math.Min(n, d)), task.Cancellation);
        var variances = principal.ExplainedVariance;
        var kept = 0;
        while (kept < variances.Length && variances[kept] > PcaDetectorOptions.Varies * variances[0]) kept++;
        var weights = FittedDetector.Begin(rows);
        weights["mean"] = Tensor.From(principal.Mean, d).Keep();
        weights["components"] = Tensor.From(principal.Components[..(kept * d)], [kept, d]).Keep();
        weights["variances"] = Tensor.From(variances[..kept], kept).Keep();
        return new(options, sample, weights);
    }
}

/// <summary>A mean and the directions around it.</summary>
public sealed class FittedPcaDetector : FittedDetector
{
    private readonly float[] mean, components, variances;

    internal FittedPcaDetector(PcaDetectorOptions options, Shape inputShape, Dictionary<string, Tensor> weights)
        : base(options, inputShape, weights)
    {
        ExpectNothingBut("mean", "components", "variances");
        mean = Expect("mean", inputShape.Count).ToArray();
        variances = Expect("variances", Shape.Any).ToArray();
        components = Expect("components", variances.Length, inputShape.Count).ToArray();
    }

    internal override void ScoreRows(Tensor rows, Span<float> scores, CancellationToken cancellation)
    {
        var whitened = new double[variances.Length];
        for (var i = 0; i < scores.Length; i++)
        {
            if (i % 1024 == 0) cancellation.ThrowIfCancellationRequested();
            double sum = 0;
            Project(rows, i, whitened);
            for (var k = 0; k < whitened.Length; k++) sum += whitened[k] * whitened[k] * variances[k];
            scores[i] = (float)sum;
        }
    }

    /// <summary>
    /// What each column has of the distance: (x - μ)ⱼ · Σₖ zₖ vₖⱼ / λₖ. They add up to it; below 0 where a column brings the row nearer.
    /// </summary>
    internal override void ShareRows(Tensor rows, Span<float> shares)
    {
        var d = mean.Length;
        var whitened = new double[variances.Length];
        var values = rows.AsSpan();
        for (var i = 0; i < rows.Shape[0]; i++)
        {
            Project(rows, i, whitened);
            for (var j = 0; j < d; j++)
            {
                double sum = 0;
                for (var k = 0; k < whitened.Length; k++) sum += whitened[k] * components[(k * d) + j];
                shares[(i * d) + j] = (float)(((double)values[(i * d) + j] - mean[j]) * sum);
            }
        }
    }

    /// <summary>zₖ / λₖ of a row.</summary>
    private void Project(Tensor rows, int row, double[] whitened)
    {
        var d = mean.Length;
        var values = rows.AsSpan().Slice(row * d, d);
        for (var k = 0; k < whitened.Length; k++)
        {
            double sum = 0;
            for (var j = 0; j < d; j++) sum += ((double)values[j] - mean[j]) * components[(k * d) + j];
            whitened[k] = sum / variances[k];
        }
    }
}
