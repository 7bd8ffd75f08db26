using System.Numerics.Tensors;

namespace LatentSharp;

public readonly partial struct Tensor
{
    /// <summary>Copies one of .NET's tensors.</summary>
    /// <exception cref="BadArgumentException">It has more than 8 axes or too many elements.</exception>
    public static Tensor From<T>(System.Numerics.Tensors.Tensor<T> values) where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(values);
        Span<int> sizes = stackalloc int[Math.Min(values.Rank, Shape.MaxRank + 1)];
        for (var axis = 0; axis < sizes.Length; axis++) sizes[axis] = checked((int)values.Lengths[axis]);
        var tensor = Allocate(new Shape(sizes), DTypes.Of<T>());
        values.FlattenTo(tensor.MutableSpan<T>());
        return tensor;
    }

    /// <summary>Copies the elements into one of .NET's tensors.</summary>
    /// <exception cref="BadArgumentException">The elements are of another type.</exception>
    public System.Numerics.Tensors.Tensor<T> ToSystemTensor<T>() where T : unmanaged
    {
        Span<nint> lengths = stackalloc nint[Rank];
        for (var axis = 0; axis < lengths.Length; axis++) lengths[axis] = Shape[axis];
        return System.Numerics.Tensors.Tensor.Create(ToArray<T>(), lengths);
    }
}
