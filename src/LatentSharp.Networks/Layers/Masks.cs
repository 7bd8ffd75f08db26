namespace LatentSharp;

/// <summary>What layers of several inputs need of masks (N, …), the leading axes of a tensor.</summary>
internal static class Masks
{
    /// <summary>The mask with axes of size 1 behind it, so that it repeats over those that it does not have.</summary>
    internal static Tensor Over(Tensor mask, int rank)
    {
        var shape = mask.Shape;
        while (shape.Rank < rank) shape = shape.Append(1);
        return Ops.Reshape(mask, shape);
    }

    /// <summary>What is real in any input; default, all, when an input has no mask.</summary>
    internal static Tensor Any(ReadOnlySpan<Tensor> inputs)
    {
        Tensor any = default;
        foreach (var input in inputs)
        {
            if (input.Mask.IsDefault) return default;
            any = any.IsDefault ? input.Mask : Any(any, input.Mask);
        }
        return any;
    }

    /// <summary>What is real in either of two.</summary>
    internal static Tensor Any(Tensor a, Tensor b)
    {
        var rank = Math.Max(a.Rank, b.Rank);
        return Ops.Maximum(Over(a, rank), Over(b, rank));
    }
}
