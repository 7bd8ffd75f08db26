namespace LatentSharp;

/// <summary>
/// A product cut into a grid of blocks of C, one for each thread, which packs for itself: no thread waits for another's packing. Rows are
/// cut anywhere, columns at whole vectors.
/// </summary>
internal struct Division<V> : IParallelBody where V : unmanaged, ILanes<V>
{
    // Reading or packing one number of A or B takes about as long as this many multiplications.
    private const int CostOfOperand = 32;

    private readonly Product product;
    private readonly int down, across;

    internal Division(in Product product, int most)
    {
        this.product = product;
        var best = double.PositiveInfinity;
        for (var rows = 1; rows <= most; rows++)
        {
            var columns = most / rows;
            var cost = Cost(rows, columns);
            if (cost >= best) continue;
            (best, down, across) = (cost, rows, columns);
        }
    }

    internal readonly int Parts => down * across;

    private readonly int Vectors => Blocking.CeilingDivide(product.N, V.Count);

    public readonly void Run(int start, int end)
    {
        if (end - start == Parts)
        {
            // Nobody helps: uncut, nothing is packed twice.
            Blocks<V>.Run(product);
            return;
        }

        for (var part = start; part < end; part++)
        {
            var (i, j) = (part / across, part % across);
            var rows = new Interval(0, product.M).Part(down, i);
            var vectors = new Interval(0, Vectors).Part(across, j);
            var columns = new Interval(vectors.Start * V.Count, Math.Min(product.N, vectors.End * V.Count));
            if (rows.Length > 0 && columns.Length > 0) Blocks<V>.Run(product.Block(rows, columns));
        }
    }

    /// <summary>The largest part's multiplications and operands for one k.</summary>
    private readonly double Cost(int rows, int columns)
    {
        double height = Blocking.CeilingDivide(product.M, rows), width = Blocking.CeilingDivide(Vectors, columns) * V.Count;
        return height * width + CostOfOperand * (height + width);
    }
}
