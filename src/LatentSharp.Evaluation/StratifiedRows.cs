namespace LatentSharp;

/// <summary>Rows drawn so that classes occur in the same shares as in all.</summary>
internal static class StratifiedRows
{
    /// <summary>
    /// Draws <paramref name="count"/> rows, ascending: of each class its share, rounded so that the counts sum up (the largest remainders
    /// go up), and at least one row of each class as far as there is room; all rows when there are no more. Without labels any rows.
    /// </summary>
    public static int[] Draw(int rows, Tensor? labels, int count, long seed)
    {
        if (count >= rows) return [.. Enumerable.Range(0, rows)];
        var random = new RandomStream(seed).Derive("sample");
        if (labels is not { } known) return [.. random.Permutation(rows).Take(count).Order()];
        var truth = known.ToArray<int>();
        var shuffled = InClasses(truth, random);
        var groups = shuffled.GroupBy(row => truth[row]).Select(group => group.ToArray()).ToArray();
        var sizes = Array.ConvertAll(groups, group => Math.Max(1, (int)((long)group.Length * count / rows)));
        var remainders = Enumerable.Range(0, groups.Length).OrderByDescending(g => (long)groups[g].Length * count % rows).ToArray();
        for (var i = 0; sizes.Sum() < count; i = (i + 1) % groups.Length)
            if (sizes[remainders[i]] < groups[remainders[i]].Length) sizes[remainders[i]]++;
        while (sizes.Sum() > count) sizes[Array.IndexOf(sizes, sizes.Max())]--;
        return [.. groups.Zip(sizes).SelectMany(pair => pair.First.Take(pair.Second)).Order()];
    }

    /// <summary>All rows, class after class, in each in an order that is drawn.</summary>
    public static int[] InClasses(int[] labels, RandomStream random) => [.. random.Permutation(labels.Length).OrderBy(row => labels[row])];
}
