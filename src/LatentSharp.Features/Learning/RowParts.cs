namespace LatentSharp;

/// <summary>Divides rows at random; rows of each class evenly where there are labels.</summary>
internal static class RowParts
{
    // 0.07 · 100 is 7.000000000000001 in double precision, and 7 rows are meant.
    private const double Rounding = 1e-9;

    /// <summary>
    /// Rows to set aside, in ascending order: the share, rounded up, but at most all but one. Where there are labels, of each class its
    /// share, rounded so that the sum over classes is the rounded share of all, but one row of each class stays. Of samples in the order of
    /// time the last. May be none. Of a stream at most <see cref="LearningSet.MostShown"/>.
    /// </summary>
    internal static int[] Held(LearningSet set, double share, long seed)
    {
        if (set.Stream is { FitsInMemory: false } stream)
            return stream.Draw(
                (int)Math.Min(Math.Ceiling((stream.Count * share) - Rounding), LearningSet.MostShown(stream)),
                new RandomStream(seed).Derive("early stopping"));
        var order = Order(set, seed);
        if (set.Labels is null)
        {
            var count = Math.Min((int)Math.Ceiling((set.Count * share) - Rounding), set.Count - 1);
            if (set.IsOrdered) return [.. Enumerable.Range(set.Count - count, count)];
            return [.. order.Take(count).Order()];
        }
        var held = new List<int>();
        var (before, seen) = (0, 0);
        foreach (var rows in ByClass(set, order))
        {
            var upTo = (int)Math.Round((seen += rows.Length) * share, MidpointRounding.AwayFromZero);
            held.AddRange(rows.Take(Math.Min(upTo - before, rows.Length - 1)));
            before = upTo;
        }
        return [.. held.Order()];
    }

    /// <summary>
    /// The rows of each of some parts of nearly the same size, in ascending order; as many parts as rows where there are fewer of these.
    /// </summary>
    internal static int[][] Folds(LearningSet set, int folds, long seed)
    {
        var order = Order(set, seed);
        var dealt = set.Labels is null ? order : [.. ByClass(set, order).SelectMany(rows => rows)];
        var count = Math.Min(folds, set.Count);
        return [.. Enumerable.Range(0, count).Select(fold => dealt.Where((_, place) => place % count == fold).Order().ToArray())];
    }

    /// <summary>The rows that are not among these.</summary>
    internal static int[] Others(int count, int[] rows)
    {
        var among = new bool[count];
        foreach (var row in rows) among[row] = true;
        return [.. Enumerable.Range(0, count).Where(row => !among[row])];
    }

    private static int[] Order(LearningSet set, long seed) => new RandomStream(seed).Derive("early stopping").Permutation(set.Count);

    private static IEnumerable<int[]> ByClass(LearningSet set, int[] order)
    {
        var labels = Ops.ToIndices(set.Labels!.Value, LearningSet.Unknown, int.MaxValue, "A label").ToArray<int>();
        return order.GroupBy(row => labels[row]).OrderBy(group => group.Key).Select(group => group.ToArray());
    }
}
