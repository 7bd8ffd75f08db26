namespace LatentSharp;

/// <summary>
/// Computes panels of rows of a kernel's gradient, over some of the blocks of outputs. The ks of the products are the outputs; inputs and gradients are read in
/// place, a segment for each row of the output.
/// </summary>
internal unsafe struct WeightGradientRows<V>(in WeightGradient gradient, Interval blocks) : IParallelBody where V : unmanaged, ILanes<V>
{
    private readonly WeightGradient x = gradient;

    internal readonly int Panels => x.Products * PanelsInProduct;

    private readonly int PanelsInProduct => x.Geometry.IsDepthwise ? 1 : Blocking.Panels<V>(x.Rows);

    public readonly void Run(int start, int end)
    {
        var size = x.Blocks;
        var jumps = (Jump*)PackBuffer.Plan(sizeof(Jump) * Math.Max(1, size.MostLines));
        for (var i = blocks.Start; i < blocks.End; i++)
        {
            var (samples, rows) = size[i];
            Product(start, end, samples, rows, x.Accumulate || i > blocks.Start, jumps);
        }
    }

    private readonly void Product(int start, int end, Interval samples, Interval rows, bool adds, Jump* jumps)
    {
        var g = x.Geometry;
        Tile tile = default;
        tile.StrideA = (nint)g.Width.Stride * g.Channels;
        tile.StrideB = tile.StrideC = g.Filters;
        tile.Adds = adds;
        tile.Rectifies = false;
        tile.Bias = null;
        tile.Jumps = jumps;
        float* input = null;
        var gradient = input;
        var known = -1;
        for (var p = start; p < end; p++)
        {
            var (product, place) = Math.DivRem(p, PanelsInProduct);
            var (group, tap) = Math.DivRem(product, g.IsDepthwise ? x.Products : x.Products / g.Groups);
            if (product != known)
            {
                var (down, across) = x.TapsMerge ? (tap, 0) : Math.DivRem(tap, g.Width.Taps);
                input = Start(group, down, across, samples, rows, ref tile, out gradient);
                known = product;
            }

            if (g.IsDepthwise)
            {
                new DepthwiseTap<V>(input, gradient, x.Result + (nint)tap * g.Filters, g.Filters, adds, tile).Run();
                continue;
            }

            var panel = new Interval(0, x.Rows).Part(PanelsInProduct, place);
            tile.A = input + panel.Start;
            var c = x.Result + ((nint)tap * x.Rows + panel.Start) * g.Filters + group * g.FiltersInGroup;
            for (var column = 0; column < g.FiltersInGroup; column += Tiles.Columns<V>())
            {
                var width = Math.Min(Tiles.Columns<V>(), g.FiltersInGroup - column);
                var vectors = width > V.Count ? 2 : 1;
                tile.LastColumns = width - (vectors - 1) * V.Count;
                tile.B = gradient + column;
                tile.C = c + column;
                Tiles.Find<V>(panel.Length, vectors, tile.LastColumns < V.Count, strided: false)(&tile);
            }
        }
    }

    /// <summary>Where input and gradient of a tap begin, and the segments of its ks: the outputs at which it meets an existing input.</summary>
    private readonly float* Start(int group, int down, int across, Interval samples, Interval rows, ref Tile tile, out float* gradient)
    {
        var g = x.Geometry;
        var meetDown = g.Height.OutputsOf(down);
        var first = Math.Max(rows.Start, meetDown.Start);
        var lines = Math.Max(0, Math.Min(rows.End, meetDown.End) - first);
        var meetAcross = x.TapsMerge ? new Interval(0, g.Width.Outputs) : g.Width.OutputsOf(across);
        if (lines == 0 || meetAcross.Length == 0 || samples.Length == 0)
        {
            (tile.K, tile.Segments) = (0, 1);
            gradient = x.OutputGradient;
            return x.Input;
        }

        tile.K = meetAcross.Length;
        tile.Segments = (nint)samples.Length * lines;
        nint inputRow = (nint)g.Width.Inputs * g.Channels, outputRow = (nint)g.Width.Outputs * g.Filters;
        var nextRow = new Jump { A = g.Height.Stride * inputRow - tile.K * tile.StrideA, B = outputRow - tile.K * g.Filters };
        var nextSample = new Jump
        {
            A = nextRow.A + ((nint)g.Height.Inputs - lines * g.Height.Stride) * inputRow,
            B = nextRow.B + ((nint)g.Height.Outputs - lines) * outputRow,
        };
        for (var i = 1; i < tile.Segments; i++) tile.Jumps[i - 1] = i % lines == 0 ? nextSample : nextRow;

        var y = first * g.Height.Stride + down * g.Height.Dilation - g.Height.Before;
        var x0 = meetAcross.Start * g.Width.Stride + across * g.Width.Dilation - g.Width.Before;
        gradient = x.OutputGradient + ((nint)samples.Start * g.Height.Outputs + first) * outputRow + (nint)meetAcross.Start * g.Filters + group * g.FiltersInGroup;
        return x.Input + ((nint)samples.Start * g.Height.Inputs + y) * inputRow + (nint)x0 * g.Channels + group * g.ChannelsInGroup;
    }
}
