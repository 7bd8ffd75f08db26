using System.Runtime.CompilerServices;

namespace LatentSharp;

/// <summary>
/// Computes lines of a correlation with so few result channels that they would leave most of a vector empty: first the products of all
/// sources with the weights of all taps, as a product of matrices, then for each result the sum of those that belong to it. A number of the
/// result is then a sum over its taps in order, each of which is a chain over the channels; sizes alone decide whether it is computed so.
/// </summary>
internal unsafe struct ThinLines<V>(in Correlation correlation) : IParallelBody where V : unmanaged, ILanes<V>
{
    // Products that are held at a time, so that they stay in the second-level cache.
    private const int Products = 64 * 1024;

    private readonly Correlation x = correlation;

    private readonly int Taps => x.Height.Taps * x.Width.Taps;

    private readonly int ProductsOfSource => Taps * x.ResultChannels;

    public readonly void Run(int start, int end)
    {
        var rowsAtOnce = Math.Max(
            1, Products / Math.Max(1, x.Width.Sources * ProductsOfSource) / x.Height.ResultStep) * x.Height.ResultStep;
        var most = x.Width.Sources * Math.Min(x.Height.Sources, rowsAtOnce + x.Height.Taps * x.Height.Spacing);
        var tables = sizeof(Stretch) * (x.Height.MostStretches + x.Width.MostStretches) + sizeof(int) * Taps;
        var products = (float*)PackBuffer.Plan(sizeof(float) * most * ProductsOfSource + tables);
        var down = (Stretch*)(products + (nint)most * ProductsOfSource);
        var across = down + x.Height.MostStretches;
        var stretches = x.Width.Find(new Interval(0, x.Width.Results), across);
        var taps = (int*)(across + x.Width.MostStretches);
        for (var place = 0; place < Taps; place++)
            taps[place] = x.Height.TapAt(place / x.Width.Taps) * x.Width.Taps + x.Width.TapAt(place % x.Width.Taps);

        for (var line = start; line < end;)
        {
            var (sample, row) = Math.DivRem(line, x.Height.Results);
            var rows = new Interval(row, Math.Min(Math.Min(x.Height.Results, row + end - line), row + rowsAtOnce));
            var count = x.Height.Find(rows, down);
            var sources = Sources(down, count);
            if (sources.Length > 0) Multiply(sample, sources, products, most);
            for (var i = 0; i < count; i++)
            {
                for (var j = 0; j < stretches; j++)
                {
                    for (var r = 0; r < down[i].Count; r++) Sum(sample, r, down[i], across[j], sources.Start, products, most, taps);
                }
            }

            if (x.Finish != null)
            {
                var length = x.Width.Results * x.ResultChannels;
                x.Finish(x.FinishState, x.Result + ((nint)sample * x.Height.Results + rows.Start) * length, length, rows.Length, length);
            }

            line += rows.Length;
        }
    }

    /// <summary>The rows of sources that the stretches meet.</summary>
    private readonly Interval Sources(Stretch* down, int count)
    {
        int first = int.MaxValue, end = 0;
        for (var i = 0; i < count; i++)
        {
            if (down[i].Taps == 0) continue;
            first = Math.Min(first, down[i].Source);
            end = Math.Max(end, down[i].Source + down[i].Count - 1 + (down[i].Taps - 1) * x.Height.Spacing + 1);
        }

        return end == 0 ? new Interval(0, 0) : new Interval(first, end);
    }

    /// <summary>Rows of a sample's sources by all taps: for each tap and result channel a plane of products.</summary>
    private readonly void Multiply(int sample, Interval sources, float* products, nint plane) => Blocks<V>.Run(new Product
    {
        M = ProductsOfSource,
        N = sources.Length * x.Width.Sources,
        K = x.SourceChannels,
        A = x.Kernel,
        TransposeA = !x.KernelIsTurned,
        StrideA = x.KernelIsTurned ? x.SourceChannels : ProductsOfSource,
        B = x.Source + ((nint)sample * x.Height.Sources + sources.Start) * x.Width.Sources * x.SourceChannels,
        TransposeB = true,
        StrideB = x.SourceChannels,
        C = products,
        StrideC = plane,
    });

    private readonly void Sum(
        int sample, int row, in Stretch down, in Stretch across, int firstSource, float* products, nint plane, int* taps)
    {
        var source = products + (nint)(down.Source + row - firstSource) * x.Width.Sources + across.Source;
        var line = (nint)sample * x.Height.Results + down.Result + row * x.Height.ResultStep;
        var result = x.Result + (line * x.Width.Results + across.Result) * x.ResultChannels;
        nint rowsApart = (nint)x.Height.Spacing * x.Width.Sources, step = x.Width.ResultStep * x.ResultChannels;
        for (var channel = 0; channel < x.ResultChannels; channel++)
        {
            for (var i = 0; i < across.Count; i += V.Count)
            {
                var lanes = Math.Min(V.Count, across.Count - i);
                var sum = Sum(source + i, lanes, down, across, taps, channel, plane, rowsApart);
                Store(sum, lanes, result + i * step + channel, step, x.Bias == null ? 0 : x.Bias[channel]);
            }
        }
    }

    [MethodImpl(Jit.Loop)]
    private readonly V Sum(float* source, int lanes, in Stretch down, in Stretch across, int* taps, int channel, nint plane, nint rowsApart)
    {
        V sum = default;
        for (var r = 0; r < down.Taps; r++)
        {
            var tap = taps + (down.Tap + r) * x.Width.Taps + across.Tap;
            for (var s = 0; s < across.Taps; s++)
                sum += V.LoadPart(source + (tap[s] * x.ResultChannels + channel) * plane + r * rowsApart + s * x.Width.Spacing, lanes);
        }

        return sum;
    }

    [MethodImpl(Jit.Loop)]
    private readonly void Store(V sum, int lanes, float* result, nint step, float bias)
    {
        if (step == 1)
        {
            if (x.Accumulate) sum = V.LoadPart(result, lanes) + sum;
            V.StorePart(x.Bias == null ? sum : sum + V.Create(bias), result, lanes);
            return;
        }

        var numbers = (float*)&sum;
        for (var i = 0; i < lanes; i++, result += step)
        {
            var number = x.Accumulate ? *result + numbers[i] : numbers[i];
            *result = x.Bias == null ? number : number + bias;
        }
    }
}
