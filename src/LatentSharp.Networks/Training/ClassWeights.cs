namespace LatentSharp;

/// <summary>The weights that samples have by their classes.</summary>
internal static class ClassWeights
{
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
        if (y.Rank > 2) throw new BadArgumentException($"Fit: classWeight needs one class for each sample; targets {y.Shape} have more.");
        var classes = new int[y.Shape[0]];
        if (y.Rank == 2 && y.Shape[1] > 1) Extremes.ArgMaxRows(Ops.ToFloat(y).AsSpan(), y.Shape[1], classes);
        else Ops.ToIndices(y, 0, int.MaxValue, "Fit: with classWeight a label").AsSpan<int>().CopyTo(classes);
        return Tensor.From(Array.ConvertAll(classes, label => (float)classWeight.GetValueOrDefault(label, 1)), classes.Length);
    }
}
