namespace LatentSharp;

/// <summary>Draws samples of rare classes again, so that <c>Fit</c> meets all classes equally often.</summary>
public static class OverSampling
{
    /// <summary>
    /// Rows in which every class that occurs is as frequent as the most frequent one: first all rows in their order, then rows of the rarer
    /// classes again, each class's rows once in random order before any of them comes once more. Take the rows of the training part alone.
    /// </summary>
    /// <param name="labels">(N), whole numbers from 0.</param>
    /// <param name="seed">What the draws follow from; the same seed draws the same rows.</param>
    /// <returns>Indices of rows, C times the count of the most frequent of C classes; for <see cref="Tensor.Take"/>.</returns>
    /// <exception cref="BadArgumentException">There are no labels, or one is no whole number of 0 or more.</exception>
    public static int[] Rows(Tensor labels, long seed = 0)
    {
        if (labels.Rank != 1 || labels.Count == 0)
            throw new BadArgumentException($"OverSampling: labels {labels.Shape} do not fit; (N) with N of 1 or more is needed.");
        var classes = Ops.ToIndices(labels, 0, int.MaxValue, "OverSampling: a label").ToArray<int>();
        var groups = Enumerable.Range(0, classes.Length).GroupBy(row => classes[row]).OrderBy(group => group.Key)
            .Select(group => group.ToArray()).ToArray();
        var most = groups.Max(group => group.Length);
        if ((long)most * groups.Length > Array.MaxLength)
            throw new BadArgumentException(
                $"OverSampling: {groups.Length} classes of {most} samples each are more than {Array.MaxLength} rows.");
        var rows = new List<int>(most * groups.Length);
        rows.AddRange(Enumerable.Range(0, classes.Length));
        foreach (var group in groups)
        {
            var stream = new RandomStream(seed).Derive("over-sampling").Derive(classes[group[0]]);
            for (var missing = most - group.Length; missing > 0; missing -= group.Length)
                rows.AddRange(stream.Permutation(group.Length).Take(missing).Select(place => group[place]));
        }
        return [.. rows];
    }
}
