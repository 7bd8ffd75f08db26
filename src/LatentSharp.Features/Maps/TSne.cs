namespace LatentSharp;

/// <summary>
/// t-distributed stochastic neighbour embedding (van der Maaten and Hinton 2008) by the method of Barnes and Hut (van der Maaten 2014):
/// rows
/// that are neighbours lie together on the plane, begun from principal components. The same places for a seed on any number of threads.
/// </summary>
/// <param name="options">How it is made; null for the defaults.</param>
/// <exception cref="BadArgumentException">An option is out of its range.</exception>
public sealed class TSne(TSneOptions? options = null) : UnsupervisedEstimator<TSneOptions, FittedMap>(options)
{
    private const int Bisections = 100;
    private const double Tolerance = 1e-5;

    private protected override FittedMap Learn(TSneOptions options, LearningTask task)
    {
        var samples = task.Training.Samples;
        var (n, shape) = (samples.Shape[0], samples.Shape[1..]);
        var rows = samples.Reshape([n, shape.Count]).Keep();
        if (n < 2) return new FittedMap(options, shape, rows, Tensor.Zeros([n, 2]).Keep());
        var near = NeighborIndex.Build(rows, options.Search, options.Seed, task.Cancellation)
            .OfRows(options.NearestOf(n - 1), task.Cancellation);
        var set = Affinities(near, Math.Min(options.Perplexity, Math.Max(1.5, (n - 1) / 3.0)));
        var random = new RandomStream(options.Seed).Derive("tsne");
        var places = MapBeginning.Of(rows, 2, random, task.Cancellation, reach: 1e-4f);
        new TSneLayout(set, options).Move(places, task.Progress, task.Stop, task.Cancellation);
        return new FittedMap(options, shape, rows, Tensor.From(places, [n, 2]).Keep());
    }

    /// <summary>
    /// p(j|i) ∝ exp(-β d²) over the nearest of each row, with β such that its entropy is the logarithm of the perplexity; then (p(j|i) +
    /// p(i|j)) / 2N.
    /// </summary>
    private static FuzzySet Affinities(Neighbors near, double perplexity)
    {
        var (n, k) = (near.Rows.Shape[0], near.Rows.Shape[1]);
        var (others, distances) = (near.Rows.ToArray<int>(), near.Distances.ToArray());
        var shares = new float[others.Length];
        RowWork.ForEach(n, 64, (start, end) =>
        {
            var own = new double[k];
            for (var i = start; i < end; i++)
            {
                Shares(distances.AsSpan(i * k, k), Math.Log(perplexity), own);
                for (var j = 0; j < k; j++) shares[(i * k) + j] = (float)own[j];
            }
        });
        return FuzzySet.Union(n, k, others, shares, (a, b) => (a + b) / (2 * n));
    }

    private static void Shares(ReadOnlySpan<float> distances, double entropy, Span<double> shares)
    {
        var (beta, low, high) = (1.0, 0.0, double.PositiveInfinity);
        for (var round = 0; round < Bisections; round++)
        {
            double sum = 0, moment = 0;
            for (var j = 0; j < shares.Length; j++)
            {
                // From the nearest on: a factor that all share changes no share.
                var square = ((double)distances[j] * distances[j]) - ((double)distances[0] * distances[0]);
                shares[j] = Powers.Exp(-beta * square);
                sum += shares[j];
                moment += shares[j] * square;
            }
            var own = Math.Log(sum) + (beta * moment / sum);
            for (var j = 0; j < shares.Length; j++) shares[j] /= sum;
            if (Math.Abs(own - entropy) < Tolerance) return;
            if (own > entropy) (low, beta) = (beta, double.IsPositiveInfinity(high) ? beta * 2 : (beta + high) / 2);
            else (high, beta) = (beta, (beta + low) / 2);
        }
    }
}
