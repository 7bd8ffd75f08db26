namespace LatentSharp;

/// <summary>The weights of samples that <c>Fit</c> was given, as one tensor.</summary>
internal static class SampleWeights
{
    /// <summary>(N, …) weights, those of the class multiplied in; default for none.</summary>
    internal static Tensor Of(Tensor y, Tensor sampleWeight, IReadOnlyDictionary<int, double>? classWeight)
    {
        if (!sampleWeight.IsDefault && (sampleWeight.Rank == 0 || sampleWeight.Shape[0] != y.Shape[0]))
            throw new BadArgumentException($"Fit: sample weights {sampleWeight.Shape} do not fit targets {y.Shape}; there is one for each sample.");
        if (classWeight is null) return sampleWeight;
        var byClass = OfClasses(y, classWeight);
        return sampleWeight.IsDefault ? byClass : Ops.ToFloat(sampleWeight) * Ops.Reshape(byClass, Enumerable.Repeat(1, sampleWeight.Rank - 1).Aggregate(byClass.Shape, (shape, one) => shape.Append(one)));
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
