namespace LatentSharp;

/// <summary>How well classes are recognised, with figures that see a rare class.</summary>
/// <param name="Accuracy">The share of samples that are classified right; NaN without samples.</param>
/// <param name="BalancedAccuracy">The mean recall of the classes that occur; NaN without samples.</param>
/// <param name="RarestRecall">The recall of the rarest class: the share of its samples that are recognised; NaN without samples.</param>
/// <param name="AveragePrecision">
/// The average precision of the rarest class against all others, ranked by its probability (<see cref="Detection.AveragePrecision"/>);
/// chance gives its share of the samples. NaN when no other class occurs.
/// </param>
public sealed record RecognitionScores(double Accuracy, double BalancedAccuracy, double RarestRecall, double AveragePrecision)
{
    /// <summary>Scores predictions and probabilities.</summary>
    /// <param name="labels">(N), Int32: the true classes.</param>
    /// <param name="predictions">(N), Int32: the predicted ones.</param>
    /// <param name="probabilities">(N, K), Float32: the probability of each class of <paramref name="classes"/>.</param>
    /// <param name="classes">The K classes of the columns. A class that is none of them has probability 0.</param>
    /// <param name="rarest">Which class counts as the rarest. Default null: <see cref="ClassBalance"/> of the labels says.</param>
    /// <exception cref="BadArgumentException">The arguments do not fit together.</exception>
    public static RecognitionScores Of(
        Tensor labels, Tensor predictions, Tensor probabilities, IReadOnlyList<int> classes, int? rarest = null)
    {
        ArgumentNullException.ThrowIfNull(classes);
        var matrix = new ConfusionMatrix(labels, predictions);
        if (probabilities.DType != DType.Float32 || probabilities.Shape != new Shape(matrix.Total, classes.Count))
            throw new BadArgumentException(
                $"RecognitionScores: probabilities are {probabilities.DType} {probabilities.Shape}; "
                + $"Float32 {new Shape(matrix.Total, classes.Count)} would fit.");
        if ((rarest ?? ClassBalance.Of(labels)?.Rarest) is not { } rare) return new(double.NaN, double.NaN, double.NaN, double.NaN);
        var scores = matrix.PerClass.FirstOrDefault(item => item.Class == rare && item.Support > 0);
        return new(
            matrix.Accuracy, matrix.BalancedAccuracy, scores?.Recall ?? double.NaN,
            Precision(labels, probabilities, classes.ToList().IndexOf(rare), rare));
    }

    private static double Precision(Tensor labels, Tensor probabilities, int column, int rare)
    {
        var isRare = Array.ConvertAll(labels.ToArray<int>(), label => label == rare ? 1 : 0);
        var count = isRare.Sum();
        if (count == 0 || count == isRare.Length) return double.NaN;
        var scores = new float[isRare.Length];
        var columns = probabilities.Shape[1];
        for (var i = 0; column >= 0 && i < scores.Length; i++) scores[i] = probabilities.AsSpan()[(i * columns) + column];
        return Detection.AveragePrecision(Tensor.From(isRare), Tensor.From(scores));
    }
}
