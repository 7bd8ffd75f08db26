namespace LatentSharp;

/// <summary>How often samples of each class were taken for each class. Immutable.</summary>
public sealed class ConfusionMatrix
{
    private readonly int[] classes;
    private readonly int[,] counts;

    /// <summary>Counts predictions against labels.</summary>
    /// <param name="labels">(N), Int32: the true classes.</param>
    /// <param name="predictions">(N), Int32: the predicted classes.</param>
    /// <exception cref="BadArgumentException">They are not Int32 of one axis and the same length.</exception>
    public ConfusionMatrix(Tensor labels, Tensor predictions)
    {
        var truth = Samples.Labels(nameof(ConfusionMatrix), labels, labels.Shape.Rank == 1 ? labels.Shape[0] : 0);
        var guess = Samples.Labels(nameof(ConfusionMatrix), predictions, truth.Length);
        classes = [.. truth.ToArray().Concat(guess.ToArray()).Distinct().Order()];
        counts = new int[classes.Length, classes.Length];
        for (var i = 0; i < truth.Length; i++) counts[Array.BinarySearch(classes, truth[i]), Array.BinarySearch(classes, guess[i])]++;
        Total = truth.Length;
    }

    /// <summary>The classes that occur as label or prediction, in ascending order; rows and columns follow it.</summary>
    public IReadOnlyList<int> Classes => classes;

    /// <summary>The number of samples.</summary>
    public int Total { get; }

    /// <summary>
    /// How many samples of the class in place <paramref name="truth"/> were taken for the class in place <paramref name="prediction"/>.
    /// </summary>
    public int this[int truth, int prediction] => counts[truth, prediction];

    /// <summary>The share of predictions that are right; NaN without samples.</summary>
    public double Accuracy => (double)Indices.Sum(c => counts[c, c]) / Total;

    /// <summary>
    /// For each class: precision = right / predicted, recall = right / present, F1 = 2 · right / (predicted + present). A quotient whose
    /// divisor is zero is 0, as in scikit-learn.
    /// </summary>
    public IReadOnlyList<ClassScores> PerClass => [.. Indices.Select(Score)];

    /// <summary>The mean of the classes' precisions, each class the same; NaN without samples.</summary>
    public double MacroPrecision => Mean(PerClass, scores => scores.Precision);

    /// <summary>The mean of the classes' recalls, each class the same; NaN without samples.</summary>
    public double MacroRecall => Mean(PerClass, scores => scores.Recall);

    /// <summary>The mean of the classes' F1, each class the same; NaN without samples.</summary>
    public double MacroF1 => Mean(PerClass, scores => scores.F1);

    /// <summary>The mean recall of the classes that are present, without those that were only predicted; NaN without samples.</summary>
    public double BalancedAccuracy => Mean(PerClass.Where(scores => scores.Support > 0), scores => scores.Recall);

    private IEnumerable<int> Indices => Enumerable.Range(0, classes.Length);

    private ClassScores Score(int c)
    {
        var (right, predicted, present) = (counts[c, c], Indices.Sum(i => counts[i, c]), Indices.Sum(i => counts[c, i]));
        return new ClassScores(
            classes[c], present, Quotient(right, predicted), Quotient(right, present), Quotient(2 * right, predicted + present));
    }

    private static double Mean(IEnumerable<ClassScores> classes, Func<ClassScores, double> score) =>
        classes.Select(score).DefaultIfEmpty(double.NaN).Average();

    private static double Quotient(int a, int b) => b == 0 ? 0 : (double)a / b;
}

/// <summary>How well one class is recognised.</summary>
/// <param name="Class">The class.</param>
/// <param name="Support">Samples of this class.</param>
/// <param name="Precision">The share of predictions of this class that are right.</param>
/// <param name="Recall">The share of samples of this class that are recognised.</param>
/// <param name="F1">The harmonic mean of precision and recall.</param>
public sealed record ClassScores(int Class, int Support, double Precision, double Recall, double F1);
