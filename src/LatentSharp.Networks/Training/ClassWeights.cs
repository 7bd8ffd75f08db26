namespace LatentSharp;

/// <summary>Weights of classes for <c>Fit</c>'s <c>classWeight</c>.</summary>
public static class ClassWeights
{
    /// <summary>
    /// The weight N / (C · N_c) for each of the C classes that occur, N_c times among N labels: every class then weighs the same in the
    /// loss (scikit-learn's <c>balanced</c>).
    /// </summary>
    /// <param name="labels">(N), whole numbers from 0.</param>
    /// <exception cref="BadArgumentException">There are no labels, or one is no whole number of 0 or more.</exception>
    public static IReadOnlyDictionary<int, double> Balanced(Tensor labels)
    {
        if (labels.Rank == 0 || labels.Count == 0) throw new BadArgumentException($"ClassWeights: labels {labels.Shape} hold no classes; (N) with N of 1 or more is needed.");
        var classes = Ops.ToIndices(labels, 0, int.MaxValue, "ClassWeights: a label").ToArray<int>();
        var counts = classes.GroupBy(label => label).ToDictionary(group => group.Key, group => group.Count());
        return counts.ToDictionary(pair => pair.Key, pair => (double)classes.Length / (counts.Count * (double)pair.Value));
    }
}
