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
/// Whole vectors are written, so that the floats just after what is meant may be spoilt: panels and ks are written in increasing order, and the
/// buffers have <see cref="Transposition.Slack"/> at the end.
/// </summary>
internal static unsafe class Packing
{
    // A matrix whose panels lie side by side in memory is read this many panels wide, for a row of it may be a page of memory.
    private const int PanelsAtOnce = 8;

    internal static void PackA<V>(in Product x, Interval rows, Interval ks, float* packed) where V : unmanaged, ILanes<V>
    {
        var panels = Blocking.Panels<V>(rows.Length);
        for (var p = 0; p < panels; p++)
        {
            var panel = rows.Part(panels, p);
            var target = packed + (nint)(panel.Start - rows.Start) * ks.Length;
            if (!x.TransposeA)
            {
                Transposition.Write<V>(x.A + panel.Start * x.StrideA + ks.Start, x.StrideA, panel.Length, ks.Length, target, panel.Length);
            }
            else if (p % PanelsAtOnce == 0)
            {
                var starts = stackalloc int[PanelsAtOnce + 1];
                var count = Math.Min(PanelsAtOnce, panels - p);
                for (var i = 0; i <= count; i++) starts[i] = rows.Part(panels, p + i).Start - panel.Start;
                CopyRows<V>(x.A + ks.Start * x.StrideA + panel.Start, x.StrideA, starts, count, ks.Length, target);
            }
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
            Transposition.Write<V>(x.B + (columns.Start + c) * x.StrideB + ks.Start, x.StrideB, Math.Min(group, columns.Length - c), ks.Length, panel + c % width, width);
        }
    }

    /// <summary>Panel p: target[starts[p]·length + k·height + i] = source[k·stride + starts[p] + i] for i below its height.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void CopyRows<V>(float* source, nint stride, int* starts, int panels, int length, float* target) where V : unmanaged, ILanes<V>
    {
        for (var k = 0; k < length; k++, source += stride)
        {
            for (var p = 0; p < panels; p++)
            {
                int start = starts[p], height = starts[p + 1] - start;
                var from = source + start;
                var to = target + (nint)start * length + (nint)k * height;
                var i = 0;
                for (; i <= height - V.Count; i += V.Count) V.Store(V.Load(from + i), to + i);
                if (i == height) continue;
                var rest = V.LoadPart(from + i, height - i);
                // What is written too much is the place of the next k, except at the end.
                if (k < length - 1) V.Store(rest, to + i);
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
