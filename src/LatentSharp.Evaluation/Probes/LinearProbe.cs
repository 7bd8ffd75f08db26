using static System.FormattableString;

namespace LatentSharp;

/// <summary>
/// Multinomial logistic regression on standardised features: what a single linear layer can read from them. Minimises
/// mean(-log p(label)) + |W|² / (2 C N) over weights W and biases (which are free), as scikit-learn's LogisticRegression does, by L-BFGS.
/// Two classes share one column of weights.
/// </summary>
public sealed class LinearProbe
{
    /// <summary>C, the inverse strength of the penalty, above 0. Default 1.</summary>
    public double InversePenalty { get; init; } = 1;

    /// <summary>The largest entry of the gradient at which the solution is taken, above 0. Default 1e-5.</summary>
    public double Tolerance { get; init; } = 1e-5;

    /// <summary>The most iterations, 1 or more. Default 1000.</summary>
    public int MaxIterations { get; init; } = 1000;

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
            throw new BadArgumentException(Invariant($"LinearProbe: InversePenalty {InversePenalty}, Tolerance {Tolerance} and MaxIterations {MaxIterations} must be above 0."));

        int[] classes = [.. truth.ToArray().Distinct().Order()];
        var scaler = new Standardizer(rows, features.Shape[0], features.Shape[1]);
        if (classes.Length == 1) return new FittedLinearProbe(classes, scaler, [], converged: true);
        var places = Array.ConvertAll(truth.ToArray(), label => Array.BinarySearch(classes, label));
        var objective = new SoftmaxObjective(scaler.Apply(rows), features.Shape[1], places, classes.Length, InversePenalty);
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

    /// <inheritdoc/>
    public override Tensor Predict(Tensor features, CancellationToken cancellation = default)
    {
        var rows = Samples.Features("LinearProbe.Predict", features, scaler.Columns);
        var n = features.Shape[0];
        var predictions = new int[n];
        if (classes.Length == 1)
        {
            Array.Fill(predictions, classes[0]);
            return Tensor.From(predictions);
        }
        var scores = SoftmaxObjective.Scores(scaler.Apply(rows), n, scaler.Columns, weights);
        var outputs = n == 0 ? 1 : scores.Length / n;
        for (var i = 0; i < n; i++)
        {
            var row = scores.AsSpan(i * outputs, outputs);
            var best = outputs == 1 ? (row[0] > 0 ? 1 : 0) : row.IndexOf(row.ToArray().Max());
            predictions[i] = classes[best];
        }
        return Tensor.From(predictions);
    }
}
