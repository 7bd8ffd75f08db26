using System.Globalization;

namespace LatentSharp;

/// <summary>How a <see cref="KernelDensity"/> learns.</summary>
public sealed record KernelDensityOptions : DetectorOptions
{
    /// <inheritdoc/>
    public override string Kind => "kde";

    /// <summary>
    /// The standard deviation of the kernel, in the units of the samples; above 0. Default null: Scott's rule, N^(-1 / (D + 4)) times the
    /// mean
    /// standard deviation of the columns that vary.
    /// </summary>
    [Option("--bandwidth", "The kernel's standard deviation, in scaled units.", Above = 0, Automatic = "Scott's rule")]
    public double? Bandwidth { get; init; }

    /// <inheritdoc/>
    public override KernelDensityOptions CompleteFor(Tensor samples)
    {
        base.CompleteFor(samples);
        if (Bandwidth is not null) return this;
        var (n, d) = (samples.Shape[0], samples.Shape[1..].Count);
        var values = samples.AsSpan();
        var means = LinearAlgebra.ColumnMeans(values, n, d);
        var squares = new double[d];
        for (var i = 0; i < values.Length; i++) squares[i % d] += (values[i] - means[i % d]) * (values[i] - means[i % d]);
        double[] deviations = [.. squares.Where(sum => sum > 0).Select(sum => Math.Sqrt(sum / n))];
        return this with { Bandwidth = Math.Pow(n, -1.0 / (d + 4)) * (deviations.Length == 0 ? 1 : deviations.Average()) };
    }

    /// <inheritdoc/>
    public override string Describe(Shape sample) => string.Create(
        CultureInfo.InvariantCulture, $"kde: minus the logarithm of the density, bandwidth {Bandwidth:G4}");

    internal override KernelDensityOptions Defaults() => new();

    internal override FittedKernelDensity Restore(Shape sample, IReadOnlyDictionary<string, Tensor> weights) =>
        new(this, sample, new(weights, StringComparer.Ordinal));
}

/// <summary>
/// Kernel density (Parzen 1962; Latecki, Lazarevic and Pokrajac 2007): minus the logarithm of the mean of normal densities around the
/// learned
/// rows. Of a row that was learned itself the others count alone.
/// </summary>
/// <param name="options">How it learns; null for the defaults.</param>
/// <exception cref="BadArgumentException">An option is out of its range.</exception>
public sealed class KernelDensity(KernelDensityOptions? options = null)
    : AnomalyDetector<KernelDensityOptions, FittedKernelDensity>(options)
{
    private protected override FittedKernelDensity LearnRows(KernelDensityOptions options, Shape sample, Tensor rows, LearningTask task)
    {
        var weights = FittedDetector.Begin(rows);
        weights["rows"] = rows.Keep();
        return new(options, sample, weights);
    }
}

/// <summary>Rows with a normal density around each.</summary>
public sealed class FittedKernelDensity : FittedDetector
{
    private readonly RowDistances learned;

    internal FittedKernelDensity(KernelDensityOptions options, Shape inputShape, Dictionary<string, Tensor> weights)
        : base(options, inputShape, weights)
    {
        ExpectNothingBut("rows");
        if (options.Bandwidth is null) throw new BadArgumentException($"{Name}: there is no bandwidth.");
        var rows = Expect("rows", Shape.Any, inputShape.Count);
        learned = new RowDistances(rows.AsSpan(), rows.Shape[0], rows.Shape[1]);
    }

    /// <inheritdoc/>
    public override KernelDensityOptions Options => (KernelDensityOptions)base.Options;

    internal override void ScoreRows(Tensor rows, Span<float> scores, CancellationToken cancellation) =>
        Densities(rows, areLearned: false, cancellation).CopyTo(scores);

    internal override float[] ScoreLearned(Tensor rows, CancellationToken cancellation) => Densities(rows, areLearned: true, cancellation);

    private float[] Densities(Tensor rows, bool areLearned, CancellationToken cancellation)
    {
        var scores = new float[rows.Shape[0]];
        var (h, d) = (Options.Bandwidth!.Value, learned.Columns);
        var count = areLearned ? learned.Count - 1 : learned.Count;
        var constant = Math.Log(count) + (d * Math.Log(h)) + (0.5 * d * Math.Log(2 * Math.PI));
        learned.ForEachQuery(
            rows,
            (row, distances) =>
            {
                var nearest = double.PositiveInfinity;
                for (var i = 0; i < distances.Length; i++)
                    if (!areLearned || i != row) nearest = Math.Min(nearest, distances[i]);
                double sum = 0;
                for (var i = 0; i < distances.Length; i++)
                    if (!areLearned || i != row) sum += Math.Exp((nearest - distances[i]) / (2 * h * h));
                scores[row] = (float)(constant + (nearest / (2 * h * h)) - Math.Log(sum));
            },
            cancellation);
        return scores;
    }
}
