using static LatentSharp.RowOperations;

namespace LatentSharp;

/// <summary>Rows at right angles to each other, of length 1 (Gram and Schmidt, twice, which is enough: Kahan and Parlett).</summary>
internal static class OrthonormalRows
{
    private const double Rounding = 1e-12;

    /// <summary>
    /// A row that is nothing beside the first, or nothing new beside those before it, is replaced by what is left of the coordinate axis
    /// that they cover least.
    /// </summary>
    internal static void Make(double[] rows, int count, int columns)
    {
        double largest = 0;
        for (var k = 0; k < count; k++)
        {
            var row = rows.AsSpan(k * columns, columns);
            var before = Math.Sqrt(Dot(row, row));
            largest = Math.Max(largest, before);
            if (before > 1e-7 * largest)
            {
                Scale(row, 1 / before);
                RemoveEarlier(rows, k, row);
            }
            else
            {
                row.Clear();
            }
            if (Dot(row, row) < 0.25)
            {
                row.Clear();
                row[LeastCovered(rows, k, columns)] = 1;
                RemoveEarlier(rows, k, row);
            }
            Scale(row, 1 / Math.Sqrt(Dot(row, row)));
        }
    }

    /// <summary>
    /// The same of rows that are far from it: each becomes what is left of it beside those before it, however little that is; what is
    /// nothing but rounding becomes the coordinate axis that they cover least.
    /// </summary>
    internal static void MakeOfAny(double[] rows, int count, int columns)
    {
        for (var k = 0; k < count; k++)
        {
            var row = rows.AsSpan(k * columns, columns);
            var before = Math.Sqrt(Dot(row, row));
            RemoveEarlier(rows, k, row);
            var left = Math.Sqrt(Dot(row, row));
            if (!(left > Rounding * before))
            {
                row.Clear();
                row[LeastCovered(rows, k, columns)] = 1;
                RemoveEarlier(rows, k, row);
                left = Math.Sqrt(Dot(row, row));
            }
            Scale(row, 1 / left);
        }
    }

    private static void RemoveEarlier(double[] rows, int k, Span<double> row)
    {
        for (var pass = 0; pass < 2; pass++)
        {
            for (var j = 0; j < k; j++)
            {
                var earlier = rows.AsSpan(j * row.Length, row.Length);
                AddScaled(row, -Dot(row, earlier), earlier);
            }
        }
    }

    private static int LeastCovered(double[] rows, int k, int columns)
    {
        var covered = new double[columns];
        for (var i = 0; i < k * columns; i++) covered[i % columns] += rows[i] * rows[i];
        return Array.IndexOf(covered, covered.Min());
    }
}

public static partial class LinearAlgebra
{
    /// <summary>
    /// Makes rows orthonormal in their order (Gram and Schmidt, twice): each becomes what is left of it beside those before it, of length
    /// 1. A row that is nothing new beside them becomes one of some other direction.
    /// </summary>
    /// <param name="rows">(count, columns), with count at most columns.</param>
    /// <param name="count">How many rows there are.</param>
    /// <param name="columns">How long they are.</param>
    /// <exception cref="BadArgumentException">There are more rows than columns, or another number of elements.</exception>
    public static void MakeOrthonormal(double[] rows, int count, int columns)
    {
        ArgumentNullException.ThrowIfNull(rows);
        Require(nameof(MakeOrthonormal), rows.Length, count, columns);
        if (count > columns)
            throw new BadArgumentException($"MakeOrthonormal: {count} rows of {columns} columns cannot be at right angles to each other.");
        OrthonormalRows.MakeOfAny(rows, count, columns);
    }
}
