namespace LatentSharp;

public static partial class Ops
{
    /// <summary>
    /// The elements as <see cref="DType.Float32"/>: integers rounded to the nearest float, booleans to 0 and 1; a tensor of floats is
    /// returned as it is.
    /// </summary>
    /// <exception cref="BadArgumentException">The elements are of a storage type.</exception>
    public static Tensor ToFloat(Tensor x)
    {
        if (x.DType == DType.Float32) return x;
        var y = Tensor.Allocate(x.Shape);
        switch (x.DType)
        {
            case DType.Int32: Convert<int, float>(x, y, value => value); break;
            case DType.Int64: Convert<long, float>(x, y, value => value); break;
            case DType.Bool: Convert<bool, float>(x, y, value => value ? 1 : 0); break;
            default: throw new BadArgumentException(
                $"to float: elements of {x.DType} are for storage only; integers, booleans and Float32 are converted.");
        }
        return y;
    }

    /// <summary>Whole numbers as <see cref="DType.Int32"/>: labels and indices, whatever they are kept as.</summary>
    /// <param name="x">Int32, Int64, Bool, or Float32 that holds whole numbers.</param>
    /// <param name="low">The smallest that is allowed.</param>
    /// <param name="below">One more than the largest.</param>
    /// <param name="what">What they are, for the error message, as <c>gather: an index</c>.</param>
    public static Tensor ToIndices(Tensor x, int low, int below, string what)
    {
        var y = Tensor.Allocate(x.Shape, DType.Int32);
        switch (x.DType)
        {
            case DType.Int32: Convert<int, int>(x, y, value => value); break;
            case DType.Int64: Convert<long, int>(x, y, value => value is >= 0 and < int.MaxValue ? (int)value : -1); break;
            case DType.Bool: Convert<bool, int>(x, y, value => value ? 1 : 0); break;
            case DType.Float32: Convert<float, int>(
                x, y, value => value is >= 0 and < 1 << 24 && value == MathF.Floor(value) ? (int)value : -1); break;
            default: throw new BadArgumentException($"{what} cannot be {x.DType}; it is Int32, Int64 or a whole number in Float32.");
        }
        var values = y.AsSpan<int>();
        for (var i = 0; i < values.Length; i++)
        {
            if (values[i] < low || values[i] >= below)
                throw new BadArgumentException(
                    $"{what} is {Element(x, i)} at place {i}; it must be a whole number from {low} to {below - 1}.");
        }
        return y;
    }

    private static string Element(Tensor x, int index) => x.DType switch
    {
        DType.Int32 => FormattableString.Invariant($"{x.AsSpan<int>()[index]}"),
        DType.Int64 => FormattableString.Invariant($"{x.AsSpan<long>()[index]}"),
        DType.Bool => x.AsSpan<bool>()[index] ? "1" : "0",
        _ => FormattableString.Invariant($"{x.AsSpan()[index]}"),
    };

    private static void Convert<TFrom, TTo>(Tensor x, Tensor y, Func<TFrom, TTo> convert) where TFrom : unmanaged where TTo : unmanaged
    {
        var from = x.AsSpan<TFrom>();
        var to = y.MutableSpan<TTo>();
        for (var i = 0; i < to.Length; i++) to[i] = convert(from[i]);
    }
}
