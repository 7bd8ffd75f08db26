namespace LatentSharp;

/// <summary>Weights of classes, for <c>Fit</c>'s <c>classWeight</c>.</summary>
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
        if (labels.Rank == 0 || labels.Count == 0)
            throw new BadArgumentException($"ClassWeights: labels {labels.Shape} hold no classes; (N) with N of 1 or more is needed.");
        var classes = Ops.ToIndices(labels, 0, int.MaxValue, "ClassWeights: a label").ToArray<int>();
        var counts = classes.GroupBy(label => label).ToDictionary(group => group.Key, group => group.Count());
        return counts.ToDictionary(pair => pair.Key, pair => (double)classes.Length / (counts.Count * (double)pair.Value));
    }

    /// <summary>(N, …) weights of samples, those of the class multiplied in.</summary>
    internal static Tensor Of(Tensor y, Tensor sampleWeight, IReadOnlyDictionary<int, double> classWeight)
    {
        var byClass = OfClasses(y, classWeight);
        if (sampleWeight.IsDefault) return byClass;
        var shape = Enumerable.Repeat(1, sampleWeight.Rank - 1).Aggregate(byClass.Shape, (known, one) => known.Append(one));
        return Ops.ToFloat(sampleWeight) * Ops.Reshape(byClass, shape);
    }

    private static Tensor OfClasses(Tensor y, IReadOnlyDictionary<int, double> classWeight)
    {
        foreach (var (label, weight) in classWeight)
        {
            if (!double.IsFinite(weight) || weight < 0)
            {
                throw new BadArgumentException(
                    FormattableString.Invariant($"Fit: classWeight of class {label} is {weight}; weights are finite, 0 or more."));
            }
        }
        if (y.Rank > 2) throw new BadArgumentException($"Fit: classWeight needs one class for each sample; targets {y.Shape} have more.");
        var classes = new int[y.Shape[0]];
        if (y.Rank == 2 && y.Shape[1] > 1) Extremes.ArgMaxRows(Ops.ToFloat(y).AsSpan(), y.Shape[1], classes);
        else Ops.ToIndices(y, 0, int.MaxValue, "Fit: with classWeight a label").AsSpan<int>().CopyTo(classes);
        return Tensor.From(Array.ConvertAll(classes, label => (float)classWeight.GetValueOrDefault(label, 1)), classes.Length);
    }
}
