using static System.FormattableString;

namespace LatentSharp;

/// <summary>
/// Groups features around centres (Lloyd 1982) that begin as far-apart samples (k-means++, Arthur and Vassilvitskii 2007); the best of
/// several beginnings is kept.
/// </summary>
/// <param name="clusters">The number of groups, 1 to the number of samples.</param>
public sealed class KMeans(int clusters)
{
    /// <summary>The number of groups.</summary>
    public int Clusters { get; } = clusters;

    /// <summary>How many beginnings are tried, 1 or more. Default 10.</summary>
    public int Restarts { get; init; } = 10;

    /// <summary>The most rounds of moving the centres from one beginning, 1 or more. Default 300.</summary>
    public int MaxIterations { get; init; } = 300;

    /// <summary>
    /// The centres have settled when the sum of their squared moves is not above this share of the features' mean variance, 0 or more.
    /// Default 1e-4.
    /// </summary>
    public double Tolerance { get; init; } = 1e-4;

    /// <summary>What the beginnings are drawn from. Default 0.</summary>
    public long Seed { get; init; }

    /// <summary>Finds the groups.</summary>
    /// <param name="features">(N, d), Float32, finite.</param>
    /// <param name="cancellation">Ends the work with an <see cref="OperationCanceledException"/>.</param>
    /// <exception cref="BadArgumentException">The arguments or settings do not fit, or there are fewer samples than groups.</exception>
    public FittedKMeans Fit(Tensor features, CancellationToken cancellation = default)
    {
        Samples.Features("KMeans.Fit", features);
        if (Clusters < 1 || Clusters > features.Shape[0])
            throw new BadArgumentException(
                $"KMeans.Fit: {Clusters} clusters of {features.Shape[0]} samples do not exist; 1 to {features.Shape[0]} do.");
        if (Restarts < 1 || MaxIterations < 1 || !(Tolerance >= 0))
            throw new BadArgumentException(
                Invariant($"KMeans.Fit: Restarts {Restarts}, MaxIterations {MaxIterations} and ")
                    + Invariant($"Tolerance {Tolerance} must be at least 1, 1 and 0."));
        var settled = Tolerance * MeanVariance(features);
        var random = new RandomStream(Seed).Derive("kmeans");
        FittedKMeans? best = null;
        for (var restart = 0; restart < Restarts; restart++)
        {
            var found = Refine(features, Begin(features, random.Derive(restart)), settled, cancellation);
            if (best is null || found.Inertia < best.Inertia) best = found;
        }
        return best!;
    }

    /// <summary>Each next centre is a sample, with a chance in proportion to its squared distance from the centres so far.</summary>
    private Tensor Begin(Tensor features, RandomStream random)
    {
        var (n, d) = (features.Shape[0], features.Shape[1]);
        var draws = new float[Clusters];
        random.Uniform(draws);
        var centres = new float[Clusters * d];
        var weights = new double[n];
        Array.Fill(weights, 1);
        for (var k = 0; k < Clusters; k++)
        {
            var chosen = features.AsSpan().Slice(Draw(weights, draws[k]) * d, d);
            chosen.CopyTo(centres.AsSpan(k * d));
            for (var i = 0; i < n; i++)
            {
                var distance = SquaredDistance(features.AsSpan().Slice(i * d, d), chosen);
                weights[i] = k == 0 ? distance : Math.Min(weights[i], distance);
            }
        }
        return Tensor.From(centres, [Clusters, d]);
    }

    private static int Draw(double[] weights, double share)
    {
        var rest = share * weights.Sum();
        for (var i = 0; i < weights.Length; i++)
        {
            rest -= weights[i];
            if (rest < 0) return i;
        }
        return Math.Max(0, Array.FindLastIndex(weights, weight => weight > 0));
    }

    private FittedKMeans Refine(Tensor features, Tensor centres, double settled, CancellationToken cancellation)
    {
        int[] before = [];
        var moved = double.PositiveInfinity;
        for (var iteration = 0; ; iteration++)
        {
            cancellation.ThrowIfCancellationRequested();
            var (nearest, distances) = new RowDistances(centres.AsSpan(), Clusters, features.Shape[1]).Nearest(features, 1, cancellation);
            if (iteration == MaxIterations || moved <= settled || nearest.AsSpan().SequenceEqual(before))
                return new FittedKMeans(centres, Tensor.From(nearest), distances.Sum());
            var means = Means(features, nearest, distances);
            (moved, centres, before) = (SquaredDistance(means.AsSpan(), centres.AsSpan()), means, nearest);
        }
    }

    /// <summary>The mean of each group; one that lost all its samples moves to the sample that is farthest from its centre.</summary>
    private Tensor Means(Tensor features, int[] nearest, double[] distances)
    {
        var d = features.Shape[1];
        var values = features.AsSpan();
        var sums = new double[Clusters * d];
        var counts = new int[Clusters];
        for (var i = 0; i < nearest.Length; i++)
        {
            counts[nearest[i]]++;
            for (var j = 0; j < d; j++) sums[(nearest[i] * d) + j] += values[(i * d) + j];
        }
        var means = new float[sums.Length];
        for (var k = 0; k < Clusters; k++)
        {
            if (counts[k] == 0)
            {
                var farthest = Array.IndexOf(distances, distances.Max());
                values.Slice(farthest * d, d).CopyTo(means.AsSpan(k * d));
                distances[farthest] = 0;
                continue;
            }
            for (var j = 0; j < d; j++) means[(k * d) + j] = (float)(sums[(k * d) + j] / counts[k]);
        }
        return Tensor.From(means, [Clusters, d]);
    }

    private static double MeanVariance(Tensor features)
    {
        var (n, d) = (features.Shape[0], features.Shape[1]);
        var means = LinearAlgebra.ColumnMeans(features.AsSpan(), n, d);
        var values = features.AsSpan();
        double sum = 0;
        for (var i = 0; i < values.Length; i++)
        {
            var difference = values[i] - means[i % d];
            sum += difference * difference;
        }
        return features.Count == 0 ? 0 : sum / features.Count;
    }

    private static double SquaredDistance(ReadOnlySpan<float> x, ReadOnlySpan<float> y)
    {
        double sum = 0;
        for (var i = 0; i < x.Length; i++)
        {
            var difference = (double)x[i] - y[i];
            sum += difference * difference;
        }
        return sum;
    }
}

/// <summary>The groups that <see cref="KMeans"/> found. Immutable.</summary>
/// <param name="Centres">(K, d): the middle of each group.</param>
/// <param name="Assignments">(N), Int32: the group of each sample fitted on.</param>
/// <param name="Inertia">The sum of squared distances of the samples from their centres.</param>
public sealed record FittedKMeans(Tensor Centres, Tensor Assignments, double Inertia)
{
    /// <summary>The group whose centre is nearest: Float32 (N, d) -> Int32 (N).</summary>
    /// <exception cref="BadArgumentException">The features have another size than those fitted on, or are not finite.</exception>
    public Tensor Predict(Tensor features, CancellationToken cancellation = default)
    {
        var (clusters, columns) = (Centres.Shape[0], Centres.Shape[1]);
        Samples.Features("KMeans.Predict", features, columns);
        return Tensor.From(new RowDistances(Centres.AsSpan(), clusters, columns).Nearest(features, 1, cancellation).Indices);
    }
}
