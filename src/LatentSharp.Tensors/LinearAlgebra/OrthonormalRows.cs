using static LatentSharp.RowOperations;

namespace LatentSharp;

/// <summary>Rows at right angles to each other, of length 1 (Gram and Schmidt, twice, which is enough: Kahan and Parlett).</summary>
internal static class OrthonormalRows
{
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
