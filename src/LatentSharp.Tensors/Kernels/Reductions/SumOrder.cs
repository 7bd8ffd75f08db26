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

    /// <summary>From this cost on, terms are summed one vector after the other.</summary>
    private const int Dear = 4;

    /// <summary>The sum of <paramref name="count"/> terms, several blocks if need be.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static float Sum<V, TTerm>(TTerm term, nint start, int count)
        where V : unmanaged, ILanes<V> where TTerm : struct, ITerm =>
        count <= Block ? SumBlock<V, TTerm>(term, start, count) : SumBlocks<V, TTerm>(term, start, count);

    [MethodImpl(Jit.Loop)]
    private static float SumBlocks<V, TTerm>(TTerm term, nint start, int count)
        where V : unmanaged, ILanes<V> where TTerm : struct, ITerm
    {
        double sum = 0;
        for (var i = 0; i < count; i += Block) sum += SumBlock<V, TTerm>(term, start + i, Math.Min(Block, count - i));
        return (float)sum;
    }

    /// <summary>The sum of one block of terms.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static float SumBlock<V, TTerm>(TTerm term, nint start, int count)
        where V : unmanaged, ILanes<V> where TTerm : struct, ITerm
    {
        if (TTerm.Cost >= Dear) return SumDear<V, TTerm>(term, start, count);
        return count <= Lanes ? SumFew<V, TTerm>(term, start, count) : SumMany<V, TTerm>(term, start, count);
    }

    /// <summary>At most one term for each running sum, which are folded as they come.</summary>
    [SkipLocalsInit]
    [MethodImpl(Jit.Loop)]
    private static float SumFew<V, TTerm>(TTerm term, nint start, int count)
        where V : unmanaged, ILanes<V> where TTerm : struct, ITerm
    {
        var sums = stackalloc float[FewLanes];
        for (var lane = 0; lane < FewLanes; lane += V.Count)
        {
            var (at, left) = (start + lane, count - lane);
            V s0 = default, s1 = default, s2 = default, s3 = default;
            if (left >= Lanes - FewLanes + V.Count)
            {
                s0 += term.At<V>(at);
                s1 += term.At<V>(at + FewLanes);
                s2 += term.At<V>(at + (2 * FewLanes));
                s3 += term.At<V>(at + (3 * FewLanes));
            }
            else
            {
                s0 = Rest(term, at, left, s0);
                s1 = Rest(term, at + FewLanes, left - FewLanes, s1);
                s2 = Rest(term, at + (2 * FewLanes), left - (2 * FewLanes), s2);
                s3 = Rest(term, at + (3 * FewLanes), left - (3 * FewLanes), s3);
            }
            V.Store(s0 + s2 + (s1 + s3), sums + lane);
        }
        return Fold16(sums);
    }

    /// <summary>
    /// Terms that take so long that waiting for a sum does not matter, and so much code that the compiler inlines but a few of them.
    /// </summary>
    [SkipLocalsInit]
    [MethodImpl(Jit.Loop)]
    private static float SumDear<V, TTerm>(TTerm term, nint start, int count)
        where V : unmanaged, ILanes<V> where TTerm : struct, ITerm
    {
        var sums = stackalloc float[Lanes];
        var few = count <= FewLanes;
        for (var lane = 0; lane < (few ? FewLanes : Lanes); lane += V.Count) V.Store(default, sums + lane);
        nint i = 0;
        for (; i <= count - V.Count; i += V.Count)
        {
            var sum = sums + (i & (Lanes - 1));
            V.Store(V.Load(sum) + term.At<V>(start + i), sum);
        }
        if (i < count) AddRest<V, TTerm>(term, start + i, (int)(count - i), sums + (i & (Lanes - 1)));
        return few ? Fold16(sums) : Fold<V>(sums);
    }

    [MethodImpl(Jit.Loop)]
    private static void AddRest<V, TTerm>(TTerm term, nint at, int count, float* sum)
        where V : unmanaged, ILanes<V> where TTerm : struct, ITerm => V.Store(Rest(term, at, count, V.Load(sum)), sum);

    [SkipLocalsInit]
    [MethodImpl(Jit.Loop)]
    private static float SumMany<V, TTerm>(TTerm term, nint start, int count)
        where V : unmanaged, ILanes<V> where TTerm : struct, ITerm
    {
        var sums = stackalloc float[Lanes];
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
        return Fold<V>(sums);
    }

    /// <summary>Adds what is left, and zeros beyond it: a sum that began at +0 is never -0, so adding +0 changes nothing.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Rest<V, TTerm>(TTerm term, nint at, int count, V sum) where V : unmanaged, ILanes<V> where TTerm : struct, ITerm
    {
        if (count <= 0) return sum;
        if (count >= V.Count) return sum + term.At<V>(at);
        return sum + V.And(term.Part<V>(at, count), V.FirstSet(count));
    }

    /// <summary>The running sums in halves.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static float Fold<V>(float* sums) where V : unmanaged, ILanes<V>
    {
        for (var lane = sums; lane < sums + FewLanes; lane += V.Count)
        {
            var low = V.Load(lane) + V.Load(lane + (2 * FewLanes));
            V.Store(low + (V.Load(lane + FewLanes) + V.Load(lane + (3 * FewLanes))), lane);
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
