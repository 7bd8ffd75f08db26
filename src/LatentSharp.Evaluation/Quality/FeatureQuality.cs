namespace LatentSharp;

/// <summary>What features are like by themselves, without labels: how many directions they use, and what they repeat.</summary>
public static class FeatureQuality
{
    /// <summary>A unit varies no more than rounding when its deviation is at most this share of the largest one's.</summary>
    private const double Rounding = 1e-6;

    /// <summary>
    /// The effective rank of features (Roy and Vetterli 2007): exp(-Σ pₖ log pₖ) with pₖ = σₖ / Σ σ, where σ are the singular values of the
    /// features less their means. 1 when all vary along one direction, d when all directions vary alike; 0 when nothing varies. Time grows
    /// with N · d · min(N, d).
    /// </summary>
    /// <param name="features">(N, d), Float32, finite, N at least 1.</param>
    /// <param name="cancellation">Ends the work with an <see cref="OperationCanceledException"/>.</param>
    /// <exception cref="BadArgumentException">The features do not fit.</exception>
    public static double EffectiveRank(Tensor features, CancellationToken cancellation = default)
    {
        var (centred, n, d) = Centred(nameof(EffectiveRank), features);
        if (d == 0) return 0;
        var size = Math.Min(n, d);
        var gram = new double[size * size];
        var x = new MatrixView(centred, n, d);
        if (n <= d) LinearAlgebra.AddProduct(x, x.Transposed, gram);
        else LinearAlgebra.AddProduct(x.Transposed, x, gram);
        var squares = LinearAlgebra.SymmetricEigen(gram, size, cancellation).Values;
        // A direction below the rounding of the largest is none.
        double[] singular = [.. squares.Where(value => value > 1e-14 * squares[0]).Select(Math.Sqrt)];
        var sum = singular.Sum();
        return sum == 0 ? 0 : Math.Exp(singular.Sum(value => -(value / sum) * Math.Log(value / sum)));
    }

    /// <summary>
    /// Units that say nothing: those whose values are the same for every sample, but for a millionth of the deviation of the unit that
    /// varies most. All, when nothing varies.
    /// </summary>
    /// <param name="features">(N, d), Float32, finite, N at least 1.</param>
    /// <returns>The numbers of the units, from 0.</returns>
    /// <exception cref="BadArgumentException">The features do not fit.</exception>
    public static int[] DeadUnits(Tensor features)
    {
        var (centred, _, d) = Centred(nameof(DeadUnits), features);
        var deviations = Deviations(centred, d);
        var least = Rounding * deviations.DefaultIfEmpty().Max();
        return [.. Enumerable.Range(0, d).Where(unit => deviations[unit] <= least)];
    }

    /// <summary>
    /// The correlation of each two features (Pearson), as (d, d); 0 beside a feature that is the same for every sample, and 1 of each with
    /// itself.
    /// </summary>
    /// <param name="features">(N, d), Float32, finite, N at least 1.</param>
    /// <exception cref="BadArgumentException">The features do not fit.</exception>
    public static double[,] Correlations(Tensor features)
    {
        var (centred, n, d) = Centred(nameof(Correlations), features);
        var x = new MatrixView(centred, n, d);
        var products = new double[d * d];
        LinearAlgebra.AddProduct(x.Transposed, x, products);
        var dead = DeadUnits(features).ToHashSet();
        var result = new double[d, d];
        for (var i = 0; i < d; i++)
            for (var j = 0; j < d; j++)
                result[i, j] = i == j ? 1 : dead.Contains(i) || dead.Contains(j) ? 0
                    : products[(i * d) + j] / Math.Sqrt(products[(i * d) + i] * products[(j * d) + j]);
        return result;
    }

    /// <summary>
    /// How much features repeat each other: the mean of |r| over all pairs of features that vary, from 0 to 1; 0 of fewer than two.
    /// </summary>
    /// <param name="features">(N, d), Float32, finite, N at least 1.</param>
    /// <exception cref="BadArgumentException">The features do not fit.</exception>
    public static double MeanCorrelation(Tensor features)
    {
        var correlations = Correlations(features);
        var dead = DeadUnits(features).ToHashSet();
        int[] alive = [.. Enumerable.Range(0, features.Shape[1]).Where(unit => !dead.Contains(unit))];
        var sum = 0.0;
        foreach (var i in alive)
            foreach (var j in alive)
                if (i < j) sum += Math.Abs(correlations[i, j]);
        return alive.Length < 2 ? 0 : 2 * sum / ((double)alive.Length * (alive.Length - 1));
    }

    /// <summary>
    /// Linear centred kernel alignment of two sets of features of the same samples (Kornblith et al. 2019): ‖YᵀX‖² / (‖XᵀX‖ ‖YᵀY‖) of
    /// features less their means, in Frobenius norms. 1 when they are the same but for rotation, shift and size, near 0 when they have
    /// nothing in common; between seeds of one model it tells how stable its features are. The numbers of features may differ.
    /// </summary>
    /// <param name="x">(N, d), Float32, finite.</param>
    /// <param name="y">(N, e), Float32, finite.</param>
    /// <returns>0 to 1; NaN where one of them does not vary.</returns>
    /// <exception cref="BadArgumentException">The features do not fit, or are of different numbers of samples.</exception>
    public static double LinearCka(Tensor x, Tensor y)
    {
        var (first, n, d) = Centred(nameof(LinearCka), x);
        var (second, m, e) = Centred(nameof(LinearCka), y);
        if (n != m) throw new BadArgumentException(
            $"LinearCka: features {x.Shape} and {y.Shape} do not fit; they are of {n} and {m} samples.");
        var a = new MatrixView(first, n, d);
        var b = new MatrixView(second, n, e);
        // The same by products of samples where there are fewer of them than features.
        return n < Math.Max(d, e) ? OfSamples(a, b) : Square(b, a) / Math.Sqrt(Square(a, a) * Square(b, b));
    }

    private static double OfSamples(MatrixView a, MatrixView b)
    {
        var n = a.Rows;
        var (k, l) = (new double[n * n], new double[n * n]);
        LinearAlgebra.AddProduct(a, a.Transposed, k);
        LinearAlgebra.AddProduct(b, b.Transposed, l);
        return Dot(k, l) / Math.Sqrt(Dot(k, k) * Dot(l, l));
    }

    /// <summary>‖aᵀb‖².</summary>
    private static double Square(MatrixView a, MatrixView b)
    {
        var product = new double[a.Columns * b.Columns];
        LinearAlgebra.AddProduct(a.Transposed, b, product);
        return Dot(product, product);
    }

    private static double Dot(double[] x, double[] y)
    {
        var sum = 0.0;
        for (var i = 0; i < x.Length; i++) sum += x[i] * y[i];
        return sum;
    }

    private static double[] Deviations(double[] centred, int d)
    {
        var sums = new double[d];
        for (var i = 0; i < centred.Length; i++) sums[i % d] += centred[i] * centred[i];
        return Array.ConvertAll(sums, Math.Sqrt);
    }

    private static (double[] Values, int Rows, int Columns) Centred(string operation, Tensor features)
    {
        var values = Samples.Features(operation, features);
        var (n, d) = (features.Shape[0], features.Shape[1]);
        if (n == 0) throw new BadArgumentException($"{operation}: there are no samples in {features.Shape}; at least 1 is needed.");
        var means = LinearAlgebra.ColumnMeans(values, n, d);
        var centred = new double[values.Length];
        for (var i = 0; i < centred.Length; i++) centred[i] = values[i] - means[i % d];
        return (centred, n, d);
    }
}
