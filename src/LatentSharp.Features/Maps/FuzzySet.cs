namespace LatentSharp;

/// <summary>
/// How strongly rows belong together (McInnes et al. 2018, section 3.1): to each of its nearest others a row belongs by
/// exp(-max(0, d - ρ) / σ), where ρ is the distance of the nearest and σ such that the sum over all is log₂ k; both directions are united
/// by
/// a + b - a·b.
/// </summary>
/// <param name="Starts">(N + 1): where the links of each row begin.</param>
/// <param name="Others">The rows that each is linked to, in ascending order.</param>
/// <param name="Weights">How strongly, above 0 and at most 1.</param>
internal sealed record FuzzySet(int[] Starts, int[] Others, float[] Weights)
{
    private const int Bisections = 64;
    private const double Tolerance = 1e-5, LeastShare = 1e-3;

    /// <summary>The set of rows with these nearest others.</summary>
    internal static FuzzySet Of(Neighbors neighbors)
    {
        var (n, k) = (neighbors.Rows.Shape[0], neighbors.Rows.Shape[1]);
        var (others, distances) = (neighbors.Rows.ToArray<int>(), neighbors.Distances.ToArray());
        var memberships = new float[others.Length];
        var mean = distances.Average(distance => (double)distance);
        RowWork.ForEach(n, 256, (start, end) =>
        {
            for (var i = start; i < end; i++) Memberships(distances.AsSpan(i * k, k), mean, memberships.AsSpan(i * k, k));
        });
        return Union(n, k, others, memberships, (a, b) => a + b - (a * b));
    }

    /// <summary>How strongly a row belongs to its nearest others.</summary>
    /// <param name="distances">The nearest first.</param>
    /// <param name="mean">The mean of all rows' distances.</param>
    /// <param name="memberships">A number for each.</param>
    internal static void Memberships(ReadOnlySpan<float> distances, double mean, Span<float> memberships)
    {
        double nearest = 0, own = 0;
        foreach (var distance in distances)
        {
            own += distance;
            if (nearest == 0) nearest = distance;
        }
        // The row itself counts among its k nearest in the paper's code.
        var target = Math.Log2(distances.Length + 1);
        var (low, high, width) = (0.0, double.PositiveInfinity, 1.0);
        for (var round = 0; round < Bisections; round++)
        {
            double sum = 0;
            foreach (var distance in distances) sum += distance > nearest ? Powers.Exp(-(distance - nearest) / width) : 1;
            if (Math.Abs(sum - target) < Tolerance) break;
            if (sum > target) (high, width) = (width, (low + width) / 2);
            else (low, width) = (width, double.IsPositiveInfinity(high) ? width * 2 : (width + high) / 2);
        }
        width = Math.Max(width, LeastShare * (nearest > 0 ? own / distances.Length : mean));
        for (var j = 0; j < distances.Length; j++)
            memberships[j] = distances[j] <= nearest || width == 0 ? 1 : (float)Powers.Exp(-(distances[j] - nearest) / width);
    }

    /// <summary>The links of rows to their nearest others and back.</summary>
    /// <param name="n">Rows.</param>
    /// <param name="k">Nearest others of each.</param>
    /// <param name="others">(n, k).</param>
    /// <param name="memberships">(n, k): how strong each link is.</param>
    /// <param name="unite">How strong one is in both directions; 0 for a direction without a link.</param>
    internal static FuzzySet Union(int n, int k, int[] others, float[] memberships, Func<float, float, float> unite)
    {
        var starts = new int[n + 1];
        for (var i = 0; i < n; i++)
            for (var j = 0; j < k; j++)
            {
                starts[i + 1]++;
                if (!Contains(others[(i * k) + j], i)) starts[others[(i * k) + j] + 1]++;
            }
        for (var i = 0; i < n; i++) starts[i + 1] += starts[i];
        var (place, all, weights) = (starts[..n], new int[starts[n]], new float[starts[n]]);
        for (var i = 0; i < n; i++)
            for (var j = 0; j < k; j++)
            {
                var (other, a) = (others[(i * k) + j], memberships[(i * k) + j]);
                var back = others.AsSpan(other * k, k).IndexOf(i);
                var b = back < 0 ? 0 : memberships[(other * k) + back];
                var weight = unite(a, b);
                (all[place[i]], weights[place[i]++]) = (other, weight);
                if (back < 0) (all[place[other]], weights[place[other]++]) = (i, weight);
            }
        for (var i = 0; i < n; i++) Array.Sort(all, weights, starts[i], starts[i + 1] - starts[i]);
        return new FuzzySet(starts, all, weights);

        bool Contains(int row, int other) => others.AsSpan(row * k, k).Contains(other);
    }
}
