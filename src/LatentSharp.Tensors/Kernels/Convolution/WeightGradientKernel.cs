using System.Buffers;

namespace LatentSharp;

/// <summary>
/// Runs a kernel's gradient at one width, divided between threads when it is large enough: by rows of the result, or, where the result is
/// too small for that, by shards of the blocks, whose number follows from the sizes alone and whose sums are added in order.
/// </summary>
internal unsafe struct WeightGradientKernel : IKernel
{
    private const int SmallResult = 8192;
    private const int MostShards = 8;

    internal WeightGradient Gradient;

    public void Run<V>() where V : unmanaged, ILanes<V>
    {
        var parts = Pace.Parts(Gradient.Geometry.Work);
        if (UnfoldedGradient<V>.Suits(Gradient))
        {
            RunShards<V>(new UnfoldedGradient<V>(Gradient).Blocks.Count, parts, isUnfolded: true);
        }
        else if (Gradient.Geometry.KernelCount <= SmallResult && Gradient.Blocks.Count > 1)
        {
            RunShards<V>(Gradient.Blocks.Count, parts, isUnfolded: false);
        }
        else
        {
            var rows = new WeightGradientRows<V>(Gradient, new Interval(0, Gradient.Blocks.Count));
            if (parts == 1) rows.Run(0, rows.Panels);
            else Parallel.For(rows.Panels, Blocking.CeilingDivide(rows.Panels, parts), ref rows);
        }
    }

    private readonly void RunShards<V>(int blocks, int parts, bool isUnfolded) where V : unmanaged, ILanes<V>
    {
        var shards = Math.Min(blocks, MostShards);
        var count = Gradient.Geometry.KernelCount;
        var sums = ArrayPool<float>.Shared.Rent((shards + 1) * count);
        fixed (float* pointer = sums)
        {
            var body = new Shards<V>(Gradient, blocks, shards, isUnfolded, pointer);
            if (parts == 1) body.Run(0, shards);
            else Parallel.For(shards, Blocking.CeilingDivide(shards, parts), ref body);
        }

        var result = new Span<float>(Gradient.Result, count);
        var parted = sums.AsSpan(0, shards * count);
        if (isUnfolded)
        {
            var sum = sums.AsSpan(shards * count, count);
            ColumnSums.Sum(parted, shards, sum);
            Turn(Gradient.Geometry, sum, result, Gradient.Accumulate);
        }
        else
        {
            ColumnSums.Sum(parted, shards, result, Gradient.Accumulate);
        }

        ArrayPool<float>.Shared.Return(sums);
    }

    /// <summary>From (taps in the order of the backward walks, filters, channels) to the kernel.</summary>
    private static void Turn(in ConvolutionGeometry g, ReadOnlySpan<float> sum, Span<float> result, bool accumulate)
    {
        var (height, width) = (new AxisWalk(g.Height, backward: true), new AxisWalk(g.Width, backward: true));
        for (var place = 0; place < g.Taps; place++)
        {
            var tap = height.TapAt(place / g.Width.Taps) * g.Width.Taps + width.TapAt(place % g.Width.Taps);
            for (var channel = 0; channel < g.Channels; channel++)
            {
                for (var filter = 0; filter < g.Filters; filter++)
                {
                    ref var number = ref result[(tap * g.Channels + channel) * g.Filters + filter];
                    var value = sum[(place * g.Filters + filter) * g.Channels + channel];
                    number = accumulate ? number + value : value;
                }
            }
        }
    }

    private readonly struct Shards<V>(in WeightGradient gradient, int blocks, int shards, bool isUnfolded, float* sums) : IParallelBody
        where V : unmanaged, ILanes<V>
    {
        private readonly WeightGradient gradient = gradient;

        public void Run(int start, int end)
        {
            for (var shard = start; shard < end; shard++)
            {
                var part = new Interval(0, blocks).Part(shards, shard);
                var sum = sums + (nint)shard * gradient.Geometry.KernelCount;
                if (isUnfolded)
                {
                    new UnfoldedGradient<V>(gradient).Run(part, sum);
                    continue;
                }

                var ofShard = gradient;
                ofShard.Result = sum;
                ofShard.Accumulate = false;
                var rows = new WeightGradientRows<V>(ofShard, part);
                rows.Run(0, rows.Panels);
            }
        }
    }
}
