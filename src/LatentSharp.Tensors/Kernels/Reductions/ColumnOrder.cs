using System.Numerics;
using System.Runtime.CompilerServices;

namespace LatentSharp;

/// <summary>
/// The order of sums down a column: up to <see cref="Run"/> rows one after the other from zero; more are halved at the largest
/// Run·2ᵏ below their number, and the two sums added.
/// </summary>
internal static unsafe class ColumnOrder
{
    internal const int Run = 128;

    /// <summary>Where a longer column is halved.</summary>
    internal static int Half(int rows) => Run << BitOperations.Log2((uint)((rows - 1) / Run));

    /// <summary>Sums four vectors' columns, whole ones.</summary>
    [SkipLocalsInit]
    [MethodImpl(Jit.Loop)]
    internal static void SumFour<V, TTerm>(TTerm term, nint at, int rows, nint stride, float* sums)
        where V : unmanaged, ILanes<V> where TTerm : struct, ITerm
    {
        V s0 = default, s1 = default, s2 = default, s3 = default;
        if (rows > Run)
        {
            var more = stackalloc float[4 * V.Count];
            var half = Half(rows);
            SumFour<V, TTerm>(term, at, half, stride, sums);
            SumFour<V, TTerm>(term, at + (half * stride), rows - half, stride, more);
            for (var i = 0; i < 4; i++) V.Store(V.Load(sums + (i * V.Count)) + V.Load(more + (i * V.Count)), sums + (i * V.Count));
            return;
        }
        for (var row = 0; row < rows; row++, at += stride)
        {
            s0 += term.At<V>(at);
            s1 += term.At<V>(at + V.Count);
            s2 += term.At<V>(at + (2 * V.Count));
            s3 += term.At<V>(at + (3 * V.Count));
        }
        V.Store(s0, sums);
        V.Store(s1, sums + V.Count);
        V.Store(s2, sums + (2 * V.Count));
        V.Store(s3, sums + (3 * V.Count));
    }

    /// <summary>Sums one vector's columns, of which the first <paramref name="count"/> are there.</summary>
    [MethodImpl(Jit.Loop)]
    internal static V SumOne<V, TTerm>(TTerm term, nint at, int rows, nint stride, int count)
        where V : unmanaged, ILanes<V> where TTerm : struct, ITerm
    {
        if (rows > Run)
        {
            var half = Half(rows);
            return SumOne<V, TTerm>(term, at, half, stride, count)
                + SumOne<V, TTerm>(term, at + (half * stride), rows - half, stride, count);
        }
        V sum = default;
        if (count >= V.Count)
        {
            for (var row = 0; row < rows; row++, at += stride) sum += term.At<V>(at);
        }
        else
        {
            for (var row = 0; row < rows; row++, at += stride) sum += term.Part<V>(at, count);
        }
        return sum;
    }
}
