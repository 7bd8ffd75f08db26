using System.Runtime.CompilerServices;

namespace LatentSharp;

/// <summary>Walks one thread's block of C: blocks of k, packing where it pays, tiles.</summary>
internal unsafe struct Blocks<V> where V : unmanaged, ILanes<V>
{
    // B's packed block, this many columns by a block of k (about 300 KiB), stays in the second-level cache.
    private static int ColumnsInBlock => 6 * Tiles.Columns<V>();

    private Product x;
    private readonly bool packA, packB;
    private readonly float* packedA, packedB;

    private Blocks(in Product product)
    {
        x = product;
        var longest = Blocking.CeilingDivide(x.K, Blocking.BlocksOfK(x.K));
        packA = PackingPaysForA(x, longest);
        packB = PackingPaysForB(x);
        if (packA) packedA = PackBuffer.A((nint)Math.Min(x.M, Blocking.MostRows) * longest);
        if (packB) packedB = PackBuffer.B((nint)ColumnsInBlock * longest);
    }

    internal static void Run(in Product product)
    {
        var blocks = new Blocks<V>(product);
        blocks.Run();
    }

    // Rows of A in place cost address arithmetic and cache conflicts, which counts when they are read again for many columns.
    private static bool PackingPaysForA(in Product x, int longest) =>
        x.TransposeA ? (long)x.M * longest > 64 * 1024 && x.N >= 128 : x.N >= 256 && x.M > 4 * Tiles.Rows<V>();

    // A transposed B has no vectors of columns. Otherwise packing pays when B is beyond the cache and read for many rows.
    private static bool PackingPaysForB(in Product x) => x.TransposeB || (x.M >= 384 && (long)x.K * x.N > 128 * 1024);

    private void Run()
    {
        var rowBlocks = Blocking.CeilingDivide(x.M, Blocking.MostRows);
        var kBlocks = Blocking.BlocksOfK(x.K);
        for (var r = 0; r < rowBlocks; r++)
        {
            var rows = new Range(Blocking.Start(x.M, rowBlocks, r), Blocking.Start(x.M, rowBlocks, r + 1));
            for (var b = 0; b < kBlocks; b++)
            {
                var ks = new Range(Blocking.Start(x.K, kBlocks, b), Blocking.Start(x.K, kBlocks, b + 1));
                if (packA) PackA(rows, ks);
                for (var column = 0; column < x.N; column += ColumnsInBlock)
                {
                    var columns = new Range(column, Math.Min(x.N, column + ColumnsInBlock));
                    if (packB) PackB(columns, ks);
                    Multiply(rows, columns, ks);
                }
            }
        }
    }

    private readonly void PackA(Range rows, Range ks)
    {
        var panels = Blocking.CeilingDivide(rows.Length, Tiles.Rows<V>());
        for (var p = 0; p < panels; p++)
        {
            int start = Blocking.Start(rows.Length, panels, p), end = Blocking.Start(rows.Length, panels, p + 1);
            Packing.PackRows<V>(x, rows.Start + start, end - start, ks.Start, ks.Length, packedA + (nint)start * ks.Length);
        }
    }

    private readonly void PackB(Range columns, Range ks)
    {
        var width = Tiles.Columns<V>();
        for (var c = columns.Start; c < columns.End; c += width)
        {
            Packing.PackColumns<V>(x, c, Math.Min(width, columns.End - c), ks.Start, ks.Length, packedB + (nint)(c - columns.Start) * ks.Length);
        }
    }

    /// <summary>All tiles of a block of C for one block of k.</summary>
    private readonly void Multiply(Range rows, Range columns, Range ks)
    {
        var last = ks.End == x.K;
        Tile tile;
        tile.K = ks.Length;
        tile.StrideB = packB ? Tiles.Columns<V>() : x.StrideB;
        tile.StrideC = x.StrideC;
        tile.Adds = x.Accumulate || ks.Start > 0;
        tile.Rectifies = last && x.Rectify;

        var panels = Blocking.CeilingDivide(rows.Length, Tiles.Rows<V>());
        for (var p = 0; p < panels; p++)
        {
            int start = Blocking.Start(rows.Length, panels, p), height = Blocking.Start(rows.Length, panels, p + 1) - start;
            var row = rows.Start + start;
            if (packA)
            {
                tile.A = packedA + (nint)start * ks.Length;
                tile.StrideA = height;
            }
            else
            {
                tile.A = x.TransposeA ? x.A + ks.Start * x.StrideA + row : x.A + row * x.StrideA + ks.Start;
                tile.StrideA = x.StrideA;
            }

            for (var c = columns.Start; c < columns.End; c += Tiles.Columns<V>())
            {
                var width = Math.Min(Tiles.Columns<V>(), columns.End - c);
                var vectors = width > V.Count ? 2 : 1;
                tile.LastColumns = width - (vectors - 1) * V.Count;
                tile.B = packB ? packedB + (nint)(c - columns.Start) * ks.Length : x.B + ks.Start * x.StrideB + c;
                tile.C = x.C + row * x.StrideC + c;
                tile.Bias = last && x.Bias != null ? x.Bias + c : null;
                Tiles.Find<V>(height, vectors, tile.LastColumns < V.Count, !packA && !x.TransposeA)(&tile);
                if (last && x.Finish != null) x.Finish(x.FinishState, tile.C, x.StrideC, height, width);
            }
        }
    }

    private readonly struct Range(int start, int end)
    {
        internal int Start => start;
        internal int End => end;
        internal int Length => end - start;
    }
}
