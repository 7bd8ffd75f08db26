using System.Runtime.InteropServices;

namespace LatentSharp;

/// <summary>
/// Dense linear algebra in double precision for what is solved rather than trained. Matrices are row-major. Only additions,
/// multiplications, divisions and square roots in one fixed order are used, so that every machine gets the same bits.
/// </summary>
public static partial class LinearAlgebra
{
    private const int Side = PanelTile.Side;
    private const int Depth = 128;
    private const int Width = 2048;
    private const int LargestSide = 32768;

    /// <summary>
    /// <paramref name="result"/> += <paramref name="a"/> · <paramref name="b"/>: (m, k) · (k, n) -> (m, n). Each element takes its k terms
    /// in their order, each with one fused multiply-add.
    /// </summary>
    /// <exception cref="BadArgumentException">The inner sizes differ, or the result has another size.</exception>
    public static void AddProduct(MatrixView a, MatrixView b, Span<double> result) => AddProduct(a, b, result, upperTriangle: false);

    /// <summary>The same; for the upper triangle, tiles that lie wholly below the diagonal are left out.</summary>
    internal static void AddProduct(MatrixView a, MatrixView b, Span<double> result, bool upperTriangle)
    {
        if (a.Columns != b.Rows)
            throw new BadArgumentException(
                $"AddProduct: ({a.Rows}, {a.Columns}) and ({b.Rows}, {b.Columns}) do not fit; "
                + $"the inner sizes {a.Columns} and {b.Rows} differ.");
        Require(nameof(AddProduct), result.Length, a.Rows, b.Columns);
        var left = new double[Side * Depth];
        var right = new double[Math.Min(Width, (b.Columns + Side - 1) / Side * Side) * Depth];
        for (var column = 0; column < b.Columns; column += Width)
            for (var k = 0; k < a.Columns; k += Depth) AddBlock(a, b, result, upperTriangle, left, right, column, k);
    }

    /// <summary>The terms from <paramref name="k"/> on, for a block of columns.</summary>
    private static void AddBlock(
        MatrixView a, MatrixView b, Span<double> result, bool upperTriangle, double[] left, double[] right, int column, int k)
    {
        var (m, n) = (a.Rows, b.Columns);
        var depth = Math.Min(Depth, a.Columns - k);
        var end = Math.Min(n, column + Width);
        for (var j = column; j < end; j += Side) Pack(b, k, depth, j, right.AsSpan((j - column) * Depth));
        Span<double> tile = stackalloc double[Side * Side];
        for (var i = 0; i < m; i += Side)
        {
            Pack(a.Transposed, k, depth, i, left);
            for (var j = upperTriangle ? Math.Max(i, column) : column; j < end; j += Side)
            {
                var (rows, columns) = (Math.Min(Side, m - i), Math.Min(Side, n - j));
                for (var r = 0; r < rows; r++) result.Slice(((i + r) * n) + j, columns).CopyTo(tile[(r * Side)..]);
                PanelTile.Add<ProductTerm>(ref left[0], ref right[(j - column) * Depth], depth, ref MemoryMarshal.GetReference(tile));
                for (var r = 0; r < rows; r++) tile.Slice(r * Side, columns).CopyTo(result.Slice(((i + r) * n) + j, columns));
            }
        }
    }

    internal static void Require(string operation, int length, int rows, int columns)
    {
        if (rows < 0 || columns < 0 || length != (long)rows * columns)
            throw new BadArgumentException($"{operation}: {length} elements are not a matrix of ({rows}, {columns}).");
    }

    /// <summary>Eight columns, from <paramref name="column"/> on, side by side; columns beyond the last are zero.</summary>
    private static void Pack(MatrixView source, int row, int depth, int column, Span<double> panel)
    {
        var columns = Math.Min(Side, source.Columns - column);
        var whole = source.ColumnStride == 1 && columns == Side;
        for (var k = 0; k < depth; k++)
        {
            var from = source.Data[(((row + k) * source.RowStride) + (column * source.ColumnStride))..];
            var to = panel.Slice(k * Side, Side);
            if (whole)
            {
                from[..Side].CopyTo(to);
                continue;
            }
            for (var c = 0; c < columns; c++) to[c] = from[c * source.ColumnStride];
            to[columns..].Clear();
        }
    }
}
