using System.Buffers;
using System.Runtime.CompilerServices;

namespace LatentSharp;

/// <summary>Two numbers that a column of a matrix is reduced to, first over a run of rows and then run by run.</summary>
internal unsafe interface IColumnPair
{
    /// <summary>Both numbers of a run of rows, for as many columns as a vector has.</summary>
    /// <param name="at">The first row's element in the first of the columns.</param>
    /// <param name="column">The first of the columns, counted on from block to block.</param>
    /// <param name="rows">1 to <see cref="ColumnOrder.Run"/>.</param>
    /// <param name="stride">Elements from row to row.</param>
    /// <param name="count">How many of the columns are there.</param>
    /// <param name="a">The first number.</param>
    /// <param name="b">The second.</param>
    void Reduce<V>(nint at, nint column, int rows, int stride, int count, out V a, out V b) where V : unmanaged, ILanes<V>;

    /// <summary>Takes in the numbers of the rows that follow.</summary>
    static abstract void Merge<V>(ref V a, ref V b, int rows, V nextA, V nextB, int nextRows) where V : unmanaged, ILanes<V>;
}

/// <summary>
/// Reduces the columns of blocks of rows, (blocks, rows, cols) -> (blocks, cols) twice, in the order of <see cref="ColumnOrder"/>: runs of
/// rows, merged in halves. Each element is read from memory once.
/// </summary>
internal static unsafe class ColumnPairs
{
    /// <summary>Rows of a slab, which one thread reduces; a power of two times the run.</summary>
    private const int Slab = 8 * ColumnOrder.Run;
    private const int Strip = 64;
    private const int Grain = 32768;

    internal static void Reduce<TPair>(TPair pair, int blocks, int rows, int cols, float* a, float* b) where TPair : struct, IColumnPair
    {
        if (blocks == 0 || rows == 0 || cols == 0) return;
        var slabs = ((rows - 1) / Slab) + 1;
        var strips = ((cols - 1) / Strip) + 1;
        var grain = Math.Max(1, Grain / (Math.Min(rows, Slab) * Math.Min(cols, Strip)));
        if (slabs == 1)
        {
            var whole = new CellsKernel<TPair>(pair, rows, cols, 1, strips, a, b);
            RangeKernel.Run(ref whole, blocks * strips, grain);
            return;
        }
        var length = checked(blocks * slabs * cols);
        var rented = ArrayPool<float>.Shared.Rent(checked(2 * length));
        fixed (float* sums = rented)
        {
            var cells = new CellsKernel<TPair>(pair, rows, cols, slabs, strips, sums, sums + length);
            RangeKernel.Run(ref cells, blocks * slabs * strips, grain);
            var top = new TopKernel<TPair>(rows, cols, slabs, sums, sums + length, a, b);
            RangeKernel.Run(ref top, blocks, Math.Max(1, Grain / (slabs * cols)));
        }
        ArrayPool<float>.Shared.Return(rented);
    }

    /// <summary>Cells of a slab's rows and a strip of columns.</summary>
    private readonly struct CellsKernel<TPair>(TPair pair, int rows, int cols, int slabs, int strips, float* a, float* b) : IRangeKernel
        where TPair : struct, IColumnPair
    {
        [MethodImpl(Jit.Loop)]
        public void Run<V>(int start, int end) where V : unmanaged, ILanes<V>
        {
            for (var cell = start; cell < end; cell++)
            {
                var strip = cell % strips;
                var (block, slab) = Math.DivRem(cell / strips, slabs);
                var first = ((nint)block * rows) + (slab * Slab);
                var target = (nint)(cell / strips) * cols;
                for (var column = strip * Strip; column < Math.Min(cols, (strip + 1) * Strip); column += V.Count)
                {
                    var count = Math.Min(V.Count, cols - column);
                    Tree(
                        pair, (first * cols) + column, ((nint)block * cols) + column, Math.Min(Slab, rows - (slab * Slab)), cols, count,
                        out V x, out V y);
                    V.StorePart(x, a + target + column, count);
                    V.StorePart(y, b + target + column, count);
                }
            }
        }
    }

    [MethodImpl(Jit.Loop)]
    private static void Tree<V, TPair>(TPair pair, nint at, nint column, int rows, int stride, int count, out V a, out V b)
        where V : unmanaged, ILanes<V> where TPair : struct, IColumnPair
    {
        if (rows <= ColumnOrder.Run)
        {
            pair.Reduce(at, column, rows, stride, count, out a, out b);
            return;
        }
        var half = ColumnOrder.Half(rows);
        Tree(pair, at, column, half, stride, count, out a, out b);
        Tree(pair, at + ((nint)half * stride), column, rows - half, stride, count, out V nextA, out V nextB);
        TPair.Merge(ref a, ref b, half, nextA, nextB, rows - half);
    }

    /// <summary>Slabs are subtrees of the order; this is its top, for each block.</summary>
    private readonly struct TopKernel<TPair>(int rows, int cols, int slabs, float* sumsA, float* sumsB, float* a, float* b) : IRangeKernel
        where TPair : struct, IColumnPair
    {
        [MethodImpl(Jit.Loop)]
        public void Run<V>(int start, int end) where V : unmanaged, ILanes<V>
        {
            for (var block = start; block < end; block++)
            {
                var at = (nint)block * slabs * cols;
                for (var column = 0; column < cols; column += V.Count)
                    Column<V>(at + column, ((nint)block * cols) + column, Math.Min(V.Count, cols - column));
            }
        }

        [MethodImpl(Jit.Loop)]
        private void Column<V>(nint at, nint target, int count) where V : unmanaged, ILanes<V>
        {
            for (var width = 1; width < slabs; width *= 2)
            {
                for (var i = 0; i + width < slabs; i += 2 * width)
                {
                    var (low, high) = (at + ((nint)i * cols), at + ((nint)(i + width) * cols));
                    var (x, y) = (V.LoadPart(sumsA + low, count), V.LoadPart(sumsB + low, count));
                    var next = Math.Min(rows, (i + (2 * width)) * Slab) - ((i + width) * Slab);
                    TPair.Merge(ref x, ref y, width * Slab, V.LoadPart(sumsA + high, count), V.LoadPart(sumsB + high, count), next);
                    V.StorePart(x, sumsA + low, count);
                    V.StorePart(y, sumsB + low, count);
                }
            }
            V.StorePart(V.LoadPart(sumsA + at, count), a + target, count);
            V.StorePart(V.LoadPart(sumsB + at, count), b + target, count);
        }
    }
}
