using System.Globalization;

namespace LatentSharp;

/// <summary>What covariances of clusters may be.</summary>
public enum CovarianceKind
{
    /// <summary>Any: clusters may be long in every direction.</summary>
    Full,

    /// <summary>Along the columns alone: fewer numbers to learn.</summary>
    Diagonal,
}

/// <summary>How a <see cref="GaussianMixture"/> is fitted.</summary>
public sealed record GaussianMixtureOptions : ClusterOptions
{
    /// <inheritdoc/>
    public override string Kind => "gaussian-mixture";

    /// <summary>What covariances may be. Default full.</summary>
    [Option("--covariance", "What covariances of clusters may be.")]
    public CovarianceKind Covariance { get; init; }

    /// <summary>The most rounds. Default 100; 1 or more.</summary>
    [Option("--max-iterations", "The most rounds of expectation and maximisation.", AtLeast = 1)]
    public int MaxIterations { get; init; } = 100;

    /// <summary>It has settled when the mean logarithm of the density rises by less. Default 0.001; 0 or more.</summary>
    [Option("--tolerance", "It has settled when the mean log density rises by less.", AtLeast = 0)]
    public double Tolerance { get; init; } = 1e-3;

    /// <summary>What is added to each variance, so that none becomes 0. Default 1e-6; 0 or more.</summary>
    [Option("--variance-floor", "What is added to each variance.", AtLeast = 0)]
    public double VarianceFloor { get; init; } = 1e-6;

    /// <inheritdoc/>
    public override string Describe(Shape sample) => string.Create(
        CultureInfo.InvariantCulture,
        $"gaussian-mixture of {sample.Count} numbers, {ClustersInWords} with "
            + $"{(Covariance == CovarianceKind.Full ? "full" : "diagonal")} covariances, seed {Seed}");

    internal override EstimatorOptions Defaults() => new GaussianMixtureOptions();

    internal override FittedModel Restore(Shape sample, IReadOnlyDictionary<string, Tensor> weights) =>
        FittedGaussianMixture.Restore(this, sample, weights);
}

/// <summary>
/// A mixture of normal distributions, fitted by expectation and maximisation (Dempster et al. 1977) from the clusters of k-means; the
/// number of clusters by the Bayesian information criterion (Schwarz 1978) where none is given.
/// </summary>
/// <param name="options">How; null for the defaults.</param>
/// <exception cref="BadArgumentException">An option is out of its range.</exception>
public sealed class GaussianMixture(GaussianMixtureOptions? options = null)
    : RowClusterer<GaussianMixtureOptions, FittedGaussianMixture>(options)
{
    private protected override ClusterChoice Choose(Tensor rows, GaussianMixtureOptions options, CancellationToken cancellation) =>
        ClusterChoice.ByBic(rows, (some, k) => Bic(some, options with { Clusters = k }, cancellation), options.Seed);

    private protected override FittedGaussianMixture LearnRows(
        GaussianMixtureOptions options, Shape sample, Tensor rows, string? reason, CancellationToken cancellation)
    {
        var (mixture, density, rounds) = Fit(rows, options, cancellation);
        return new FittedGaussianMixture(options, sample, mixture) { Choice = reason, LogDensity = density, Iterations = rounds };
    }

    /// <summary>The mixture, the mean logarithm of its density, and how many rounds that took.</summary>
    internal static (Mixture Mixture, double LogDensity, int Rounds) Fit(
        Tensor rows, GaussianMixtureOptions options, CancellationToken cancellation)
    {
        var (n, d, clusters) = (rows.Shape[0], rows.Shape[1], options.Clusters!.Value);
        var begun = new KMeans(clusters) { Seed = options.Seed }.Fit(rows, cancellation).Assignments.ToArray<int>();
        var memberships = new double[n * clusters];
        for (var i = 0; i < n; i++) memberships[(i * clusters) + begun[i]] = 1;
        ReadOnlyMemory<float> values = rows.ToArray();
        var full = options.Covariance == CovarianceKind.Full;
        var mixture = Mixture.Maximize(values, d, memberships, full, options.VarianceFloor);
        var density = double.NegativeInfinity;
        for (var round = 1; ; round++)
        {
            var (next, expected) = mixture.Expect(values, cancellation);
            if (round > options.MaxIterations || Math.Abs(next - density) < options.Tolerance) return (mixture, next, round - 1);
            density = next;
            mixture = Mixture.Maximize(values, d, expected, full, options.VarianceFloor);
        }
    }

    /// <summary>-2 · log likelihood + free numbers · log N.</summary>
    internal static double Bic(double logDensity, int rows, int columns, GaussianMixtureOptions options)
    {
        double clusters = options.Clusters!.Value;
        var free = clusters * (options.Covariance == CovarianceKind.Full ? columns * (columns + 1.0) / 2 : columns);
        return (-2 * logDensity * rows) + ((free + (clusters * columns) + clusters - 1) * Math.Log(rows));
    }

    private static double Bic(Tensor rows, GaussianMixtureOptions options, CancellationToken cancellation) =>
        Bic(Fit(rows, options, cancellation).LogDensity, rows.Shape[0], rows.Shape[1], options);
}

/// <summary>Normal distributions that were fitted. A sample belongs to each by its share of the density there.</summary>
public sealed class FittedGaussianMixture : FittedClusterer
{
    private readonly Mixture mixture;

    internal FittedGaussianMixture(GaussianMixtureOptions options, Shape inputShape, Mixture mixture)
        : this(options, inputShape, Named(mixture, inputShape.Count))
    {
    }

    private FittedGaussianMixture(GaussianMixtureOptions options, Shape inputShape, Dictionary<string, Tensor> weights)
        : base(options, inputShape, weights) =>
        mixture = new Mixture(Numbers("shares"), Numbers("means"), Numbers("factors"));

    /// <summary>(K): the share of each cluster.</summary>
    public Tensor Shares => Weights["shares"];

    /// <summary>(K, D): the middle of each cluster.</summary>
    public Tensor Means => Weights["means"];

    /// <summary>(K, D, D): lower triangles L; L·Lᵀ is the covariance of each cluster.</summary>
    public Tensor Factors => Weights["factors"];

    /// <inheritdoc/>
    public override int ClusterCount => Shares.Count;

    /// <summary>The mean logarithm of the density of the samples fitted on; NaN of a model that was loaded.</summary>
    public double LogDensity { get; internal init; } = double.NaN;

    /// <summary>Rounds until it settled; 0 of a model that was loaded.</summary>
    public int Iterations { get; internal init; }

    /// <inheritdoc/>
    public override GaussianMixtureOptions Options => (GaussianMixtureOptions)base.Options;

    internal static FittedGaussianMixture Restore(
        GaussianMixtureOptions options, Shape sample, IReadOnlyDictionary<string, Tensor> weights)
    {
        WeightSet.Only(options, weights, "shares", "means", "factors");
        var (k, d) = (options.Clusters ?? 0, sample.Count);
        var taken = new Dictionary<string, Tensor>(StringComparer.Ordinal)
        {
            ["shares"] = WeightSet.Take(options, weights, "shares", [k]),
            ["means"] = WeightSet.Take(options, weights, "means", [k, d]),
            ["factors"] = WeightSet.Take(options, weights, "factors", [k, d, d]),
        };
        return new FittedGaussianMixture(options, sample, taken);
    }

    /// <inheritdoc/>
    public override Tensor Transform(Tensor samples)
    {
        CheckSamples(samples);
        return Of(Flat(samples));
    }

    /// <summary>The Bayesian information criterion of the mixture on samples (N, InputShape…): less is better.</summary>
    public double Bic(Tensor samples)
    {
        CheckSamples(samples);
        return GaussianMixture.Bic(
            mixture.Expect(samples.ToArray()).LogDensity, samples.Shape[0], InputShape.Count, Options);
    }

    /// <summary>(N, d) -> (N, K).</summary>
    internal Tensor Of(Tensor rows)
    {
        if (rows.Shape[0] == 0) return Tensor.Zeros([0, ClusterCount]);
        var memberships = mixture.Expect(rows.ToArray()).Memberships;
        return Tensor.From(Array.ConvertAll(memberships, value => (float)value), [rows.Shape[0], ClusterCount]).Keep();
    }

    /// <inheritdoc/>
    public override ModelReport Measure(Tensor samples, Tensor? labels = null)
    {
        var density = mixture.Expect(samples.ToArray()).LogDensity;
        return new()
        {
            Figures =
            [
                new("logDensity", "Log density", "mean logarithm of the density of a sample", density) { MoreIsBetter = true },
                new("bic", "Bayesian information criterion", "of these samples", GaussianMixture.Bic(
                    density, samples.Shape[0], InputShape.Count, Options)) { MoreIsBetter = false },
            ],
        };
    }

    private double[] Numbers(string name) => Array.ConvertAll(Weights[name].ToArray(), value => (double)value);

    private static Dictionary<string, Tensor> Named(Mixture mixture, int d)
    {
        var k = mixture.Shares.Length;
        return new(StringComparer.Ordinal)
        {
            ["shares"] = Of(mixture.Shares, [k]), ["means"] = Of(mixture.Means, [k, d]), ["factors"] = Of(mixture.Factors, [k, d, d]),
        };

        static Tensor Of(double[] values, Shape shape) =>
            Tensor.From(Array.ConvertAll(values, value => (float)value), shape).Keep();
    }
}
