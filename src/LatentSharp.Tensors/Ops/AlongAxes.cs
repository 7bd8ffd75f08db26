using System.Numerics;

namespace LatentSharp;

/// <summary>The axes that an operation works along.</summary>
internal static class AlongAxes
{
    /// <summary>The number of an axis.</summary>
    /// <exception cref="BadArgumentException">There is no such axis.</exception>
    internal static int Of(string operation, Shape shape, Index axis)
    {
        var at = axis.GetOffset(shape.Rank);
        if ((uint)at < (uint)shape.Rank) return at;
        throw new BadArgumentException($"{operation}: axis {axis} does not exist in {shape} of {shape.Rank} axes.");
    }

    /// <summary>Several axes as bits; all of them when none is named.</summary>
    /// <exception cref="BadArgumentException">There is no such axis, or one is named twice.</exception>
    internal static int Set(string operation, Shape shape, ReadOnlySpan<Index> axes)
    {
        if (axes.IsEmpty) return (1 << shape.Rank) - 1;
        var set = 0;
        foreach (var axis in axes)
        {
            var bit = 1 << Of(operation, shape, axis);
            if ((set & bit) != 0) throw new BadArgumentException($"{operation}: axis {axis} of {shape} is named twice.");
            set |= bit;
        }
        return set;
    }

    /// <summary>The shape without some axes, or with size 1 for them.</summary>
    internal static Shape Rest(Shape shape, int set, bool keep)
    {
        Span<int> sizes = stackalloc int[shape.Rank];
        var count = 0;
        for (var axis = 0; axis < shape.Rank; axis++)
        {
            var isIn = (set >> axis & 1) != 0;
            if (!isIn || keep) sizes[count++] = isIn ? 1 : shape[axis];
        }
        return new Shape(sizes[..count]);
    }

    /// <summary>(before, together, after): some axes as one, without a copy where they are neighbours.</summary>
    internal static Tensor Together(Tensor x, int set)
    {
        var shape = x.Shape;
        var first = set == 0 ? 0 : BitOperations.TrailingZeroCount(set);
        var count = BitOperations.PopCount((uint)set);
        if (set >> first == (1 << count) - 1)
            return Ops.Reshape(x, [shape[..first].Count, shape[first..(first + count)].Count, shape[(first + count)..].Count]);
        Span<int> order = stackalloc int[shape.Rank];
        var (outer, inner) = (0, shape.Rank - count);
        for (var axis = 0; axis < shape.Rank; axis++) order[(set >> axis & 1) != 0 ? inner++ : outer++] = axis;
        var turned = Ops.Permute(x, order);
        return Ops.Reshape(turned, [turned.Shape[..outer].Count, turned.Shape[outer..].Count, 1]);
    }

    /// <summary>Reduces several axes by a function that reduces the middle one of three.</summary>
    internal static Tensor Reduce(string operation, Tensor x, ReadOnlySpan<Index> axes, bool keep, Func<Tensor, Tensor> middle)
    {
        x = Operand.Floats(x, operation, "x");
        var set = Set(operation, x.Shape, axes);
        return Ops.Reshape(middle(Together(x, set)), Rest(x.Shape, set, keep));
    }

    /// <summary>Refuses to choose among no numbers.</summary>
    internal static void CheckChoice(string operation, Shape shape, ReadOnlySpan<Index> axes, string what)
    {
        var set = Set(operation, shape, axes);
        for (var axis = 0; axis < shape.Rank; axis++)
        {
            if ((set >> axis & 1) != 0 && shape[axis] == 0)
                throw new BadArgumentException($"{operation}: axis {axis} of {shape} is empty; the {what} of no numbers does not exist.");
        }
    }
}
