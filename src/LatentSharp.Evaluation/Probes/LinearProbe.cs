using static System.FormattableString;

namespace LatentSharp;

/// <summary>
/// Multinomial logistic regression on standardised features: what a single linear layer can read from them. Minimises mean(-log p(label)) +
/// |W|² / (2 C N) over weights W and biases (which are free), as scikit-learn's LogisticRegression does, by L-BFGS. Two classes share one
/// column of weights. Directions that hardly vary are not stretched to the size of the others: <see cref="VarianceFloor"/>.
/// </summary>
public sealed class LinearProbe
{
    /// <summary>C, the inverse strength of the penalty, above 0. Default 1.</summary>
    public double InversePenalty { get; init; } = 1;

    /// <summary>The largest entry of the gradient at which the solution is taken, above 0. Default 1e-5.</summary>
    public double Tolerance { get; init; } = 1e-5;

    /// <summary>The most iterations, 1 or more. Default 1000.</summary>
    public int MaxIterations { get; init; } = 1000;

    /// <summary>
    /// The least variance that a column is divided by, as a share of the largest column's, 0 to 1. Default 1e-8: what lies below is
    /// rounding, as the last of as many principal components as there are samples, and would drown everything else in samples that were not
    /// fitted on. Features that have one unit, as those of a model, do with more: <see cref="FeatureEvaluation"/> takes
    /// <see cref="FeatureEvaluation.VarianceFloor"/>. 0 divides every column by its own.
    /// </summary>
    public double VarianceFloor { get; init; } = 1e-8;

    /// <summary>
    /// Whether each class weighs the same, N / (K · its samples) a sample, instead of each sample; so rare classes are seen. Default false.
    /// </summary>
    public bool Balanced { get; init; }

    /// <summary>Fits the classifier.</summary>
    /// <param name="features">(N, d), Float32, finite, N ≥ 1. Each column is standardised by its mean and standard deviation here.</param>
    /// <param name="labels">(N), Int32. With a single class, every prediction is that class.</param>
    /// <param name="cancellation">Ends the work with an <see cref="OperationCanceledException"/>.</param>
    /// <exception cref="BadArgumentException">The arguments or settings do not fit.</exception>
    public FittedLinearProbe Fit(Tensor features, Tensor labels, CancellationToken cancellation = default)
    {
        var rows = Samples.Features("LinearProbe.Fit", features);
        var truth = Samples.Labels("LinearProbe.Fit", labels, features.Shape[0]);
        if (truth.IsEmpty) throw new BadArgumentException("LinearProbe.Fit: there are no samples; at least 1 is needed.");
        if (!(InversePenalty > 0 && Tolerance > 0 && MaxIterations > 0))
            throw new BadArgumentException(
                Invariant($"LinearProbe: InversePenalty {InversePenalty}, Tolerance {Tolerance} and ")
                    + Invariant($"MaxIterations {MaxIterations} must be above 0."));
        if (!(VarianceFloor is >= 0 and <= 1))
            throw new BadArgumentException(Invariant($"LinearProbe: VarianceFloor {VarianceFloor} must be from 0 to 1."));

        int[] classes = [.. truth.ToArray().Distinct().Order()];
        var scaler = new Standardizer(rows, features.Shape[0], features.Shape[1], VarianceFloor);
        if (classes.Length == 1) return new FittedLinearProbe(classes, scaler, [], converged: true);
        var places = Array.ConvertAll(truth.ToArray(), label => Array.BinarySearch(classes, label));
        var objective = new SoftmaxObjective(scaler.Apply(rows), features.Shape[1], places, classes.Length, InversePenalty, Balanced);
        var weights = new double[objective.ParameterCount];
        var converged = Lbfgs.Minimize(objective.Evaluate, weights, Tolerance, MaxIterations, cancellation);
        return new FittedLinearProbe(classes, scaler, weights, converged);
    }
}

/// <summary>A fitted <see cref="LinearProbe"/>.</summary>
public sealed class FittedLinearProbe : FittedProbe
{
    private readonly int[] classes;
    private readonly Standardizer scaler;
    private readonly double[] weights;

    internal FittedLinearProbe(int[] classes, Standardizer scaler, double[] weights, bool converged) =>
        (this.classes, this.scaler, this.weights, Converged) = (classes, scaler, weights, converged);

    /// <inheritdoc/>
    public override IReadOnlyList<int> Classes => classes;

    /// <summary>
    /// (d, K) weights of the standardised features, then K biases; K is the number of classes, or 1 with two classes and 0 with one.
    /// </summary>
    public ReadOnlySpan<double> Weights => weights;

    /// <summary>Whether the tolerance was met within the iterations allowed.</summary>
    public bool Converged { get; }

    /// <summary>All that it is, rounded to what files hold: shift and scale of the columns, weights with biases, classes.</summary>
    internal (float[] Shift, float[] Scale, float[] Kernel, float[] Classes) Parts() => (
        Single(scaler.Means), Single(scaler.Scales), Single(weights), Array.ConvertAll(classes, label => (float)label));

    internal static FittedLinearProbe Restore(int[] classes, float[] shift, float[] scale, float[] kernel) =>
        new(classes, new Standardizer(Double(shift), Double(scale)), Double(kernel), converged: true);

    private static float[] Single(double[] values) => Array.ConvertAll(values, value => (float)value);

    private static double[] Double(float[] values) => Array.ConvertAll(values, value => (double)value);

    internal override (Tensor Predictions, Tensor Probabilities) Classify(Tensor features, CancellationToken cancellation)
    {
        var rows = Samples.Features("LinearProbe.Predict", features, scaler.Columns);
        var n = features.Shape[0];
        var predictions = new int[n];
        var probabilities = new float[n * classes.Length];
        if (classes.Length == 1)
        {
            Array.Fill(predictions, classes[0]);
            Array.Fill(probabilities, 1);
            return (Tensor.From(predictions), Tensor.From(probabilities, [n, 1]));
        }
        var scores = SoftmaxObjective.Scores(scaler.Apply(rows), n, scaler.Columns, weights);
        var outputs = n == 0 ? 1 : scores.Length / n;
        for (var i = 0; i < n; i++)
        {
            var row = scores.AsSpan(i * outputs, outputs);
            var best = outputs == 1 ? (row[0] > 0 ? 1 : 0) : row.IndexOf(row.ToArray().Max());
            predictions[i] = classes[best];
            Softmax(row, probabilities.AsSpan(i * classes.Length, classes.Length));
        }
        return (Tensor.From(predictions), Tensor.From(probabilities, [n, classes.Length]));
    }

    /// <summary>The probabilities of scores; a single score is the second class's, the first one's being 0.</summary>
    private static void Softmax(ReadOnlySpan<double> scores, Span<float> probabilities)
    {
        if (scores.Length == 1)
        {
            probabilities[0] = (float)(1 / (1 + Math.Exp(scores[0])));
            probabilities[1] = (float)(1 / (1 + Math.Exp(-scores[0])));
            return;
        }
        var (largest, sum) = (double.NegativeInfinity, 0.0);
        foreach (var score in scores) largest = Math.Max(largest, score);
        foreach (var score in scores) sum += Math.Exp(score - largest);
        for (var k = 0; k < scores.Length; k++) probabilities[k] = (float)(Math.Exp(scores[k] - largest) / sum);
    }
}
