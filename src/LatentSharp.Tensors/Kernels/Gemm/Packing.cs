using System.Runtime.CompilerServices;

namespace LatentSharp;

/// <summary>
/// Copies blocks of A and B into panels, in the order in which the micro-kernels read them, k outermost:
/// <code>
///   A, panels of at most Tiles.Rows rows         B, panels of Tiles.Columns columns
///   panel 0: k0: r0 r1 … r11                     panel 0: k0: c0 c1 … c31
///            k1: r0 r1 … r11                              k1: c0 c1 … c31
///            ⋮                                            ⋮
///   panel 1: k0: r12 r13 … (its own row count)   panel 1: k0: c32 c33 … (what is beyond the last column is never read)
/// </code>
/// Writing one panel may spoil the floats just after it, so panels are written in increasing order and the buffers have
/// <see cref="Transposition.Slack"/> at the end.
/// </summary>
internal static unsafe class Packing
{
    internal static void PackRows<V>(in Product x, int firstRow, int rows, int firstK, int length, float* panel) where V : unmanaged, ILanes<V>
    {
        if (x.TransposeA) CopyRuns<V>(x.A + firstK * x.StrideA + firstRow, x.StrideA, rows, length, panel, rows);
        else Transposition.Write<V>(x.A + firstRow * x.StrideA + firstK, x.StrideA, rows, length, panel, rows);
    }

    internal static void PackColumns<V>(in Product x, int firstColumn, int columns, int firstK, int length, float* panel) where V : unmanaged, ILanes<V>
    {
        var width = Tiles.Columns<V>();
        if (!x.TransposeB)
        {
            CopyRuns<V>(x.B + firstK * x.StrideB + firstColumn, x.StrideB, columns, length, panel, width);
            return;
        }

        var group = Math.Min(width, Transposition.MostRows<V>());
        for (var first = 0; first < columns; first += group)
        {
            var source = x.B + (firstColumn + first) * x.StrideB + firstK;
            Transposition.Write<V>(source, x.StrideB, Math.Min(group, columns - first), length, panel + first, width);
        }
    }

    /// <summary>target[k·targetStride + i] = source[k·sourceStride + i] for i below width, in whole vectors.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void CopyRuns<V>(float* source, nint sourceStride, int width, int length, float* target, nint targetStride)
        where V : unmanaged, ILanes<V>
    {
        if (width == 2 * V.Count)
        {
            for (; length > 0; length--, source += sourceStride, target += targetStride)
            {
                V first = V.Load(source), second = V.Load(source + V.Count);
                V.Store(first, target);
                V.Store(second, target + V.Count);
            }
            return;
        }

        for (; length > 0; length--, source += sourceStride, target += targetStride)
        {
            var i = 0;
            for (; i <= width - V.Count; i += V.Count) V.Store(V.Load(source + i), target + i);
            if (i < width) V.Store(V.LoadPart(source + i, width - i), target + i);
        }
    }
}
