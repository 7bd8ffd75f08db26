using System.Runtime.CompilerServices;

namespace LatentSharp;

/// <summary>
/// Copies blocks of A and B into panels, in the order in which the micro-kernels read them, k outermost:
/// <code>
///   A, panels of at most Tiles.Rows rows         B, panels of Tiles.Columns columns
///   panel 0: k0: r0 r1 … r11                     panel 0: k0: c0 c1 … c31
///            k1: r0 r1 … r11                              k1: c0 c1 … c31
///            ⋮                                            ⋮
///   panel 1: k0: r12 r13 … (its own row count)   panel 1: k0: c32 c33 … (what is beyond the last column is never used)
/// </code>
/// Whole vectors are written, so that the floats just after what is meant may be spoilt: panels and ks are written in increasing order, and
/// the
/// buffers have <see cref="Transposition.Slack"/> at the end.
/// </summary>
internal static unsafe class Packing
{
    // A matrix whose panels lie side by side in memory is read this many panels wide, for a row of it may be a page of memory.
    private const int PanelsAtOnce = 8;

    internal static void PackA<V>(in Product x, Interval rows, Interval ks, float* packed) where V : unmanaged, ILanes<V>
    {
        var panels = Blocking.Panels<V>(rows.Length);
        if (x.TransposeA)
        {
            for (var p = 0; p < panels; p += PanelsAtOnce) CopyRows<V>(x, rows, p, Math.Min(panels, p + PanelsAtOnce), ks, packed);
            return;
        }

        for (var p = 0; p < panels; p++)
        {
            var panel = rows.Part(panels, p);
            var target = packed + (nint)(panel.Start - rows.Start) * ks.Length;
            Transposition.Write<V>(x.A + panel.Start * x.StrideA + ks.Start, x.StrideA, panel.Length, ks.Length, target, panel.Length);
        }
    }

    internal static void PackB<V>(in Product x, Interval columns, Interval ks, float* packed) where V : unmanaged, ILanes<V>
    {
        var width = Tiles.Columns<V>();
        if (!x.TransposeB)
        {
            CopyColumns<V>(x.B + ks.Start * x.StrideB + columns.Start, x.StrideB, columns.Length, ks.Length, packed);
            return;
        }

        var group = Math.Min(width, Transposition.MostRows<V>());
        for (var c = 0; c < columns.Length; c += group)
        {
            var panel = packed + (nint)(c / width * width) * ks.Length;
            Transposition.Write<V>(
                x.B + (columns.Start + c) * x.StrideB + ks.Start, x.StrideB, Math.Min(group, columns.Length - c), ks.Length,
                panel + c % width, width);
        }
    }

    /// <summary>
    /// Panels <paramref name="first"/> to before <paramref name="end"/> of a transposed A, whose rows are contiguous for each k.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void CopyRows<V>(in Product x, Interval rows, int first, int end, Interval ks, float* packed)
        where V : unmanaged, ILanes<V>
    {
        var panels = Blocking.Panels<V>(rows.Length);
        var starts = stackalloc int[PanelsAtOnce + 1];
        for (var p = first; p <= end; p++) starts[p - first] = rows.Part(panels, p).Start;

        var source = x.A + ks.Start * x.StrideA;
        for (var k = 0; k < ks.Length; k++, source += x.StrideA)
        {
            for (var p = 0; p < end - first; p++)
            {
                int start = starts[p], height = starts[p + 1] - start;
                var to = packed + (nint)(start - rows.Start) * ks.Length + (nint)k * height;
                var i = 0;
                for (; i <= height - V.Count; i += V.Count) V.Store(V.Load(source + start + i), to + i);
                if (i == height) continue;
                var rest = V.LoadPart(source + start + i, height - i);
                // What is written too much is the place of the next k, except at the end.
                if (k < ks.Length - 1) V.Store(rest, to + i);
                else V.StorePart(rest, to + i, height - i);
            }
        }
    }

    /// <summary>Panel p of width w: target[p·w·length + k·w + i] = source[k·stride + p·w + i] for i below w.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void CopyColumns<V>(float* source, nint stride, int columns, int length, float* target) where V : unmanaged, ILanes<V>
    {
        var width = Tiles.Columns<V>();
        for (var k = 0; k < length; k++, source += stride, target += width)
        {
            var to = target;
            var c = 0;
            for (; c <= columns - width; c += width, to += (nint)width * length)
            {
                V first = V.Load(source + c), second = V.Load(source + c + V.Count);
                V.Store(first, to);
                V.Store(second, to + V.Count);
            }

            for (; c < columns; c += V.Count, to += V.Count)
            {
                var whole = columns - c >= V.Count;
                V.Store(whole ? V.Load(source + c) : V.LoadPart(source + c, columns - c), to);
            }
        }
    }
}
