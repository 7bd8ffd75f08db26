namespace LatentSharp;

/// <summary>Whole numbers from 0 to below a count as vectors of so many numbers.</summary>
internal static class Categories
{
    /// <summary>The shape of the vectors.</summary>
    internal static Shape Shape(Shape input, int count, CategoryOutput mode, string layer)
    {
        if (mode == CategoryOutput.OneHot && input.Rank > 0)
            return input.Rank > 1 && input[^1] == 1 ? input.With(^1, count) : input.Append(count);
        return mode != CategoryOutput.OneHot && input.Rank > 1
            ? input.With(^1, count)
            : throw new BadArgumentException($"{layer}: input {input} is not (N, …) of labels, or (N, …, K) for several together.");
    }

    /// <summary>The vectors of labels of Int32.</summary>
    internal static Tensor Encode(Tensor labels, int count, CategoryOutput mode, string layer)
    {
        var y = Tensor.Zeros(Shape(labels.Shape, count, mode, layer));
        var of = labels.AsSpan<int>();
        var together = mode == CategoryOutput.OneHot ? 1 : labels.Shape[^1];
        var values = y.Floats;
        for (var i = 0; i < of.Length; i++)
        {
            ref var value = ref values[(i / together * count) + of[i]];
            value = mode == CategoryOutput.Count ? value + 1 : 1;
        }
        return y;
    }
}
