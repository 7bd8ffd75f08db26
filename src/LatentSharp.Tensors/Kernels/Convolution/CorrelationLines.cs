namespace LatentSharp;

/// <summary>
/// Computes lines of a correlation. Results that are sums over the same taps form a box; in it, tiles of the matrix product's micro-kernels
/// run along one of its sides, read the sources in place, and each result is one chain of fused multiply-adds over its taps in order and,
/// within a tap, its channels: how the work is cut changes nothing.
/// </summary>
internal unsafe struct CorrelationLines<V>(in Correlation correlation) : IParallelBody where V : unmanaged, ILanes<V>
{
    // A kernel of more floats than this is beyond the first-level cache, and panels of it, whose rows lie apart, fall into few of its sets.
    // From the second number on it is beyond the second-level cache.
    private const int MiddleKernel = 16 * 1024, LargeKernel = 256 * 1024;

    // Writing a tile whose rows lie far apart costs as much as so many of its ks.
    private const int Scattered = 100;

    // So few ks take no longer than to begin and end a tile.
    private const int FewKs = 32;

    private readonly Correlation x = correlation;

    private readonly int SourcesInGroup => x.SourceChannels / x.Groups;

    private readonly int ResultsInGroup => x.ResultChannels / x.Groups;

    /// <summary>Rows of the kernel's matrices, all taps together.</summary>
    private readonly int Ks => x.Height.Taps * x.Width.Taps * SourcesInGroup;

    /// <summary>Whether neighbouring taps across are one run of numbers, in the sources and in the kernel.</summary>
    private readonly bool TapsMerge => x.Width.Spacing == 1 && x.Groups == 1;

    /// <summary>The correlation with its kernel packed, where that pays for so many results and can be kept for several runs.</summary>
    internal readonly Correlation Packed(long results)
    {
        var packed = x;
        if (x.Groups > 1 || x.IsThin || !PackingPays(results) || ResultsInGroup > Blocking.ColumnsInBlock<V>(Ks)) return packed;
        packed.Packed = PackBuffer.B((nint)Ks * Blocking.CeilingDivide(ResultsInGroup, Tiles.Columns<V>()) * Tiles.Columns<V>());
        Pack(0, new Interval(0, ResultsInGroup), packed.Packed);
        return packed;
    }

    public readonly void Run(int start, int end)
    {
        var jumps = (Jump*)PackBuffer.Plan(
            sizeof(Jump) * x.Height.Taps * x.Width.Taps + sizeof(Stretch) * (x.Height.MostStretches + x.Width.MostStretches));
        var down = (Stretch*)(jumps + x.Height.Taps * x.Width.Taps);
        var across = down + x.Height.MostStretches;
        var stretchesAcross = x.Width.Find(new Interval(0, x.Width.Results), across);

        var width = Blocking.ColumnsInBlock<V>(Math.Max(1, Ks));
        var packed = x.Packed == null && PackingPays((long)(end - start) * x.Width.Results) ? PackBuffer.B((nint)Ks * width) : null;
        if (x.IsDepthwise)
        {
            Depthwise(start, end, down, across, stretchesAcross, jumps);
            return;
        }

        for (var group = 0; group < x.Groups; group++)
        {
            for (var column = 0; column < ResultsInGroup; column += width)
            {
                var columns = new Interval(column, Math.Min(ResultsInGroup, column + width));
                var panels = x.Packed != null ? InPanels(x.Packed)
                    : packed != null ? Pack(group, columns, packed)
                    : new Panels(x.Kernel + group * ResultsInGroup + column, x.ResultChannels, Tiles.Columns<V>());
                for (var line = start; line < end;)
                {
                    var samples = Samples(ref line, end, out var rows);
                    var stretchesDown = x.Height.Find(rows, down);
                    for (var i = 0; i < stretchesDown; i++)
                    {
                        for (var j = 0; j < stretchesAcross; j++) Box(group, samples, down[i], across[j], columns, panels, jumps);
                    }
                }
            }
        }
    }

    private readonly void Depthwise(int start, int end, Stretch* down, Stretch* across, int stretchesAcross, Jump* taps)
    {
        nint sourceRow = (nint)x.Width.Sources * x.SourceChannels, resultRow = (nint)x.Width.Results * x.ResultChannels;
        DepthwiseBox<V> box = default;
        box.Taps = taps;
        box.Channels = x.ResultChannels;
        box.Bias = x.Bias;
        box.SourceStep = (nint)x.Width.SourceStep * x.SourceChannels;
        box.ResultStep = (nint)x.Width.ResultStep * x.ResultChannels;
        box.Adds = x.Accumulate;
        box.Rectifies = x.Rectify;
        for (var line = start; line < end;)
        {
            var samples = Samples(ref line, end, out var rows);
            var stretchesDown = x.Height.Find(rows, down);
            for (var n = samples.Start; n < samples.End; n++)
            {
                for (var i = 0; i < stretchesDown; i++)
                {
                    for (var j = 0; j < stretchesAcross; j++)
                    {
                        box.TapCount = down[i].Taps * across[j].Taps;
                        for (var tap = 0; tap < box.TapCount; tap++)
                        {
                            var (r, s) = Math.DivRem(tap, across[j].Taps);
                            taps[tap] = new Jump
                            {
                                A = r * x.Height.Spacing * sourceRow + (nint)s * x.Width.Spacing * x.SourceChannels,
                                B = ((nint)r * x.Width.Taps + s) * x.ResultChannels,
                            };
                        }

                        box.Kernel = x.Kernel + ((nint)down[i].Tap * x.Width.Taps + across[j].Tap) * x.ResultChannels;
                        for (var row = 0; row < down[i].Count; row++)
                        {
                            var (from, to) = ((nint)n * x.Height.Sources + down[i].Source, (nint)n * x.Height.Results + down[i].Result);
                            box.Source = x.Source + (from + row * x.Height.SourceStep) * sourceRow
                                + (nint)across[j].Source * x.SourceChannels;
                            box.Result = x.Result + (to + row * x.Height.ResultStep) * resultRow
                                + (nint)across[j].Result * x.ResultChannels;
                            box.Row(across[j].Count);
                            if (x.Finish != null) x.Finish(x.FinishState, box.Result, box.ResultStep, across[j].Count, x.ResultChannels);
                        }
                    }
                }
            }
        }
    }

    /// <summary>The next lines that are the same rows of some samples: whole samples, or part of one.</summary>
    private readonly Interval Samples(ref int line, int end, out Interval rows)
    {
        var (sample, row) = Math.DivRem(line, x.Height.Results);
        var whole = row == 0 ? (end - line) / x.Height.Results : 0;
        if (whole > 0)
        {
            rows = new Interval(0, x.Height.Results);
            line += whole * x.Height.Results;
            return new Interval(sample, sample + whole);
        }

        rows = new Interval(row, Math.Min(x.Height.Results, row + end - line));
        line += rows.Length;
        return new Interval(sample, sample + 1);
    }

    /// <summary>Copies columns of the kernel, panel by panel.</summary>
    private readonly Panels Pack(int group, Interval columns, float* packed)
    {
        Packing.PackB<V>(
            new Product { B = x.Kernel + group * ResultsInGroup, StrideB = x.ResultChannels }, columns, new Interval(0, Ks), packed);
        return InPanels(packed);
    }

    private readonly Panels InPanels(float* packed) => new(packed, Tiles.Columns<V>(), (nint)Tiles.Columns<V>() * Ks);

    private readonly bool PackingPays(long results) =>
        (long)Ks * x.ResultChannels is var size && size > MiddleKernel && results > (size > LargeKernel ? 4 : 32) * Tiles.Rows<V>();

    private readonly void Box(
        int group, Interval samples, in Stretch down, in Stretch across, Interval columns, in Panels panels, Jump* jumps)
    {
        Tile tile = default;
        tile.StrideB = panels.Stride;
        tile.Adds = x.Accumulate;
        tile.Rectifies = x.Rectify;
        tile.Jumps = jumps;
        (tile.K, tile.Segments) = Segments(down, across, panels.Stride, jumps);

        var source = x.Source + group * SourcesInGroup
            + (((nint)samples.Start * x.Height.Sources + down.Source) * x.Width.Sources + across.Source) * x.SourceChannels;
        var result = x.Result + group * ResultsInGroup
            + (((nint)samples.Start * x.Height.Results + down.Result) * x.Width.Results + across.Result) * x.ResultChannels;
        var kernel = panels.First + ((nint)down.Tap * x.Width.Taps + across.Tap) * SourcesInGroup * panels.Stride;
        var bias = x.Bias == null ? null : x.Bias + group * ResultsInGroup;

        nint sourceRow = (nint)x.Width.Sources * x.SourceChannels, resultRow = (nint)x.Width.Results * x.ResultChannels;
        var inner = new Side(across.Count, x.Width.SourceStep * x.SourceChannels, x.Width.ResultStep * x.ResultChannels);
        var middle = new Side(down.Count, x.Height.SourceStep * sourceRow, x.Height.ResultStep * resultRow);
        var outer = new Side(samples.Length, x.Height.Sources * sourceRow, x.Height.Results * resultRow);
        Turn(tile.K * tile.Segments, ref inner, ref middle, ref outer);

        tile.StrideA = inner.Source;
        tile.StrideC = inner.Result;
        var tiles = Blocking.Panels<V>(inner.Count);
        var offsets = stackalloc nint[FewKs];
        var inLine = Blocking.CeilingDivide(inner.Count, tiles);
        var isShort = tile.K * tile.Segments is > 0 and <= FewKs && !x.Accumulate && across.Taps == x.Width.Taps
            && columns.Length % V.Count == 0 && Tiles.FindLine<V>(inLine, 1) != null;
        if (isShort) Offsets(tile, offsets);
        for (var o = 0; o < outer.Count; o++)
        {
            for (var m = 0; m < middle.Count; m++)
            {
                if (isShort)
                {
                    Short(
                        tile, offsets, source + o * outer.Source + m * middle.Source, kernel, result + o * outer.Result + m * middle.Result,
                        bias, inner.Count, inLine, columns, panels.Apart);
                    continue;
                }

                for (var p = 0; p < tiles; p++)
                {
                    var rows = new Interval(0, inner.Count).Part(tiles, p);
                    tile.A = source + o * outer.Source + m * middle.Source + rows.Start * inner.Source;
                    var c = result + o * outer.Result + m * middle.Result + rows.Start * inner.Result;
                    var b = kernel;
                    for (var column = columns.Start; column < columns.End; column += Tiles.Columns<V>(), b += panels.Apart)
                    {
                        var width = Math.Min(Tiles.Columns<V>(), columns.End - column);
                        var vectors = width > V.Count ? 2 : 1;
                        tile.LastColumns = width - (vectors - 1) * V.Count;
                        tile.B = b;
                        tile.C = c + column;
                        tile.Bias = bias == null ? null : bias + column;
                        Tiles.Find<V>(rows.Length, vectors, tile.LastColumns < V.Count, strided: true)(&tile);
                        if (x.Finish != null) x.Finish(x.FinishState, tile.C, tile.StrideC, rows.Length, width);
                    }
                }
            }
        }
    }

    /// <summary>A line of a box with few ks.</summary>
    private readonly void Short(
        in Tile tile, nint* offsets, float* source, float* kernel, float* result, float* bias, int count, int rows, Interval columns,
        nint panelsApart)
    {
        var line = new ShortLine
        {
            K = tile.K * tile.Segments,
            A = source,
            StrideA = tile.StrideA,
            Offsets = offsets,
            StrideB = tile.StrideB,
            StrideC = tile.StrideC,
            Last = count - rows,
            Rectifies = tile.Rectifies,
        };
        for (var column = columns.Start; column < columns.End; column += Tiles.Columns<V>(), kernel += panelsApart)
        {
            var width = Math.Min(Tiles.Columns<V>(), columns.End - column);
            line.B = kernel;
            line.C = result + column;
            line.Bias = bias == null ? null : bias + column;
            Tiles.FindLine<V>(rows, width / V.Count)(&line);
            if (x.Finish != null) x.Finish(x.FinishState, line.C, line.StrideC, count, width);
        }
    }

    private static void Offsets(in Tile tile, nint* offsets)
    {
        nint at = 0;
        for (var segment = 0; segment < tile.Segments; segment++)
        {
            for (var k = 0; k < tile.K; k++) *offsets++ = at++;
            at += tile.Jumps[segment].A;
        }
    }

    /// <summary>The ks of the box's taps: how many lie in a run, and what is jumped over between the runs.</summary>
    private readonly (nint Length, nint Count) Segments(in Stretch down, in Stretch across, nint strideB, Jump* jumps)
    {
        if (down.Taps == 0 || across.Taps == 0) return (0, 1);
        var inRow = TapsMerge ? 1 : across.Taps;
        var length = TapsMerge ? across.Taps * SourcesInGroup : SourcesInGroup;
        var untouched = (x.Width.Taps - across.Taps) * SourcesInGroup * strideB;
        var inner = (nint)x.Width.Spacing * x.SourceChannels;
        var outer = (nint)x.Height.Spacing * x.Width.Sources * x.SourceChannels - (inRow - 1) * inner;
        for (var row = 0; row < down.Taps; row++)
        {
            for (var tap = 1; tap < inRow; tap++) *jumps++ = new Jump { A = inner - length, B = 0 };
            *jumps++ = new Jump { A = outer - length, B = untouched };
        }

        return (length, (nint)down.Taps * inRow);
    }

    /// <summary>
    /// Makes that side of the box the inner one along which tiles are the fewest. Only tiles across write neighbouring memory, which counts
    /// where there is little to sum.
    /// </summary>
    private static void Turn(nint ks, ref Side inner, ref Side middle, ref Side outer)
    {
        long Cost(in Side along, in Side b, in Side c) => (long)Blocking.Panels<V>(along.Count) * b.Count * c.Count;

        long across = Cost(inner, middle, outer), down = Cost(middle, inner, outer), through = Cost(outer, inner, middle);
        if (across * ks <= Math.Min(down, through) * Math.Min(2 * ks, ks + Scattered)) return;
        if (down <= through) (inner, middle) = (middle, inner);
        else (inner, outer) = (outer, inner);
    }

    /// <summary>A side of a box: its length, and the numbers from one source and result to the next.</summary>
    private readonly record struct Side(int Count, nint Source, nint Result);

    /// <summary>Columns of the kernel: where the first panel of them is, from a row to the next, and from a panel to the next.</summary>
    private readonly struct Panels(float* first, nint stride, nint apart)
    {
        internal float* First => first;

        internal nint Stride => stride;

        internal nint Apart => apart;
    }
}
