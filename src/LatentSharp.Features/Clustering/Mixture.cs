namespace LatentSharp;

/// <summary>A mixture of normal distributions in double precision, and its fitting by expectation and maximisation.</summary>
internal sealed class Mixture
{
    private readonly int clusters, columns;
    private readonly double[] shares, means, factors;

    /// <summary>log of share / ((2π)^(d/2) · |L|) of each.</summary>
    private readonly double[] constants;

    /// <param name="shares">(K).</param>
    /// <param name="means">(K, d).</param>
    /// <param name="factors">(K, d, d): lower triangles L with L·Lᵀ the covariance.</param>
    internal Mixture(double[] shares, double[] means, double[] factors)
    {
        (this.shares, this.means, this.factors, clusters) = (shares, means, factors, shares.Length);
        columns = means.Length / clusters;
        constants = new double[clusters];
        for (var k = 0; k < clusters; k++)
        {
            constants[k] = Math.Log(shares[k]) - (columns * 0.5 * Math.Log(2 * Math.PI));
            for (var c = 0; c < columns; c++) constants[k] -= Math.Log(factors[At(k, c, c)]);
        }
    }

    internal double[] Shares => shares;

    internal double[] Means => means;

    internal double[] Factors => factors;

    /// <summary>The mean logarithm of the density of rows, and how far each row belongs to each: (N, K).</summary>
    internal (double LogDensity, double[] Memberships) Expect(ReadOnlyMemory<float> rows, CancellationToken cancellation = default)
    {
        var n = rows.Length / columns;
        var (memberships, sums) = (new double[n * clusters], new double[RowWork.BlocksOf(n)]);
        RowWork.ForEachBlock(n, (block, start, end) =>
        {
            var difference = new double[columns];
            for (var i = start; i < end; i++)
            {
                var row = rows.Span.Slice(i * columns, columns);
                var own = memberships.AsSpan(i * clusters, clusters);
                var greatest = double.NegativeInfinity;
                for (var k = 0; k < clusters; k++)
                {
                    own[k] = constants[k] - (0.5 * Distance(row, k, difference));
                    greatest = Math.Max(greatest, own[k]);
                }
                double sum = 0;
                for (var k = 0; k < clusters; k++) sum += own[k] = Math.Exp(own[k] - greatest);
                for (var k = 0; k < clusters; k++) own[k] /= sum;
                sums[block] += greatest + Math.Log(sum);
            }
        }, cancellation);
        return (sums.Sum() / n, memberships);
    }

    /// <summary>The mixture that fits rows best which belong to clusters so far: (N, K).</summary>
    /// <param name="rows">(N, d).</param>
    /// <param name="columns">d.</param>
    /// <param name="memberships">(N, K).</param>
    /// <param name="full">Whether covariances are full; else diagonal.</param>
    /// <param name="floor">What is added to each variance.</param>
    internal static Mixture Maximize(ReadOnlyMemory<float> rows, int columns, double[] memberships, bool full, double floor)
    {
        var n = rows.Length / columns;
        var clusters = memberships.Length / n;
        var (shares, means, factors) = (new double[clusters], new double[clusters * columns], new double[clusters * columns * columns]);
        RowWork.ForEach(clusters, 1, (start, end) =>
        {
            for (var k = start; k < end; k++)
            {
                var mean = means.AsSpan(k * columns, columns);
                var factor = factors.AsSpan(k * columns * columns, columns * columns);
                shares[k] = Moments(rows.Span, memberships, k, clusters, mean, factor, full);
                for (var c = 0; c < columns; c++) factor[(c * columns) + c] += floor;
                Factor(factor, columns);
            }
        });
        var total = shares.Sum();
        return new Mixture(Array.ConvertAll(shares, share => share / total), means, factors);
    }

    private static double Moments(
        ReadOnlySpan<float> rows, double[] memberships, int k, int clusters, Span<double> mean, Span<double> covariance, bool full)
    {
        var columns = mean.Length;
        // Ten units in the last place, as scikit-learn: a cluster that lost all its rows has a mean all the same.
        var sum = 10 * Math.ScaleB(1, -52);
        for (var i = 0; i < memberships.Length / clusters; i++)
        {
            var weight = memberships[(i * clusters) + k];
            if (weight == 0) continue;
            sum += weight;
            for (var c = 0; c < columns; c++) mean[c] += weight * rows[(i * columns) + c];
        }
        for (var c = 0; c < columns; c++) mean[c] /= sum;
        var difference = new double[columns];
        for (var i = 0; i < memberships.Length / clusters; i++)
        {
            var weight = memberships[(i * clusters) + k];
            if (weight < 1e-14) continue;
            for (var c = 0; c < columns; c++) difference[c] = rows[(i * columns) + c] - mean[c];
            for (var c = 0; c < columns; c++)
            {
                var part = weight * difference[c];
                var row = covariance.Slice(c * columns, columns);
                if (!full) row[c] += part * difference[c];
                else for (var other = 0; other <= c; other++) row[other] += part * difference[other];
            }
        }
        foreach (ref var value in covariance) value /= sum;
        return sum;
    }

    /// <summary>A = L·Lᵀ in place, of the lower triangle.</summary>
    private static void Factor(Span<double> a, int size)
    {
        for (var i = 0; i < size; i++)
        {
            for (var j = 0; j <= i; j++)
            {
                var sum = a[(i * size) + j];
                for (var c = 0; c < j; c++) sum -= a[(i * size) + c] * a[(j * size) + c];
                if (i != j) a[(i * size) + j] = sum / a[(j * size) + j];
                else if (sum > 0) a[(i * size) + i] = Math.Sqrt(sum);
                else
                    throw new BadArgumentException(
                        "gaussian-mixture: a cluster's covariance is not positive definite; ask for fewer clusters, diagonal covariances, "
                        + "or a larger floor.");
            }
        }
    }

    /// <summary>(x - μ)ᵀ Σ⁻¹ (x - μ).</summary>
    private double Distance(ReadOnlySpan<float> row, int k, double[] solved)
    {
        double sum = 0;
        for (var c = 0; c < columns; c++)
        {
            var value = row[c] - means[(k * columns) + c];
            var line = factors.AsSpan(At(k, c, 0), columns);
            for (var other = 0; other < c; other++) value -= line[other] * solved[other];
            solved[c] = value / line[c];
            sum += solved[c] * solved[c];
        }
        return sum;
    }

    private int At(int k, int row, int column) => (((k * columns) + row) * columns) + column;
}
