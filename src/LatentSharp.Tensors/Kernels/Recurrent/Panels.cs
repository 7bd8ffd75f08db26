using System.Runtime.CompilerServices;

namespace LatentSharp;

/// <summary>
/// A matrix B (<paramref name="depth"/>, <paramref name="columns"/>) packed in panels of <see cref="Tiles.Columns{V}"/> columns, each in
/// the order in which the micro-kernels read it, for products with the few rows of many steps. Each sum is made with fused multiply-adds
/// over all of the depth from zero, whatever the width.
/// </summary>
internal readonly unsafe struct Panels<V>(float* start, int depth, int columns) where V : unmanaged, ILanes<V>
{
    /// <summary>Floats that the panels take.</summary>
    internal static nint Length(int depth, int columns) =>
        (nint)Blocking.CeilingDivide(columns, Tiles.Columns<V>()) * Tiles.Columns<V>() * depth;

    /// <summary>
    /// Fills depths <paramref name="from"/> to <paramref name="from"/> + <paramref name="count"/> from rows that lie
    /// <paramref name="stride"/> apart.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal void Fill(int from, int count, float* rows, nint stride)
    {
        var width = Tiles.Columns<V>();
        for (var column = 0; column < columns; column += width)
        {
            var target = start + ((nint)column * depth) + ((nint)from * width);
            var source = rows + column;
            var part = Math.Min(width, columns - column);
            for (var k = 0; k < count; k++, source += stride, target += width)
            {
                for (var i = 0; i < width; i += V.Count)
                    V.Store(i + V.Count <= part ? V.Load(source + i) : V.LoadPart(source + i, Math.Max(0, part - i)), target + i);
            }
        }
    }

    /// <summary>
    /// Fills all depths from the transpose: the columns are rows that lie <paramref name="stride"/> apart. May spoil
    /// <see cref="Transposition.Slack"/> floats after the panels.
    /// </summary>
    internal void FillTransposed(float* rows, nint stride)
    {
        var width = Tiles.Columns<V>();
        var group = Math.Min(width, Transposition.MostRows<V>());
        for (var column = 0; column < columns; column += group)
        {
            var target = start + ((nint)(column / width * width) * depth) + (column % width);
            Transposition.Write<V>(rows + (column * stride), stride, Math.Min(group, columns - column), depth, target, width);
        }
    }

    /// <summary>C (rows, columns) = A (rows, depth) · B + bias, or C += A · B; rows of A and C lie as far apart as told.</summary>
    internal void Multiply(float* a, nint strideA, int rows, float* c, nint strideC, bool adds = false, float* bias = null)
    {
        var tile = new Tile { K = depth, Segments = 1, StrideA = strideA, StrideB = Tiles.Columns<V>(), StrideC = strideC, Adds = adds };
        // Divisions and searches of a kernel would take longer than some tiles.
        var heights = Blocking.Panels<V>(rows);
        var starts = stackalloc int[heights + 1];
        new Interval(0, rows).Cuts(heights, starts);
        var least = rows / heights;
        delegate*<Tile*, void> lower = null, higher = null;
        for (var column = 0; column < columns; column += Tiles.Columns<V>())
        {
            var width = Math.Min(Tiles.Columns<V>(), columns - column);
            if (column == 0 || width < Tiles.Columns<V>())
            {
                var vectors = width > V.Count ? 2 : 1;
                tile.LastColumns = width - ((vectors - 1) * V.Count);
                var partial = tile.LastColumns < V.Count;
                lower = Tiles.Find<V>(least, vectors, partial, strided: true);
                higher = Tiles.Find<V>(least + 1, vectors, partial, strided: true);
            }
            tile.B = start + ((nint)column * depth);
            tile.Bias = bias == null ? null : bias + column;
            for (var i = 0; i < heights; i++)
            {
                tile.A = a + (starts[i] * strideA);
                tile.C = c + (starts[i] * strideC) + column;
                if (starts[i + 1] - starts[i] == least) lower(&tile);
                else higher(&tile);
            }
        }
    }
}
