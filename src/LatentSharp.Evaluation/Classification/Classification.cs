namespace LatentSharp;

/// <summary>How well predicted classes meet the true ones.</summary>
public static class Classification
{
    /// <summary>The share of predictions that equal their label; NaN without samples.</summary>
    /// <param name="labels">(N), Int32.</param>
    /// <param name="predictions">(N), Int32.</param>
    /// <exception cref="BadArgumentException">They are not Int32 of one axis and the same length.</exception>
    public static double Accuracy(Tensor labels, Tensor predictions)
    {
        var truth = Samples.Labels(nameof(Accuracy), labels, labels.Shape.Rank == 1 ? labels.Shape[0] : 0);
        var guess = Samples.Labels(nameof(Accuracy), predictions, truth.Length);
        var right = 0;
        for (var i = 0; i < truth.Length; i++)
        {
            if (truth[i] == guess[i]) right++;
        }
        return (double)right / truth.Length;
    }
}
