namespace LatentSharp;

/// <summary>
/// Which sentences of a text stand for it: those that are like many others which are themselves such (LexRank, Erkan and Radev 2004), one
/// after the other, less those that are like one that was chosen (maximal marginal relevance, Carbonell and Goldstein 1998).
/// </summary>
internal static class SentenceRanks
{
    private const double Damping = 0.85, Relevance = 0.7, Accuracy = 1e-10;
    private const int MostSteps = 200;

    /// <summary>How central each sentence is, all together 1.</summary>
    /// <param name="features">(N, features).</param>
    internal static double[] Centrality(Tensor features) => Centrality(Likeness(features), features.Shape[0]);

    private static double[] Centrality(double[] likeness, int n)
    {
        var ranks = new double[n];
        Array.Fill(ranks, 1.0 / n);
        var sums = new double[n];
        for (var i = 0; i < n; i++)
            for (var j = 0; j < n; j++) sums[i] += likeness[(i * n) + j];
        for (var step = 0; step < MostSteps; step++)
        {
            var next = new double[n];
            for (var i = 0; i < n; i++)
            {
                for (var j = 0; j < n; j++)
                    // A sentence that is like no other recommends all.
                    next[j] += ranks[i] * (sums[i] > 0 ? likeness[(i * n) + j] / sums[i] : 1.0 / n);
            }
            var change = 0.0;
            for (var i = 0; i < n; i++)
            {
                next[i] = ((1 - Damping) / n) + (Damping * next[i]);
                change += Math.Abs(next[i] - ranks[i]);
            }
            ranks = next;
            if (change < Accuracy) break;
        }
        return ranks;
    }

    /// <summary>The sentences to take, in the order of the text.</summary>
    /// <param name="features">(N, features).</param>
    /// <param name="count">How many, at most N.</param>
    internal static int[] Choose(Tensor features, int count)
    {
        var (likeness, n) = (Likeness(features), features.Shape[0]);
        var ranks = Centrality(likeness, n);
        var largest = ranks.Max();
        var chosen = new List<int>();
        while (chosen.Count < Math.Min(count, n))
        {
            var best = -1;
            var bestValue = double.NegativeInfinity;
            for (var i = 0; i < n; i++)
            {
                if (chosen.Contains(i)) continue;
                var repeated = chosen.Count == 0 ? 0 : chosen.Max(other => likeness[(i * n) + other]);
                var value = (Relevance * ranks[i] / largest) - ((1 - Relevance) * repeated);
                if (value > bestValue) (best, bestValue) = (i, value);
            }
            chosen.Add(best);
        }
        return [.. chosen.Order()];
    }

    /// <summary>The cosine between each two, 0 where it is below, and of each with itself.</summary>
    private static double[] Likeness(Tensor features)
    {
        var (n, size, values) = (features.Shape[0], features.Shape[1], features.ToArray());
        var lengths = new double[n];
        for (var i = 0; i < n; i++) lengths[i] = Math.Sqrt(Dot(i, i));
        var likeness = new double[n * n];
        for (var i = 0; i < n; i++)
            for (var j = 0; j < i; j++)
                if (lengths[i] > 0 && lengths[j] > 0)
                    likeness[(i * n) + j] = likeness[(j * n) + i] = Math.Max(0, Dot(i, j) / (lengths[i] * lengths[j]));
        return likeness;

        double Dot(int a, int b)
        {
            var sum = 0.0;
            for (var k = 0; k < size; k++) sum += (double)values[(a * size) + k] * values[(b * size) + k];
            return sum;
        }
    }
}
