using System.Numerics;

namespace LatentSharp;

/// <summary>
/// Functions by additions, multiplications and divisions alone, which IEEE 754 rounds in one way: the same bits on every processor, where
/// those of a system's library may differ in the last.
/// </summary>
public static class PortableMath
{
    private const double Ln2 = 0.693147180559945309417, HalfRoot = 0.70710678118654752440, Ln10 = 2.30258509299404568402;

    // Of numbers of 64 bits: the bits of the fraction, of ½ and of 2^52, and what 2^52 and the bits of an exponent are more than it.
    private const long FractionBits = (1L << 52) - 1, HalfBits = 0x3FE0_0000_0000_0000, TwoTo52 = 0x4330_0000_0000_0000;
    private const double ExponentBias = (1L << 52) + 1022;

    /// <summary>1/1, 1/3, …, 1/23: the coefficients of the inverse hyperbolic tangent.</summary>
    private static readonly double[] OddShares = [.. Enumerable.Range(0, 12).Select(i => 1.0 / ((2 * i) + 1))];

    /// <summary>Cosine and sine of 2π·part/whole, exact at the quarters.</summary>
    /// <param name="part">0 or more.</param>
    /// <param name="whole">1 to 2^60.</param>
    public static (double Cos, double Sin) Turn(long part, long whole)
    {
        part %= whole;
        // 4·part = quarter·whole + rest.
        var (quarter, rest) = Math.DivRem(4 * part, whole);
        var isUpper = 2 * rest > whole;
        var x = Math.PI / 2 * (isUpper ? whole - rest : rest) / whole;
        var square = x * x;
        var (cos, sin) = (1.0, 1.0);
        for (var term = 20; term >= 2; term -= 2)
        {
            cos = 1 - (square / (term * (term - 1)) * cos);
            sin = 1 - (square / (term * (term + 1)) * sin);
        }
        sin *= x;
        if (isUpper) (cos, sin) = (sin, cos);
        return quarter switch
        {
            0 => (cos, sin),
            1 => (-sin, cos),
            2 => (-cos, -sin),
            _ => (sin, -cos),
        };
    }

    /// <summary>ln x for a normal x above 0.</summary>
    public static double Log(double x) => Log(new Vector<double>(x))[0];

    /// <summary>The logarithm of base 10 of a normal x above 0.</summary>
    public static double Log10(double x) => Log10(new Vector<double>(x))[0];

    /// <summary>ln x of normal numbers above 0, each rounded as if it were alone.</summary>
    internal static Vector<double> Log(Vector<double> x)
    {
        var bits = Vector.AsVectorInt64(x);
        // x is rest·2^power with the rest from ½ to 1: the exponent, as the last bits of 2^52, is a number without a conversion.
        var exponent = Vector.ShiftRightLogical(bits, 52) | new Vector<long>(TwoTo52);
        var power = Vector.AsVectorDouble(exponent) - new Vector<double>(ExponentBias);
        var rest = Vector.AsVectorDouble((bits & new Vector<long>(FractionBits)) | new Vector<long>(HalfBits));
        var isLow = Vector.LessThan(rest, new Vector<double>(HalfRoot));
        rest = Vector.ConditionalSelect(isLow, rest + rest, rest);
        power -= Vector.ConditionalSelect(isLow, Vector<double>.One, Vector<double>.Zero);
        var ratio = (rest - Vector<double>.One) / (rest + Vector<double>.One);
        var square = ratio * ratio;
        var sum = Vector<double>.Zero;
        for (var i = OddShares.Length - 1; i >= 0; i--) sum = (sum * square) + new Vector<double>(OddShares[i]);
        return (power * Ln2) + (2 * ratio * sum);
    }

    /// <summary>The logarithms of base 10 of normal numbers above 0.</summary>
    internal static Vector<double> Log10(Vector<double> x) => Log(x) / new Vector<double>(Ln10);

    /// <summary>eˣ for |x| up to 700; beyond that it is that of 700.</summary>
    public static double Exp(double x)
    {
        x = Math.Clamp(x, -700, 700);
        var power = Math.Floor((x / Ln2) + 0.5);
        var rest = x - (power * Ln2);
        var sum = 1.0;
        for (var term = 22; term > 0; term--) sum = 1 + (sum * rest / term);
        return Math.ScaleB(sum, (int)power);
    }

    /// <summary>10ˣ for |x| up to 300.</summary>
    public static double Power10(double x) => Exp(x * Ln10);
}
