using System.Runtime.CompilerServices;

namespace LatentSharp;

/// <summary>
/// The gradient of a kernel with few filters, so that a tile for each tap would be nearly empty. The output's gradient is written out, for
/// each place of the input the numbers that all taps meet there (zeros where there are none), and the kernel's is one product of that with
/// the input: (taps, filters) by channels. Each number is a chain over the places of a block in the order of <see cref="Blocking"/>, then
/// block to block.
/// </summary>
internal unsafe struct UnfoldedGradient<V> where V : unmanaged, ILanes<V>
{
    private const int FewFilters = 3;

    // Numbers that are written out at a time, so that they stay in the second-level cache.
    private const int Unfolded = 64 * 1024;

    private readonly AxisWalk height, width;
    private readonly int samples, filters, channels;
    private readonly float* output, input;

    internal UnfoldedGradient(in WeightGradient gradient)
    {
        var g = gradient.Geometry;
        height = new AxisWalk(g.Height, backward: true);
        width = new AxisWalk(g.Width, backward: true);
        samples = g.Samples;
        (filters, channels) = (g.Filters, g.Channels);
        output = gradient.OutputGradient;
        input = gradient.Input;
    }

    internal static bool Suits(in WeightGradient gradient) => gradient.Geometry.Groups == 1 && gradient.Geometry.Filters <= FewFilters;

    internal readonly GradientBlocks Blocks => new(samples, height.Results, width.Results, Math.Max(1, Unfolded / Rows));

    private readonly int Rows => height.Taps * width.Taps * filters;

    /// <summary>Sums blocks; the result is (taps in the order of the walks, filters, channels).</summary>
    internal readonly void Run(Interval blocks, float* result)
    {
        var places = Blocks;
        var most = places.MostLines * width.Results * Rows;
        var unfolded = (float*)PackBuffer.Plan(sizeof(float) * most + sizeof(Stretch) * (height.MostStretches + width.MostStretches));
        var down = (Stretch*)(unfolded + most);
        var across = down + height.MostStretches;
        var stretchesAcross = width.Find(new Interval(0, width.Results), across);
        for (var i = blocks.Start; i < blocks.End; i++)
        {
            var (inBlock, rows) = places[i];
            var stretchesDown = height.Find(rows, down);
            var lineLength = width.Results * Rows;
            for (var n = inBlock.Start; n < inBlock.End; n++)
            {
                var sample = unfolded + (nint)(n - inBlock.Start) * rows.Length * lineLength;
                for (var s = 0; s < stretchesDown; s++)
                {
                    for (var r = 0; r < down[s].Count; r++)
                    {
                        var line = sample + (nint)(down[s].Result + r * height.ResultStep - rows.Start) * lineLength;
                        Unfold(n, down[s].Source + r * height.SourceStep, down[s], across, stretchesAcross, line);
                    }
                }
            }

            Blocks<V>.Run(new Product
            {
                TransposeA = true,
                M = Rows,
                N = channels,
                K = inBlock.Length * rows.Length * width.Results,
                A = unfolded,
                StrideA = Rows,
                B = input + ((nint)inBlock.Start * height.Results + rows.Start) * width.Results * channels,
                StrideB = channels,
                C = result,
                StrideC = channels,
                Accumulate = i > blocks.Start,
            });
        }
    }

    private readonly void Unfold(int sample, int row, in Stretch down, Stretch* across, int stretches, float* line)
    {
        var sourceRow = output + ((nint)sample * height.Sources + row) * width.Sources * filters;
        var rowOfTaps = width.Taps * filters;
        for (var i = 0; i < stretches; i++)
        {
            var whole = down.Taps == height.Taps && across[i].Taps == width.Taps;
            var (pieces, length) = width.Spacing == 1 ? (1, across[i].Taps * filters) : (across[i].Taps, filters);
            var target = line + (nint)across[i].Result * Rows;
            nint step = (nint)width.SourceStep * filters, targetStep = (nint)width.ResultStep * Rows;
            for (var place = 0; !whole && place < across[i].Count; place++) new Span<float>(target + place * targetStep, Rows).Clear();

            if (across[i].Taps == 0) continue;

            target += down.Tap * rowOfTaps + across[i].Tap * filters;
            for (var r = 0; r < down.Taps; r++)
            {
                var source = sourceRow + (nint)across[i].Source * filters + (nint)r * height.Spacing * width.Sources * filters;
                for (var piece = 0; piece < pieces; piece++)
                    Copy(
                        source + piece * width.Spacing * filters, step, target + r * rowOfTaps + piece * filters, targetStep,
                        across[i].Count, length);
            }
        }
    }

    /// <summary>So many runs of some numbers.</summary>
    [MethodImpl(Jit.Loop)]
    private static void Copy(float* from, nint fromStep, float* to, nint toStep, int count, int length)
    {
        if (length <= 4)
        {
            for (; count > 0; count--, from += fromStep, to += toStep)
            {
                to[0] = from[0];
                if (length > 1) to[1] = from[1];
                if (length > 2) to[2] = from[2];
                if (length > 3) to[3] = from[3];
            }

            return;
        }

        for (; count > 0; count--, from += fromStep, to += toStep)
        {
            var i = 0;
            for (; i <= length - V.Count; i += V.Count) V.Store(V.Load(from + i), to + i);
            if (i < length) V.StorePart(V.LoadPart(from + i, length - i), to + i, length - i);
        }
    }
}
