using System.Globalization;

namespace LatentSharp;

/// <summary>How a <see cref="LocalOutlierFactor"/> learns.</summary>
public sealed record LocalOutlierFactorOptions : DetectorOptions
{
    /// <inheritdoc/>
    public override string Kind => "lof";

    /// <summary>How many neighbours, 1 or more; at most all other rows. Default 20.</summary>
    [Option("--neighbors", "How many nearest rows are asked; at most all others.", AtLeast = 1)]
    public int Neighbors { get; init; } = 20;

    /// <inheritdoc/>
    public override LocalOutlierFactorOptions CompleteFor(Tensor samples)
    {
        base.CompleteFor(samples);
        return this with { Neighbors = Math.Min(Neighbors, samples.Shape[0] - 1) };
    }

    /// <inheritdoc/>
    public override string Describe(Shape sample) =>
        string.Create(CultureInfo.InvariantCulture, $"lof: how much sparser it is around a row than around its {Neighbors} nearest");

    internal override LocalOutlierFactorOptions Defaults() => new();

    internal override FittedLocalOutlierFactor Restore(Shape sample, IReadOnlyDictionary<string, Tensor> weights) =>
        new(this, sample, new(weights, StringComparer.Ordinal));
}

/// <summary>
/// Local outlier factor (Breunig, Kriegel, Ng and Sander 2000): how much sparser it is around a row than around its nearest rows; 1 is
/// usual.
/// lrd(x) = 1 / mean over neighbours o of max(k-distance(o), d(x, o)), and the score is the mean of lrd(o) / lrd(x). Neighbours are exact,
/// and
/// 1e-10 is added to the mean distance, as in scikit-learn, so that equal rows have a density.
/// </summary>
/// <param name="options">How it learns; null for the defaults.</param>
/// <exception cref="BadArgumentException">An option is out of its range.</exception>
public sealed class LocalOutlierFactor(LocalOutlierFactorOptions? options = null)
    : AnomalyDetector<LocalOutlierFactorOptions, FittedLocalOutlierFactor>(options)
{
    private protected override FittedLocalOutlierFactor LearnRows(
        LocalOutlierFactorOptions options, Shape sample, Tensor rows, LearningTask task)
    {
        var (n, k) = (rows.Shape[0], options.Neighbors);
        var distances = new RowDistances(rows.AsSpan(), n, rows.Shape[1]);
        var (near, squared) = NearestOthers.Of(distances, rows, k, task.Cancellation);
        var reach = new float[n];
        for (var i = 0; i < n; i++) reach[i] = (float)Math.Sqrt(squared[(i * k) + k - 1]);
        var density = FittedLocalOutlierFactor.Densities(near, squared, reach, k);
        var scores = FittedLocalOutlierFactor.Factors(near, density, density, k);
        var weights = FittedDetector.Begin(rows);
        weights["rows"] = rows.Keep();
        weights["reach"] = Tensor.From(reach, n).Keep();
        weights["density"] = Tensor.From([.. density.Select(value => (float)value)], n).Keep();
        return new(options, sample, weights, scores);
    }
}

/// <summary>Rows with the density around each.</summary>
public sealed class FittedLocalOutlierFactor : FittedDetector
{
    private const double Least = 1e-10;

    private readonly RowDistances learned;
    private readonly float[]? scoresOfLearned;

    internal FittedLocalOutlierFactor(
        LocalOutlierFactorOptions options, Shape inputShape, Dictionary<string, Tensor> weights, float[]? scoresOfLearned = null)
        : base(options, inputShape, weights)
    {
        ExpectNothingBut("rows", "reach", "density");
        var rows = Expect("rows", Shape.Any, inputShape.Count);
        Expect("reach", rows.Shape[0]);
        Expect("density", rows.Shape[0]);
        if (rows.Shape[0] <= options.Neighbors)
            throw new BadArgumentException(
                $"{Name}: {options.Neighbors} neighbours do not exist among {rows.Shape[0]} rows and themselves.");
        (learned, this.scoresOfLearned) = (new RowDistances(rows.AsSpan(), rows.Shape[0], rows.Shape[1]), scoresOfLearned);
    }

    /// <inheritdoc/>
    public override LocalOutlierFactorOptions Options => (LocalOutlierFactorOptions)base.Options;

    internal override void ScoreRows(Tensor rows, Span<float> scores, CancellationToken cancellation)
    {
        var k = Options.Neighbors;
        var (near, squared) = learned.Nearest(rows, k, cancellation);
        var around = Array.ConvertAll(Weight("density").ToArray(), value => (double)value);
        Factors(near, Densities(near, squared, Weight("reach").AsSpan(), k), around, k).CopyTo(scores);
    }

    internal override float[] ScoreLearned(Tensor rows, CancellationToken cancellation) => scoresOfLearned!;

    /// <summary>lrd of rows by their neighbours.</summary>
    internal static double[] Densities(int[] near, double[] squared, ReadOnlySpan<float> reach, int k)
    {
        var density = new double[near.Length / k];
        for (var i = 0; i < density.Length; i++)
        {
            double sum = 0;
            for (var at = i * k; at < (i + 1) * k; at++) sum += Math.Max(reach[near[at]], Math.Sqrt(squared[at]));
            density[i] = 1 / ((sum / k) + Least);
        }
        return density;
    }

    /// <summary>How much denser it is around the neighbours.</summary>
    internal static float[] Factors(int[] near, double[] density, double[] around, int k)
    {
        var factors = new float[density.Length];
        for (var i = 0; i < factors.Length; i++)
        {
            double sum = 0;
            for (var at = i * k; at < (i + 1) * k; at++) sum += around[near[at]];
            factors[i] = (float)(sum / k / density[i]);
        }
        return factors;
    }
}
