using System.Numerics;
using System.Runtime.CompilerServices;

namespace LatentSharp;

/// <summary>
/// Sums over pairs of panels in double precision: a panel has eight columns side by side, (depth, 8). Lanes are different columns, so that
/// the width of the vectors changes nothing, and each sum takes its terms in their order.
/// </summary>
internal static class PanelTile
{
    /// <summary>Columns of a panel, rows and columns of a tile.</summary>
    internal const int Side = 8;

    /// <summary>tile[i, j] += Σₖ term(a[k, i], b[k, j]).</summary>
    [MethodImpl(Jit.Loop)]
    internal static void Add<TTerm>(ref double a, ref double b, int depth, ref double tile) where TTerm : struct, ITileTerm
    {
        for (var j = 0; j < Side; j += Vector<double>.Count)
        {
            ref var t = ref Unsafe.Add(ref tile, j);
            var t0 = Vector.LoadUnsafe(ref t);
            var t1 = Vector.LoadUnsafe(ref t, Side);
            var t2 = Vector.LoadUnsafe(ref t, 2 * Side);
            var t3 = Vector.LoadUnsafe(ref t, 3 * Side);
            var t4 = Vector.LoadUnsafe(ref t, 4 * Side);
            var t5 = Vector.LoadUnsafe(ref t, 5 * Side);
            var t6 = Vector.LoadUnsafe(ref t, 6 * Side);
            var t7 = Vector.LoadUnsafe(ref t, 7 * Side);
            ref var x = ref a;
            ref var y = ref Unsafe.Add(ref b, j);
            for (var k = depth; k > 0; k--)
            {
                var v = Vector.LoadUnsafe(ref y);
                t0 = TTerm.Add(t0, x, v);
                t1 = TTerm.Add(t1, Unsafe.Add(ref x, 1), v);
                t2 = TTerm.Add(t2, Unsafe.Add(ref x, 2), v);
                t3 = TTerm.Add(t3, Unsafe.Add(ref x, 3), v);
                t4 = TTerm.Add(t4, Unsafe.Add(ref x, 4), v);
                t5 = TTerm.Add(t5, Unsafe.Add(ref x, 5), v);
                t6 = TTerm.Add(t6, Unsafe.Add(ref x, 6), v);
                t7 = TTerm.Add(t7, Unsafe.Add(ref x, 7), v);
                x = ref Unsafe.Add(ref x, Side);
                y = ref Unsafe.Add(ref y, Side);
            }
            t0.StoreUnsafe(ref t);
            t1.StoreUnsafe(ref t, Side);
            t2.StoreUnsafe(ref t, 2 * Side);
            t3.StoreUnsafe(ref t, 3 * Side);
            t4.StoreUnsafe(ref t, 4 * Side);
            t5.StoreUnsafe(ref t, 5 * Side);
            t6.StoreUnsafe(ref t, 6 * Side);
            t7.StoreUnsafe(ref t, 7 * Side);
        }
    }
}

/// <summary>What a pair of numbers adds to a sum.</summary>
internal interface ITileTerm
{
    /// <summary>sum + term(x, y)</summary>
    static abstract Vector<double> Add(Vector<double> sum, double x, Vector<double> y);
}

/// <summary>x · y, with one fused multiply-add.</summary>
internal readonly struct ProductTerm : ITileTerm
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<double> Add(Vector<double> sum, double x, Vector<double> y) =>
        Vector.FusedMultiplyAdd(new Vector<double>(x), y, sum);
}

/// <summary>(x - y)², of the difference as it is, so that equal distances come out equal.</summary>
internal readonly struct SquaredDifferenceTerm : ITileTerm
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<double> Add(Vector<double> sum, double x, Vector<double> y)
    {
        var difference = new Vector<double>(x) - y;
        return Vector.FusedMultiplyAdd(difference, difference, sum);
    }
}
