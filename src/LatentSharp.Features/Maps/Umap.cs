namespace LatentSharp;

/// <summary>
/// Uniform manifold approximation and projection (McInnes, Healy and Melville 2018): rows that are near each other lie near each other on
/// the map, begun from the leading eigenvectors of their graph. The same places for a seed on any number of threads.
/// <code>
/// FittedMap map = new Umap().Fit(features);
/// Tensor places = map.Places;
/// </code>
/// </summary>
/// <param name="options">How it is made; null for the defaults.</param>
/// <exception cref="BadArgumentException">An option is out of its range.</exception>
public sealed class Umap(UmapOptions? options = null) : UnsupervisedEstimator<UmapOptions, FittedMap>(options)
{
    private const int Pushes = 5;

    private protected override FittedMap Learn(UmapOptions options, LearningTask task)
    {
        var samples = task.Training.Samples;
        var (n, shape) = (samples.Shape[0], samples.Shape[1..]);
        // The task's samples may be put into another order again afterwards.
        var rows = samples.Reshape([n, shape.Count]).Keep();
        return new FittedMap(options, shape, rows, Places(rows, options, task));
    }

    /// <summary>(N, LatentSize): where rows (N, D) lie.</summary>
    internal static Tensor Places(Tensor rows, UmapOptions options, LearningTask task)
    {
        var (n, size) = (rows.Shape[0], options.LatentSize);
        if (n < 2) return Tensor.Zeros([n, size]).Keep();
        var random = new RandomStream(options.Seed).Derive("umap");
        var index = NeighborIndex.Build(rows, options.Search, options.Seed, task.Cancellation);
        var set = FuzzySet.Of(index.OfRows(Math.Max(1, options.NearestOf(n - 1)), task.Cancellation));
        var places = SpectralBeginning.Of(set, size, random, task.Cancellation) ?? MapBeginning.Of(rows, size, random, task.Cancellation);
        var layout = new UmapLayout(set, UmapCurve.For(options.MinDistance), size, options.Epochs!.Value, Pushes, random);
        layout.Move(places, task.Progress, task.Stop, task.Cancellation);
        return Tensor.From(places, [n, size]).Keep();
    }
}
