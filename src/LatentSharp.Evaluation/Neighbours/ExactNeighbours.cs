using System.Numerics;

namespace LatentSharp;

/// <summary>
/// The nearest rows without error: products of single precision leave some more candidates than are asked for, whose distances are then
/// computed in double precision; where the error of the products could have hidden a nearer row, all distances of the query are.
/// </summary>
internal sealed class ExactNeighbours
{
    private const int QueriesAtOnce = 128, RowsAtOnce = 2048, Spare = 12;

    private readonly float[] rows, centred, halves, means;
    private readonly int count, columns;
    private readonly double longest;

    internal ExactNeighbours(ReadOnlySpan<float> rows, int count, int columns)
    {
        (this.rows, this.count, this.columns) = (rows.ToArray(), count, columns);
        means = Array.ConvertAll(LinearAlgebra.ColumnMeans(rows, count, columns), mean => (float)mean);
        centred = new float[rows.Length];
        halves = new float[count];
        Centre(this.rows, centred);
        for (var i = 0; i < count; i++)
        {
            var square = Square(Row(centred, i));
            halves[i] = (float)(square / 2);
            longest = Math.Max(longest, Math.Sqrt(square));
        }
    }

    /// <summary>
    /// The nearest rows of each query and their squared distances, (N, neighbors) each.
    /// </summary>
    /// <param name="queries">(N, d).</param>
    /// <param name="neighbors">k, 1 to the number of rows, or to one less where queries are the rows.</param>
    /// <param name="areRows">Whether queries are the rows themselves, none of which is its own neighbour.</param>
    /// <param name="cancellation">Ends the work.</param>
    internal (int[] Rows, double[] Distances) Find(
        float[] queries, int neighbors, bool areRows, CancellationToken cancellation)
    {
        var n = columns == 0 ? 0 : queries.Length / columns;
        var (found, distances) = (new int[n * neighbors], new double[n * neighbors]);
        var blocks = (n + QueriesAtOnce - 1) / QueriesAtOnce;
        RowWork.ForEach(blocks, 1, (start, end) =>
        {
            var work = new Work(Math.Min(count, neighbors + Spare + (areRows ? 1 : 0)), columns);
            for (var block = start; block < end; block++)
            {
                cancellation.ThrowIfCancellationRequested();
                var first = block * QueriesAtOnce;
                Find(queries, first, Math.Min(QueriesAtOnce, n - first), neighbors, areRows, work, found, distances);
            }
        });
        return (found, distances);
    }

    private void Find(
        float[] queries, int first, int many, int neighbors, bool areRows, Work work, int[] found, double[] distances)
    {
        Centre(queries.AsSpan(first * columns, many * columns), work.Queries);
        work.Counts.AsSpan().Clear();
        for (var at = 0; at < count; at += RowsAtOnce)
        {
            var width = Math.Min(RowsAtOnce, count - at);
            Gemm.Multiply(
                false, true, many, width, columns, work.Queries, columns, centred.AsSpan(at * columns, width * columns), columns,
                work.Products, RowsAtOnce);
            for (var q = 0; q < many; q++) work.Scan(q, at, width, halves);
        }
        for (var q = 0; q < many; q++)
        {
            var (own, place) = (first + q, (first + q) * neighbors);
            var query = queries.AsSpan(own * columns, columns);
            var nearest = new NearestList(found.AsSpan(place, neighbors), distances.AsSpan(place, neighbors));
            foreach (var row in work.Candidates(q))
                if (!areRows || row != own) nearest.Add(row, FloatDistance.Exact(query, Row(rows, row)));
            if (work.Counts[q] == count || Covers(work, q, nearest.Limit)) continue;
            nearest = new NearestList(found.AsSpan(place, neighbors), distances.AsSpan(place, neighbors));
            for (var row = 0; row < count; row++)
                if (!areRows || row != own) nearest.Add(row, FloatDistance.Exact(query, Row(rows, row)));
        }
    }

    /// <summary>Whether no row beyond the candidates can be nearer than the farthest that was found.</summary>
    private bool Covers(Work work, int query, double limit)
    {
        // x·y of d terms is off by at most d · 2⁻²³ · |x| · |y|; halves and means add a little.
        var square = Square(work.Queries.AsSpan(query * columns, columns));
        var error = (columns + 8) * Math.ScaleB(1, -23) * ((Math.Sqrt(square) * longest) + (longest * longest / 2));
        return (2 * (work.Worst(query) - error)) + square > limit;
    }

    private void Centre(ReadOnlySpan<float> from, Span<float> to)
    {
        for (var i = 0; i < from.Length; i += columns)
            for (var c = 0; c < columns; c++) to[i + c] = from[i + c] - means[c];
    }

    private ReadOnlySpan<float> Row(float[] values, int row) => values.AsSpan(row * columns, columns);

    private static double Square(ReadOnlySpan<float> row)
    {
        var sum = 0.0;
        foreach (var value in row) sum += (double)value * value;
        return sum;
    }

    /// <summary>What one thread needs: of each query the rows with the least |row|² / 2 - query·row.</summary>
    private sealed class Work(int candidates, int columns)
    {
        private readonly int[] rows = new int[QueriesAtOnce * candidates];
        private readonly float[] values = new float[QueriesAtOnce * candidates];

        internal float[] Queries { get; } = new float[QueriesAtOnce * columns];

        internal float[] Products { get; } = new float[QueriesAtOnce * RowsAtOnce];

        internal int[] Counts { get; } = new int[QueriesAtOnce];

        internal ReadOnlySpan<int> Candidates(int query) => rows.AsSpan(query * candidates, Counts[query]);

        internal double Worst(int query) => values[((query + 1) * candidates) - 1];

        internal void Scan(int query, int first, int width, float[] halves)
        {
            var products = Products.AsSpan(query * RowsAtOnce, width);
            var own = halves.AsSpan(first, width);
            var i = 0;
            if (Counts[query] < candidates)
                for (; i < width && Counts[query] < candidates; i++) Add(query, first + i, own[i] - products[i]);
            var (size, limit) = (Vector<float>.Count, new Vector<float>(values[((query + 1) * candidates) - 1]));
            for (; i <= width - size; i += size)
            {
                if (!Vector.LessThanAny(new Vector<float>(own[i..]) - new Vector<float>(products[i..]), limit)) continue;
                for (var j = i; j < i + size; j++) Add(query, first + j, own[j] - products[j]);
                limit = new Vector<float>(values[((query + 1) * candidates) - 1]);
            }
            for (; i < width; i++) Add(query, first + i, own[i] - products[i]);
        }

        private void Add(int query, int row, float value)
        {
            var mine = values.AsSpan(query * candidates, candidates);
            var which = rows.AsSpan(query * candidates, candidates);
            var place = Counts[query];
            if (place == candidates)
            {
                if (!(value < mine[^1])) return;
                place--;
            }
            else
            {
                Counts[query]++;
            }
            for (; place > 0 && value < mine[place - 1]; place--) (mine[place], which[place]) = (mine[place - 1], which[place - 1]);
            (mine[place], which[place]) = (value, row);
        }
    }
}
