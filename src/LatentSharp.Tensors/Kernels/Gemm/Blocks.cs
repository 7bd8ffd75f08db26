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
    // Rows a multiple of 1 KiB apart fall into few sets of the first-level cache and push each other out of it.
    private static bool PackingPaysForB(in Product x) => x.TransposeB
        || ((long)x.K * x.N > 128 * 1024 && x.M >= (x.StrideB % 256 == 0 ? 48 : 384));

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

    /// <summary>
    /// All tiles of a block of C for one block of k. What is outside stays in the first-level cache while what is inside passes by: a panel
    /// of A, or where a panel of B is short enough to leave room, that one.
    /// </summary>
    private void Multiply(Interval rows, Interval columns, Interval ks)
    {
        if (x.M == 1 && packedB == null && !x.TransposeA && !x.TransposeC) columns = MultiplyRow(columns, ks);
        var panels = Blocking.Panels<V>(rows.Length);
        var strips = Blocking.CeilingDivide(columns.Length, Tiles.Columns<V>());
        var stripsOutside = KeepsStrips(ks.Length);
        var (outside, inside) = stripsOutside ? (strips, panels) : (panels, strips);
        for (var i = 0; i < outside; i++)
        {
            for (var j = 0; j < inside; j++)
            {
                var (panel, strip) = stripsOutside ? (j, i) : (i, j);
                var start = columns.Start + strip * Tiles.Columns<V>();
                Multiply(rows, rows.Part(panels, panel), columns, new(start, Math.Min(columns.End, start + Tiles.Columns<V>())), ks);
            }
        }
    }

    /// <summary>The columns of a row by itself that fill wide tiles; returns the rest.</summary>
    private Interval MultiplyRow(Interval columns, Interval ks)
    {
        var row = new Interval(0, 1);
        while (true)
        {
            var kernel = Tiles.FindWide<V>(columns.Length / V.Count, out var vectors);
            if (kernel == null) return columns;
            var end = columns.Start + vectors * V.Count;
            Multiply(row, row, columns, new(columns.Start, end), ks, kernel, vectors);
            columns = new(end, columns.End);
        }
    }

    // A that is transposed and read in place lies in as many lines of the cache as it has ks: it is what passes by.
    private bool KeepsStrips(int ks) =>
        packedA == null && x.TransposeA && ks * Tiles.Columns<V>() * sizeof(float) <= Blocking.BytesOfKeptStrip;

    /// <summary>One tile of C.</summary>
    private void Multiply(Interval rows, Interval panel, Interval columns, Interval strip, Interval ks)
    {
        var vectors = strip.Length > V.Count ? 2 : 1;
        var partial = strip.Length < vectors * V.Count;
        var kernel = Tiles.Find<V>(panel.Length, vectors, partial, strided: packedA == null && !x.TransposeA);
        Multiply(rows, panel, columns, strip, ks, kernel, vectors);
    }

    private void Multiply(
        Interval rows, Interval panel, Interval columns, Interval strip, Interval ks, delegate*<Tile*, void> kernel, int vectors)
    {
        var last = ks.End == x.K;
        var adds = x.Accumulate || ks.Start > 0;
        var rectifies = last && x.Rectify;
        Tile tile;
        tile.K = ks.Length;
        tile.Segments = 1;
        tile.Jumps = null;
        tile.StrideA = packedA != null ? panel.Length : x.StrideA;
        if (packedA != null) tile.A = packedA + (nint)(panel.Start - rows.Start) * ks.Length;
        else tile.A = x.TransposeA ? x.A + ks.Start * x.StrideA + panel.Start : x.A + panel.Start * x.StrideA + ks.Start;
        tile.StrideB = packedB != null ? Tiles.Columns<V>() : x.StrideB;
        tile.B = packedB != null ? packedB + (nint)(strip.Start - columns.Start) * ks.Length : x.B + ks.Start * x.StrideB + strip.Start;
        tile.LastColumns = strip.Length - (vectors - 1) * V.Count;
        if (x.TransposeC)
        {
            tile.C = scratch;
            tile.StrideC = Tiles.Columns<V>();
            tile.Adds = tile.Rectifies = false;
            tile.Bias = null;
            kernel(&tile);
            var c = x.C + strip.Start * x.StrideC + panel.Start;
            var bias = last && x.Bias != null ? x.Bias + panel.Start : null;
            TurnedTile.Store<V>(scratch, panel.Length, strip.Length, c, x.StrideC, adds, bias, rectifies);
            if (last && x.Finish != null) x.Finish(x.FinishState, c, x.StrideC, strip.Length, panel.Length);
        }
        else
        {
            tile.C = x.C + panel.Start * x.StrideC + strip.Start;
            tile.StrideC = x.StrideC;
            tile.Adds = adds;
            tile.Rectifies = rectifies;
            tile.Bias = last && x.Bias != null ? x.Bias + strip.Start : null;
            kernel(&tile);
            if (last && x.Finish != null) x.Finish(x.FinishState, tile.C, x.StrideC, panel.Length, strip.Length);
        }
    }
}
