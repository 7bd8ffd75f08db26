namespace LatentSharp;

public static partial class Ops
{
    /// <summary>
    /// Places before and after each axis, filled with one value or from the tensor: (N, W) with margins 0 and (1, 2) -> (N, 1 + W + 2).
    /// </summary>
    /// <param name="x">Elements of any type.</param>
    /// <param name="margins">
    /// One for each axis: <c>[0, (1, 2)]</c>; one number stands for both sides. They may be larger than the axis.
    /// </param>
    /// <param name="mode">What is put there. Default a constant.</param>
    /// <param name="value">The constant, a whole number for whole numbers. Default 0.</param>
    /// <exception cref="BadArgumentException">
    /// There is not one margin for each axis, one is negative, or an axis without elements is to be continued.
    /// </exception>
    public static Tensor Pad(Tensor x, ReadOnlySpan<Margin> margins, PadMode mode = PadMode.Constant, float value = 0)
    {
        if (margins.Length != x.Rank)
            throw new BadArgumentException($"pad: {margins.Length} margins do not fit {x.Shape}; there is one for each axis.");
        for (var axis = 0; axis < margins.Length; axis++)
        {
            var (before, after) = (margins[axis].Before, margins[axis].After);
            if (before < 0 || after < 0)
                throw new BadArgumentException($"pad: the margin of axis {axis} is {margins[axis]}; its sizes must be 0 or more.");
            if (before == 0 && after == 0) continue;
            x = mode == PadMode.Constant
                ? Concatenate([Filled(x, axis, before, value), x, Filled(x, axis, after, value)], axis)
                : Take(x, axis, Continued(x.Shape, axis, before, after, mode));
        }
        return x;
    }

    private static ReadOnlySpan<int> Continued(Shape shape, int axis, int before, int after, PadMode mode)
    {
        var size = shape[axis];
        if (size == 0)
            throw new BadArgumentException($"pad: axis {axis} of {shape} has no elements that {mode} could continue; Constant would fit.");
        var places = Tensor.Allocate(checked(before + size + after), DType.Int32).MutableSpan<int>();
        for (var i = 0; i < places.Length; i++) places[i] = Source(i - before, size, mode);
        return places;
    }

    /// <summary>Which element of an axis stands at a place beyond it.</summary>
    private static int Source(int place, int size, PadMode mode)
    {
        switch (mode)
        {
            case PadMode.Edge: return Math.Clamp(place, 0, size - 1);
            case PadMode.Wrap: return Modulo(place, size);
            case PadMode.Reflect:
                var around = size == 1 ? 0 : Modulo(place, 2 * (size - 1));
                return around < size ? around : (2 * (size - 1)) - around;
            case PadMode.Symmetric:
                var twice = Modulo(place, 2 * size);
                return twice < size ? twice : (2 * size) - 1 - twice;
            default: throw new BadArgumentException($"pad: mode {mode} does not exist; Constant, Reflect, Symmetric, Edge and Wrap do.");
        }
    }

    private static int Modulo(int place, int size) => ((place % size) + size) % size;

    private static Tensor Filled(Tensor x, int axis, int size, float value)
    {
        var (shape, type) = (x.Shape.With(axis, size), x.DType);
        if (value == 0) return Tensor.Zeros(shape, type);
        var tensor = Tensor.Allocate(shape, type);
        var isWhole = value == MathF.Floor(value) && Math.Abs(value) <= 1 << 24;
        switch (type)
        {
            case DType.Float32: tensor.Floats.Fill(value); return tensor;
            case DType.Int32 when isWhole: tensor.MutableSpan<int>().Fill((int)value); return tensor;
            case DType.Int64 when isWhole: tensor.MutableSpan<long>().Fill((long)value); return tensor;
            case DType.Bool when value == 1: tensor.MutableSpan<bool>().Fill(true); return tensor;
            default: throw new BadArgumentException(FormattableString.Invariant($"pad: the value {value} is none of {type}; 0 would fit."));
        }
    }
}
