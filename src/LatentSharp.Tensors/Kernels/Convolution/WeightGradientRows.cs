namespace LatentSharp;

/// <summary>
/// Computes panels of rows of a kernel's gradient, over some of the blocks of outputs. The ks of the products are the outputs; inputs and
/// gradients are read in place, a segment for each row of the output.
/// </summary>
internal unsafe struct WeightGradientRows<V>(in WeightGradient gradient, Interval blocks) : IParallelBody where V : unmanaged, ILanes<V>
{
    private readonly WeightGradient x = gradient;

    internal readonly int Panels => x.Products * PanelsInProduct;

    private readonly int PanelsInProduct => x.Geometry.IsDepthwise ? 1 : Blocking.Panels<V>(x.Rows);

    public readonly void Run(int start, int end)
    {
        var g = x.Geometry;
        var size = x.Blocks;
        var lines = Math.Max(1, size.MostLines);
        var bordered = x.IsBordered
            ? size.MostSamples * GradientLines.MostMet(g.Height, size.MostLines / size.MostSamples) * x.BorderedLine
            : 0;
        var copy = (float*)PackBuffer.Plan(sizeof(float) * bordered + sizeof(Jump) * lines);
        for (var i = blocks.Start; i < blocks.End; i++)
        {
            var (samples, rows) = size[i];
            var input = x.IsBordered
                ? GradientLines.Bordered(x, samples, rows, copy)
                : GradientLines.InPlace(x.Input, samples.Start, g.Height.Inputs, g.Width.Inputs, g.Channels);
            var slopes = GradientLines.InPlace(x.OutputGradient, samples.Start, g.Height.Outputs, g.Width.Outputs, g.Filters);
            Product(start, end, samples.Length, rows, input, slopes, x.Accumulate || i > blocks.Start, (Jump*)(copy + bordered));
        }
    }

    private readonly void Product(
        int start, int end, int samples, Interval rows, in GradientLines inputs, in GradientLines slopes, bool adds, Jump* jumps)
    {
        var g = x.Geometry;
        Tile tile = default;
        tile.StrideA = (nint)g.Width.Stride * g.Channels;
        tile.StrideB = slopes.Place;
        tile.StrideC = g.Filters;
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
                input = Start(group, down, across, samples, rows, inputs, slopes, ref tile, out gradient);
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

    /// <summary>
    /// Where input and gradient of a tap begin, and the segments of its ks: the outputs at which it meets an existing input.
    /// </summary>
    private readonly float* Start(
        int group, int down, int across, int samples, Interval rows, in GradientLines inputs, in GradientLines slopes, ref Tile tile,
        out float* gradient)
    {
        var g = x.Geometry;
        var meetDown = g.Height.OutputsOf(down);
        var first = Math.Max(rows.Start, meetDown.Start);
        var lines = Math.Max(0, Math.Min(rows.End, meetDown.End) - first);
        var meetAcross = x.TapsMerge ? new Interval(0, g.Width.Outputs) : g.Width.OutputsOf(across);
        if (lines == 0 || meetAcross.Length == 0 || samples == 0)
        {
            (tile.K, tile.Segments) = (0, 1);
            gradient = slopes.At;
            return inputs.At;
        }

        tile.K = meetAcross.Length;
        tile.Segments = (nint)samples * lines;
        var (stride, step) = (g.Height.Stride, g.Width.Stride);
        var nextRow = new Jump { A = inputs.NextLine(tile.K, stride, step), B = slopes.NextLine(tile.K, 1, 1) };
        var nextSample = new Jump { A = inputs.NextSample(tile.K, stride, step, lines), B = slopes.NextSample(tile.K, 1, 1, lines) };
        for (var i = 1; i < tile.Segments; i++) tile.Jumps[i - 1] = i % lines == 0 ? nextSample : nextRow;

        var before = x.IsBordered ? 0 : g.Width.Before;
        gradient = slopes.Find(first, meetAcross.Start) + group * g.FiltersInGroup;
        return inputs.Find(
            first * stride + down * g.Height.Dilation - g.Height.Before,
            meetAcross.Start * step + across * g.Width.Dilation - before) + group * g.ChannelsInGroup;
    }
}
