using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace LatentSharp;

/// <summary>
/// The one order in which numbers are summed, on every width and with any number of threads. Blocks of <see cref="Block"/> elements; within
/// a block <see cref="Lanes"/> running sums from zero, one for each index modulo 64; these folded in halves: i + (i + 32), then 16, 8, 4,
/// 2, 1. The sums of several blocks are added one after the other in double precision.
/// </summary>
internal static unsafe class SumOrder
{
    internal const int Block = 2048;
    internal const int Lanes = 64;
    private const int FewLanes = 16;

    /// <summary>The sum of <paramref name="count"/> terms, several blocks if need be.</summary>
    [MethodImpl(Jit.Loop)]
    internal static float Sum<V, TTerm>(TTerm term, nint start, int count)
        where V : unmanaged, ILanes<V> where TTerm : struct, ITerm
    {
        if (count <= Block) return SumBlock<V, TTerm>(term, start, count);
        double sum = 0;
        for (var i = 0; i < count; i += Block) sum += SumBlock<V, TTerm>(term, start + i, Math.Min(Block, count - i));
        return (float)sum;
    }

    /// <summary>The sum of one block of terms.</summary>
    [SkipLocalsInit]
    [MethodImpl(Jit.Loop)]
    internal static float SumBlock<V, TTerm>(TTerm term, nint start, int count)
        where V : unmanaged, ILanes<V> where TTerm : struct, ITerm
    {
        var sums = stackalloc float[Lanes];
        if (count <= FewLanes)
        {
            for (var lane = 0; lane < FewLanes; lane += V.Count)
                V.Store(Rest<V, TTerm>(term, start + lane, count - lane, default), sums + lane);
            return Fold16(sums);
        }
        // A narrow vector passes over the block several times, which lies in the first cache by then.
        for (var lane = 0; lane < Lanes; lane += 4 * V.Count)
        {
            V s0 = default, s1 = default, s2 = default, s3 = default;
            var i = lane;
            for (; i - lane <= count - Lanes; i += Lanes)
            {
                var at = start + i;
                s0 += term.At<V>(at);
                s1 += term.At<V>(at + V.Count);
                s2 += term.At<V>(at + (2 * V.Count));
                s3 += term.At<V>(at + (3 * V.Count));
            }
            if (i < count)
            {
                s0 = Rest(term, start + i, count - i, s0);
                s1 = Rest(term, start + i + V.Count, count - i - V.Count, s1);
                s2 = Rest(term, start + i + (2 * V.Count), count - i - (2 * V.Count), s2);
                s3 = Rest(term, start + i + (3 * V.Count), count - i - (3 * V.Count), s3);
            }
            V.Store(s0, sums + lane);
            V.Store(s1, sums + lane + V.Count);
            V.Store(s2, sums + lane + (2 * V.Count));
            V.Store(s3, sums + lane + (3 * V.Count));
        }
        return Fold(sums);
    }

    /// <summary>Adds what is left, and zeros beyond it: a sum that began at +0 is never -0, so adding +0 changes nothing.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Rest<V, TTerm>(TTerm term, nint at, int count, V sum) where V : unmanaged, ILanes<V> where TTerm : struct, ITerm
    {
        if (count <= 0) return sum;
        if (count >= V.Count) return sum + term.At<V>(at);
        return sum + V.And(term.Part<V>(at, count), V.FirstSet(count));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static float Fold(float* sums)
    {
        for (var i = 0; i < 16; i += 4)
        {
            var low = Vector128.Load(sums + i) + Vector128.Load(sums + i + 32);
            var high = Vector128.Load(sums + i + 16) + Vector128.Load(sums + i + 48);
            (low + high).Store(sums + i);
        }
        return Fold16(sums);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static float Fold16(float* sums)
    {
        var four = Vector128.Load(sums) + Vector128.Load(sums + 8) + (Vector128.Load(sums + 4) + Vector128.Load(sums + 12));
        var two = four + Vector128.Shuffle(four, Vector128.Create(2, 3, 2, 3));
        return two[0] + two[1];
    }
}
