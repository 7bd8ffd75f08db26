namespace LatentSharp;

public static partial class Ops
{
    /// <summary>The whole tensor again and again: axis i becomes <c>repeats[i]</c> times as long. (2, 3) by 1 and 2 -> (2, 6).</summary>
    /// <param name="x">Elements of any type.</param>
    /// <param name="repeats">One number of 0 or more for each axis.</param>
    /// <exception cref="BadArgumentException">There is not one number for each axis, or one is negative.</exception>
    public static Tensor Tile(Tensor x, params ReadOnlySpan<int> repeats)
    {
        if (repeats.Length != x.Rank)
            throw new BadArgumentException($"tile: {repeats.Length} repeats do not fit {x.Shape}; there is one for each axis.");
        for (var axis = 0; axis < repeats.Length; axis++)
        {
            if (repeats[axis] == 1) continue;
            var shape = Repeated("tile", x.Shape, axis, repeats[axis]);
            var (outer, rest) = (shape[..axis].Count, x.Shape[axis..].Count);
            x = Reshape(BroadcastTo(Reshape(x, [outer, 1, rest]), [outer, repeats[axis], rest]), shape);
        }
        return x;
    }

    /// <summary>Each place of an axis several times, one after the other: (a, b) twice -> (a, a, b, b).</summary>
    /// <param name="x">Elements of any type.</param>
    /// <param name="times">0 or more.</param>
    /// <param name="axis">Along which axis.</param>
    /// <exception cref="BadArgumentException">There is no such axis, or the number is negative.</exception>
    public static Tensor Repeat(Tensor x, int times, Index axis)
    {
        var at = AlongAxes.Of("repeat", x.Shape, axis);
        var shape = Repeated("repeat", x.Shape, at, times);
        var (outer, inner) = (x.Shape[..(at + 1)].Count, x.Shape[(at + 1)..].Count);
        return Reshape(BroadcastTo(Reshape(x, [outer, 1, inner]), [outer, times, inner]), shape);
    }

    private static Shape Repeated(string operation, Shape shape, int axis, int times)
    {
        if (times < 0) throw new BadArgumentException($"{operation}: {times} repeats of axis {axis} are negative; they are 0 or more.");
        if ((long)shape[axis] * times > int.MaxValue)
            throw new BadArgumentException($"{operation}: {times} repeats of axis {axis} of {shape} are more than a tensor can hold.");
        return shape.With(axis, shape[axis] * times);
    }
}
