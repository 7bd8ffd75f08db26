namespace LatentSharp;

/// <summary>Walks one thread's block of C: blocks of rows and of k, packing where it pays, then tile by tile.</summary>
internal readonly unsafe struct Blocks<V> where V : unmanaged, ILanes<V>
{
    private readonly Product x;
    private readonly int blocksOfK, columnsInBlock;
    private readonly float* packedA, packedB, scratch;

    private Blocks(in Product product)
    {
        x = product;
        blocksOfK = Blocking.BlocksOfK(x.K);
        var longest = Math.Max(1, Blocking.CeilingDivide(x.K, blocksOfK));
        columnsInBlock = Blocking.ColumnsInBlock<V>(longest);
        if (PackingPaysForA(x, longest)) packedA = PackBuffer.A((nint)Math.Min(x.M, Blocking.MostRows) * longest);
        if (PackingPaysForB(x)) packedB = PackBuffer.B((nint)columnsInBlock * longest);
        if (x.TransposeC) scratch = PackBuffer.Scratch(TurnedTile.ScratchLength<V>());
    }

    internal static void Run(in Product product) => new Blocks<V>(product).Run();

    // Rows in place cost address arithmetic and cache conflicts, which counts when they are read again for many columns.
    private static bool PackingPaysForA(in Product x, int longest) =>
        x.TransposeA ? (long)x.M * longest > 64 * 1024 && x.N >= 128 : x.N >= 256 && x.M > 4 * Tiles.Rows<V>();

    // A transposed B has no vectors of columns. Otherwise packing pays when B is beyond the cache and read for many rows.
    private static bool PackingPaysForB(in Product x) => x.TransposeB || (x.M >= 384 && (long)x.K * x.N > 128 * 1024);

    private void Run()
    {
        var blocksOfRows = Blocking.CeilingDivide(x.M, Blocking.MostRows);
        for (var r = 0; r < blocksOfRows; r++)
        {
            var rows = new Interval(0, x.M).Part(blocksOfRows, r);
            for (var b = 0; b < blocksOfK; b++)
            {
                var ks = new Interval(0, x.K).Part(blocksOfK, b);
                if (packedA != null) Packing.PackA<V>(x, rows, ks, packedA);
                for (var c = 0; c < x.N; c += columnsInBlock)
                {
                    var columns = new Interval(c, Math.Min(x.N, c + columnsInBlock));
                    if (packedB != null) Packing.PackB<V>(x, columns, ks, packedB);
                    Multiply(rows, columns, ks);
                }
            }
        }
    }

    /// <summary>All tiles of a block of C for one block of k: a panel of A stays in the first-level cache for all panels of B.</summary>
    private void Multiply(Interval rows, Interval columns, Interval ks)
    {
        var last = ks.End == x.K;
        var adds = x.Accumulate || ks.Start > 0;
        var rectifies = last && x.Rectify;
        var strided = packedA == null && !x.TransposeA;
        Tile tile;
        tile.K = ks.Length;
        tile.Segments = 1;
        tile.Jumps = null;
        tile.StrideB = packedB != null ? Tiles.Columns<V>() : x.StrideB;
        tile.StrideC = x.TransposeC ? Tiles.Columns<V>() : x.StrideC;
        tile.Adds = adds && !x.TransposeC;
        tile.Rectifies = rectifies && !x.TransposeC;

        var panels = Blocking.Panels<V>(rows.Length);
        for (var p = 0; p < panels; p++)
        {
            var panel = rows.Part(panels, p);
            tile.StrideA = packedA != null ? panel.Length : x.StrideA;
            if (packedA != null) tile.A = packedA + (nint)(panel.Start - rows.Start) * ks.Length;
            else tile.A = x.TransposeA ? x.A + ks.Start * x.StrideA + panel.Start : x.A + panel.Start * x.StrideA + ks.Start;

            for (var column = columns.Start; column < columns.End; column += Tiles.Columns<V>())
            {
                var width = Math.Min(Tiles.Columns<V>(), columns.End - column);
                var vectors = width > V.Count ? 2 : 1;
                tile.LastColumns = width - (vectors - 1) * V.Count;
                tile.B = packedB != null ? packedB + (nint)(column - columns.Start) * ks.Length : x.B + ks.Start * x.StrideB + column;
                var kernel = Tiles.Find<V>(panel.Length, vectors, tile.LastColumns < V.Count, strided);
                if (x.TransposeC)
                {
                    tile.C = scratch;
                    tile.Bias = null;
                    kernel(&tile);
                    var c = x.C + column * x.StrideC + panel.Start;
                    TurnedTile.Store<V>(scratch, panel.Length, width, c, x.StrideC, adds, last && x.Bias != null ? x.Bias + panel.Start : null, rectifies);
                    if (last && x.Finish != null) x.Finish(x.FinishState, c, x.StrideC, width, panel.Length);
                }
                else
                {
                    tile.C = x.C + panel.Start * x.StrideC + column;
                    tile.Bias = last && x.Bias != null ? x.Bias + column : null;
                    kernel(&tile);
                    if (last && x.Finish != null) x.Finish(x.FinishState, tile.C, x.StrideC, panel.Length, width);
                }
            }
        }
    }
}
