using System.Numerics;
using System.Text;

namespace LatentSharp;

/// <summary>
/// What operations take as numbers, said once for all of them: Float32 as it is; whole numbers and booleans where they are the same as
/// Float32; nothing else.
/// </summary>
internal static class Operand
{
    /// <summary>From here on Float32 does not hold every whole number.</summary>
    private const long Exact = 1 << 24;

    /// <summary>The tensor as Float32.</summary>
    /// <param name="x">What was given.</param>
    /// <param name="operation">For the message, as <c>matmul</c>.</param>
    /// <param name="argument">For the message, as <c>a</c>.</param>
    /// <exception cref="BadArgumentException">It holds nothing, or what Float32 does not hold.</exception>
    internal static Tensor Floats(Tensor x, string operation, string argument) =>
        !x.IsDefault && x.DType == DType.Float32 ? x : Converted(x, operation, argument);

    /// <summary>
    /// <see cref="Floats(Tensor, string, string)"/> for the operation of a struct: <c>LeakyReluOp</c> is <c>leaky relu</c>.
    /// </summary>
    internal static Tensor Floats<TOp>(Tensor x, string argument = "x") =>
        !x.IsDefault && x.DType == DType.Float32 ? x : Converted(x, Name(typeof(TOp).Name), argument);

    /// <summary><see cref="Floats(Tensor, string, string)"/> of what may be left out: <c>default</c> stays.</summary>
    internal static Tensor OptionalFloats(Tensor x, string operation, string argument) => x.IsDefault ? x : Floats(x, operation, argument);

    private static Tensor Converted(Tensor x, string operation, string argument)
    {
        if (x.IsDefault) throw new BadArgumentException($"{operation}: {argument} is default(Tensor); it holds nothing.");
        if (x.DType is DType.Float16 or DType.BFloat16)
            throw new BadArgumentException($"{operation}: {argument} is {x.DType} {x.Shape}, for storage only; Float32 would fit.");
        if (x.DType == DType.Int32) Check(x.AsSpan<int>(), x, operation, argument);
        if (x.DType == DType.Int64) Check(x.AsSpan<long>(), x, operation, argument);
        return Ops.ToFloat(x);
    }

    private static void Check<T>(ReadOnlySpan<T> values, Tensor x, string operation, string argument) 
        where T : unmanaged, IBinaryInteger<T>
    {
        for (var i = 0; i < values.Length; i++)
        {
            var value = long.CreateTruncating(values[i]);
            if (value is <= Exact and >= -Exact) continue;
            throw new BadArgumentException(FormattableString.Invariant(
                $"{operation}: {argument} is {x.DType} {x.Shape} and holds {value} at place {i}; whole numbers are taken up to ±{Exact}, ")
                + "beyond which Float32 rounds them. Ops.ToFloat rounds.");
        }
    }

    private static string Name(string type)
    {
        var name = new StringBuilder();
        foreach (var letter in type[..^(type.EndsWith("Op", StringComparison.Ordinal) ? 2 : 0)])
        {
            if (char.IsUpper(letter) && name.Length > 0) name.Append(' ');
            name.Append(char.ToLowerInvariant(letter));
        }
        return name.ToString();
    }
}
