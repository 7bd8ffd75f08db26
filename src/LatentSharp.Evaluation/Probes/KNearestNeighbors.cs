namespace LatentSharp;

/// <summary>
/// The vote of the nearest training samples by Euclidean distance. Of samples equally far the earlier counts as nearer; of classes with
/// equally many votes the smallest wins, as in scikit-learn.
/// </summary>
public sealed class KNearestNeighbors
{
    /// <summary>How many samples vote, 1 or more. Default 5.</summary>
    public int Neighbors { get; init; } = 5;

    /// <summary>Takes the training samples in.</summary>
    /// <param name="features">(N, d), Float32, finite, with at least <see cref="Neighbors"/> rows.</param>
    /// <param name="labels">(N), Int32.</param>
    /// <exception cref="BadArgumentException">The arguments do not fit, or there are fewer samples than voters.</exception>
    public FittedProbe Fit(Tensor features, Tensor labels)
    {
        var rows = Samples.Features("KNearestNeighbors.Fit", features);
        var classes = Samples.Labels("KNearestNeighbors.Fit", labels, features.Shape[0]);
        if (Neighbors < 1 || Neighbors > classes.Length)
            throw new BadArgumentException(
                $"KNearestNeighbors.Fit: {Neighbors} neighbors of {classes.Length} samples do not exist; 1 to {classes.Length} do.");
        return new FittedKNearestNeighbors(new RowDistances(rows, features.Shape[0], features.Shape[1]), classes.ToArray(), Neighbors);
    }
}

internal sealed class FittedKNearestNeighbors : FittedProbe
{
    private readonly RowDistances training;
    private readonly int[] places;
    private readonly int[] classes;
    private readonly int neighbors;

    internal FittedKNearestNeighbors(RowDistances training, int[] labels, int neighbors)
    {
        (this.training, this.neighbors) = (training, neighbors);
        classes = [.. labels.Distinct().Order()];
        places = Array.ConvertAll(labels, label => Array.BinarySearch(classes, label));
    }

    public override IReadOnlyList<int> Classes => classes;

    internal override (Tensor Predictions, Tensor Probabilities) Classify(Tensor features, CancellationToken cancellation)
    {
        Samples.Features("KNearestNeighbors.Predict", features, training.Columns);
        var (nearest, _) = training.Nearest(features, neighbors, cancellation);
        var predictions = new int[features.Shape[0]];
        var shares = new float[predictions.Length * classes.Length];
        var votes = new int[classes.Length];
        for (var i = 0; i < predictions.Length; i++)
        {
            Array.Clear(votes);
            foreach (var neighbor in nearest.AsSpan(i * neighbors, neighbors)) votes[places[neighbor]]++;
            predictions[i] = classes[Array.IndexOf(votes, votes.Max())];
            for (var k = 0; k < votes.Length; k++) shares[(i * votes.Length) + k] = votes[k] / (float)neighbors;
        }
        return (Tensor.From(predictions), Tensor.From(shares, [predictions.Length, classes.Length]));
    }
}
