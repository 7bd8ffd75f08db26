using static System.FormattableString;

namespace LatentSharp;

/// <summary>
/// Ridge regression on classes as ±1, with the strength of its penalty chosen by leaving out one sample at a time: as scikit-learn's
/// RidgeClassifierCV on standardised features, and the classifier that goes with MiniRocket. It is solved at once, also with
/// far more features than samples. Minimises |Xw + b - y|² + α |w|² for each class against the others (two classes share one), all with the
/// α whose mean squared error of samples that are left out is the least.
/// </summary>
public sealed class RidgeProbe
{
    /// <summary>
    /// The strengths to choose from, each above 0, one at least. Default 10 from 0.001 to 1,000, evenly on a logarithmic scale.
    /// </summary>
    public IReadOnlyList<double> Alphas { get; init; } = [.. Enumerable.Range(0, 10).Select(i => Math.Pow(10, -3 + (6 * i / 9.0)))];

    /// <summary>
    /// Whether each column is standardised by its mean and deviation first. Default true; a column that is the same for all samples is only
    /// shifted.
    /// </summary>
    public bool Standardize { get; init; } = true;

    /// <summary>Fits the classifier.</summary>
    /// <param name="features">(N, d), Float32, finite, N ≥ 1. Time grows with N · d · min(N, d).</param>
    /// <param name="labels">(N), Int32. With a single class, every prediction is that class.</param>
    /// <param name="cancellation">Ends the work with an <see cref="OperationCanceledException"/>.</param>
    /// <exception cref="BadArgumentException">The arguments or settings do not fit.</exception>
    public FittedRidgeProbe Fit(Tensor features, Tensor labels, CancellationToken cancellation = default)
    {
        var rows = Samples.Features("RidgeProbe.Fit", features);
        var (n, d) = (features.Shape[0], features.Shape[1]);
        var truth = Samples.Labels("RidgeProbe.Fit", labels, n).ToArray();
        if (n == 0) throw new BadArgumentException("RidgeProbe.Fit: there are no samples; at least 1 is needed.");
        if (Alphas.Count == 0 || Alphas.Any(alpha => !(alpha > 0 && double.IsFinite(alpha))))
            throw new BadArgumentException(Invariant($"RidgeProbe: Alphas {string.Join(", ", Alphas)} must be one or more above 0."));

        int[] classes = [.. truth.Distinct().Order()];
        var scaler = new Standardizer(rows, n, d, floor: 0, scale: Standardize);
        if (classes.Length == 1) return new FittedRidgeProbe(classes, scaler, [], Alphas[0], 0);
        var outputs = classes.Length == 2 ? 1 : classes.Length;
        var targets = new double[n * outputs];
        for (var i = 0; i < n; i++)
            for (var k = 0; k < outputs; k++)
                targets[(i * outputs) + k] = truth[i] == classes[outputs == 1 ? 1 : k] ? 1 : -1;
        return Solve(scaler.Apply(rows), n, d, targets, outputs, classes, scaler, cancellation);
    }

    /// <summary>By the singular values of X: X = U √λ Vᵀ, which the smaller of XXᵀ and XᵀX tells.</summary>
    private FittedRidgeProbe Solve(
        double[] x, int n, int d, double[] targets, int outputs, int[] classes, Standardizer scaler, CancellationToken cancellation)
    {
        var means = new double[outputs];
        for (var i = 0; i < targets.Length; i++) means[i % outputs] += targets[i] / n;
        var centred = new double[targets.Length];
        for (var i = 0; i < targets.Length; i++) centred[i] = targets[i] - means[i % outputs];

        var view = new MatrixView(x, n, d);
        var wide = n <= d;
        var size = wide ? n : d;
        var gram = new double[size * size];
        if (wide) LinearAlgebra.AddProduct(view, view.Transposed, gram, upperTriangle: true);
        else LinearAlgebra.AddProduct(view.Transposed, view, gram, upperTriangle: true);
        for (var i = 1; i < size; i++)
            for (var j = 0; j < i; j++) gram[(i * size) + j] = gram[(j * size) + i];
        var eigen = LinearAlgebra.SymmetricEigen(gram, size, cancellation);
        double[] values = [.. eigen.Values.Where(value => value > 1e-13 * eigen.Values[0])];
        var rank = values.Length;
        // U, a column of length 1 for each value: (n, rank).
        var u = new double[n * rank];
        if (wide)
        {
            for (var k = 0; k < rank; k++)
                for (var i = 0; i < n; i++) u[(i * rank) + k] = eigen.Vectors[(k * n) + i];
        }
        else
        {
            LinearAlgebra.AddProduct(view, new MatrixView(eigen.Vectors.AsSpan(0, rank * d), rank, d).Transposed, u);
            for (var i = 0; i < u.Length; i++) u[i] /= Math.Sqrt(values[i % rank]);
        }
        var projected = new double[rank * outputs];
        LinearAlgebra.AddProduct(new MatrixView(u, n, rank).Transposed, new MatrixView(centred, n, outputs), projected);

        var (best, least) = (Alphas[0], double.PositiveInfinity);
        foreach (var alpha in Alphas)
        {
            cancellation.ThrowIfCancellationRequested();
            var error = LeaveOneOut(u, values, projected, centred, n, outputs, alpha);
            if (error < least) (best, least) = (alpha, error);
        }

        // w = Xᵀ U (λ + α)⁻¹ Uᵀ y.
        for (var i = 0; i < projected.Length; i++) projected[i] /= values[i / outputs] + best;
        var dual = new double[n * outputs];
        LinearAlgebra.AddProduct(new MatrixView(u, n, rank), new MatrixView(projected, rank, outputs), dual);
        var weights = new double[(d + 1) * outputs];
        LinearAlgebra.AddProduct(view.Transposed, new MatrixView(dual, n, outputs), weights.AsSpan(0, d * outputs));
        means.CopyTo(weights, d * outputs);
        return new FittedRidgeProbe(classes, scaler, weights, best, least);
    }

    /// <summary>
    /// The mean squared error of samples that are left out: of residuals eᵢ / (1 - hᵢᵢ), where H gives the fitted values.
    /// </summary>
    private static double LeaveOneOut(double[] u, double[] values, double[] projected, double[] targets, int n, int outputs, double alpha)
    {
        var (sum, fitted) = (0.0, new double[outputs]);
        for (var i = 0; i < n; i++)
        {
            Array.Clear(fitted);
            var leverage = 1.0 / n;
            for (var k = 0; k < values.Length; k++)
            {
                var (at, kept) = (u[(i * values.Length) + k], values[k] / (values[k] + alpha));
                leverage += at * at * kept;
                for (var o = 0; o < outputs; o++) fitted[o] += at * kept * projected[(k * outputs) + o];
            }
            for (var o = 0; o < outputs; o++)
            {
                var residual = (targets[(i * outputs) + o] - fitted[o]) / (1 - leverage);
                sum += residual * residual;
            }
        }
        return sum / (n * outputs);
    }
}

/// <summary>A fitted <see cref="RidgeProbe"/>.</summary>
public sealed class FittedRidgeProbe : FittedProbe
{
    private const int Block = 64;

    private readonly int[] classes;
    private readonly Standardizer scaler;
    private readonly double[] weights;

    internal FittedRidgeProbe(int[] classes, Standardizer scaler, double[] weights, double alpha, double error) =>
        (this.classes, this.scaler, this.weights, Alpha, LeaveOneOutError) = (classes, scaler, weights, alpha, error);

    /// <inheritdoc/>
    public override IReadOnlyList<int> Classes => classes;

    /// <summary>The strength of the penalty that was chosen.</summary>
    public double Alpha { get; }

    /// <summary>The mean squared error of ±1 on samples that were left out, with that strength.</summary>
    public double LeaveOneOutError { get; }

    /// <summary>
    /// (d, K) weights of the standardised features, then K biases; K is the number of classes, or 1 with two and 0 with one.
    /// </summary>
    public ReadOnlySpan<double> Weights => weights;

    /// <summary>
    /// The class with the greatest score; the probabilities are the softmax of the scores, two classes' those of ± the one.
    /// </summary>
    internal override (Tensor Predictions, Tensor Probabilities) Classify(Tensor features, CancellationToken cancellation)
    {
        var rows = Samples.Features("RidgeProbe.Predict", features, scaler.Columns);
        var (n, count) = (features.Shape[0], classes.Length);
        var (predictions, shares) = (new int[n], new double[count]);
        var probabilities = new float[n * count];
        var outputs = count == 2 ? 1 : count;
        var scores = count == 1 ? [] : Scores(rows, n, outputs);
        for (var i = 0; i < n; i++)
        {
            for (var k = 0; k < count; k++)
                shares[k] = count switch { 1 => 0, 2 => k == 0 ? -scores[i] : scores[i], _ => scores[(i * outputs) + k] };
            var largest = shares.Max();
            // Of equal scores the first class, as NumPy's argmax; of two classes scikit-learn takes the second only above 0.
            predictions[i] = classes[Array.IndexOf(shares, largest)];
            var sum = shares.Sum(score => Math.Exp(score - largest));
            for (var k = 0; k < count; k++) probabilities[(i * count) + k] = (float)(Math.Exp(shares[k] - largest) / sum);
        }
        return (Tensor.From(predictions), Tensor.From(probabilities, [n, count]));
    }

    /// <summary>Some rows at a time, since tens of thousands of columns in double precision take much memory.</summary>
    private double[] Scores(ReadOnlySpan<float> rows, int count, int outputs)
    {
        var columns = scaler.Columns;
        var (scores, scaled) = (new double[count * outputs], new double[Math.Min(count, Block) * columns]);
        for (var first = 0; first < count; first += Block)
        {
            var own = scaled.AsSpan(0, Math.Min(Block, count - first) * columns);
            scaler.Apply(rows.Slice(first * columns, own.Length), own);
            SoftmaxObjective.Scores(own, Math.Min(Block, count - first), columns, weights).CopyTo(scores.AsSpan(first * outputs));
        }
        return scores;
    }
}
