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
    /// of A, or where a panel of B is short enough to leave room, that one. A tile of few ks is done so soon that finding its place would
    /// count: all that is the same for several is worked out before.
    /// </summary>
    private void Multiply(Interval rows, Interval columns, Interval ks)
    {
        if (x.M == 1 && packedB == null && !x.TransposeA && !x.TransposeC) columns = MultiplyRow(columns, ks);
        if (columns.Length == 0) return;
        var width = Tiles.Columns<V>();
        var panels = Blocking.Panels<V>(rows.Length);
        var strips = Blocking.CeilingDivide(columns.Length, width);
        var starts = stackalloc int[panels + 1];
        rows.Cuts(panels, starts);
        var lastWidth = columns.Length - (strips - 1) * width;
        var lastVectors = lastWidth > V.Count ? 2 : 1;
        var lastColumns = lastWidth - (lastVectors - 1) * V.Count;
        var isStrided = packedA == null && !x.TransposeA;

        // Panels have two heights at most, and of the strips the last may differ.
        var height = rows.Length / panels;
        var kernels = stackalloc nint[4];
        for (var taller = 0; taller < 2; taller++)
        {
            kernels[2 * taller] = (nint)Tiles.Find<V>(height + taller, Tiles.Vectors, partial: false, isStrided);
            kernels[2 * taller + 1] = (nint)Tiles.Find<V>(height + taller, lastVectors, lastColumns < V.Count, isStrided);
        }

        float* a = x.A + ks.Start, b = x.B + ks.Start * x.StrideB;
        nint stepA = x.StrideA, stepB = 1;
        if (packedA != null)
        {
            a = packedA - (nint)rows.Start * ks.Length;
            stepA = ks.Length;
        }
        else if (x.TransposeA)
        {
            a = x.A + ks.Start * x.StrideA;
            stepA = 1;
        }
        if (packedB != null)
        {
            b = packedB - (nint)columns.Start * ks.Length;
            stepB = ks.Length;
        }
        Tile tile;
        tile.K = ks.Length;
        tile.Segments = 1;
        tile.Jumps = null;
        tile.StrideB = packedB != null ? width : x.StrideB;
        tile.LastColumns = lastColumns;
        var isLast = ks.End == x.K;
        var adds = x.Accumulate || ks.Start > 0;
        var stripsOutside = KeepsStrips(ks.Length);
        var (outside, inside) = stripsOutside ? (strips, panels) : (panels, strips);
        for (var i = 0; i < outside; i++)
        {
            for (var j = 0; j < inside; j++)
            {
                var (panel, strip) = stripsOutside ? (j, i) : (i, j);
                var (row, column) = (starts[panel], columns.Start + strip * width);
                var tall = starts[panel + 1] - row;
                var wide = strip == strips - 1 ? lastWidth : width;
                tile.A = a + row * stepA;
                tile.StrideA = packedA != null ? tall : x.StrideA;
                tile.B = b + column * stepB;
                var kernel = (delegate*<Tile*, void>)kernels[2 * (tall - height) + (strip == strips - 1 ? 1 : 0)];
                if (x.TransposeC) RunTurned(kernel, &tile, row, column, tall, wide, isLast, adds);
                else Run(kernel, &tile, row, column, tall, wide, isLast, adds);
            }
        }
    }

    /// <summary>The columns of a row by itself that fill wide tiles; returns the rest.</summary>
    private Interval MultiplyRow(Interval columns, Interval ks)
    {
        Tile tile;
        tile.K = ks.Length;
        tile.Segments = 1;
        tile.Jumps = null;
        tile.A = x.A + ks.Start;
        tile.StrideA = x.StrideA;
        tile.StrideB = x.StrideB;
        tile.LastColumns = V.Count;
        while (true)
        {
            var kernel = Tiles.FindWide<V>(columns.Length / V.Count, out var vectors);
            if (kernel == null) return columns;
            tile.B = x.B + ks.Start * x.StrideB + columns.Start;
            Run(kernel, &tile, 0, columns.Start, 1, vectors * V.Count, ks.End == x.K, x.Accumulate || ks.Start > 0);
            columns = new(columns.Start + vectors * V.Count, columns.End);
        }
    }

    // A that is transposed and read in place lies in as many lines of the cache as it has ks: it is what passes by.
    private bool KeepsStrips(int ks) =>
        packedA == null && x.TransposeA && ks * Tiles.Columns<V>() * sizeof(float) <= Blocking.BytesOfKeptStrip;

    /// <summary>One tile of C.</summary>
    private void Run(delegate*<Tile*, void> kernel, Tile* tile, int row, int column, int rows, int columns, bool isLast, bool adds)
    {
        tile->C = x.C + row * x.StrideC + column;
        tile->StrideC = x.StrideC;
        tile->Adds = adds;
        tile->Rectifies = isLast && x.Rectify;
        tile->Bias = isLast && x.Bias != null ? x.Bias + column : null;
        kernel(tile);
        if (isLast && x.Finish != null) x.Finish(x.FinishState, tile->C, x.StrideC, rows, columns);
    }

    /// <summary>One tile of Cᵀ, turned round on its way.</summary>
    private void RunTurned(delegate*<Tile*, void> kernel, Tile* tile, int row, int column, int rows, int columns, bool isLast, bool adds)
    {
        tile->C = scratch;
        tile->StrideC = Tiles.Columns<V>();
        tile->Adds = tile->Rectifies = false;
        tile->Bias = null;
        kernel(tile);
        var c = x.C + column * x.StrideC + row;
        var bias = isLast && x.Bias != null ? x.Bias + row : null;
        TurnedTile.Store<V>(scratch, rows, columns, c, x.StrideC, adds, bias, isLast && x.Rectify);
        if (isLast && x.Finish != null) x.Finish(x.FinishState, c, x.StrideC, columns, rows);
    }
}
