using System.Numerics;

namespace LatentSharp;

/// <summary>
/// Work on whole rows. Elements do not mix, so that vectors of any width give the same bits; <see cref="Dot"/>, which mixes
/// them, goes one by one.
/// </summary>
internal static class RowOperations
{
    /// <summary>y += factor · x, fused.</summary>
    internal static void AddScaled(Span<double> y, double factor, ReadOnlySpan<double> x)
    {
        var i = 0;
        var f = new Vector<double>(factor);
        for (; i <= y.Length - Vector<double>.Count; i += Vector<double>.Count)
            Vector.FusedMultiplyAdd(f, new Vector<double>(x[i..]), new Vector<double>(y[i..])).CopyTo(y[i..]);
        for (; i < y.Length; i++) y[i] = Math.FusedMultiplyAdd(factor, x[i], y[i]);
    }

    /// <summary>row -= a · x + b · y, not fused: exchanging (a, y) with (b, x) then gives the same bits, and symmetry survives.</summary>
    internal static void SubtractTwo(Span<double> row, double a, ReadOnlySpan<double> x, double b, ReadOnlySpan<double> y)
    {
        var i = 0;
        for (; i <= row.Length - Vector<double>.Count; i += Vector<double>.Count)
            (new Vector<double>(row[i..]) - ((new Vector<double>(x[i..]) * a) + (new Vector<double>(y[i..]) * b))).CopyTo(row[i..]);
        for (; i < row.Length; i++) row[i] -= (x[i] * a) + (y[i] * b);
    }

    /// <summary>(x, y) becomes (c·x + s·y, c·y - s·x).</summary>
    internal static void Rotate(Span<double> x, Span<double> y, double c, double s)
    {
        var i = 0;
        for (; i <= x.Length - Vector<double>.Count; i += Vector<double>.Count)
        {
            var (u, v) = (new Vector<double>(x[i..]), new Vector<double>(y[i..]));
            ((u * c) + (v * s)).CopyTo(x[i..]);
            ((v * c) - (u * s)).CopyTo(y[i..]);
        }
        for (; i < x.Length; i++) (x[i], y[i]) = ((x[i] * c) + (y[i] * s), (y[i] * c) - (x[i] * s));
    }

    internal static double Dot(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        double sum = 0;
        for (var i = 0; i < x.Length; i++) sum = Math.FusedMultiplyAdd(x[i], y[i], sum);
        return sum;
    }

    internal static void Scale(Span<double> x, double factor)
    {
        for (var i = 0; i < x.Length; i++) x[i] *= factor;
    }
}
