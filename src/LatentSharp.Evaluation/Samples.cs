using static System.FormattableString;

namespace LatentSharp;

/// <summary>What every measure asks of its arguments, said once.</summary>
internal static class Samples
{
    /// <summary>Features as rows: Float32 (N, d), finite.</summary>
    internal static ReadOnlySpan<float> Features(string operation, Tensor features, int columns = Shape.Any)
    {
        if (features.DType != DType.Float32 || features.Rank != 2 || (columns != Shape.Any && features.Shape[1] != columns))
            throw new BadArgumentException(
                $"{operation}: features are {features.DType} {features.Shape}; Float32 {new Shape(Shape.Any, columns)} would fit.");
        var values = features.AsSpan();
        for (var i = 0; i < values.Length; i++)
        {
            if (!float.IsFinite(values[i]))
                throw new BadArgumentException(
                    Invariant($"{operation}: sample {i / features.Shape[1]} holds {values[i]} at place ")
                        + Invariant($"{i % features.Shape[1]}; all features must be finite."));
        }
        return values;
    }

    /// <summary>One label a sample: Int32 (N).</summary>
    internal static ReadOnlySpan<int> Labels(string operation, Tensor labels, int count)
    {
        if (labels.DType != DType.Int32 || labels.Rank != 1 || labels.Count != count)
            throw new BadArgumentException($"{operation}: labels are {labels.DType} {labels.Shape}; Int32 {new Shape(count)} would fit.");
        return labels.AsSpan<int>();
    }
}
