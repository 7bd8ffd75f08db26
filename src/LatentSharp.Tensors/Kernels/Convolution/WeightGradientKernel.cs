using System.Buffers;

namespace LatentSharp;

/// <summary>
/// Runs a kernel's gradient at one width, divided between threads when it is large enough: by rows of the result, or, where the result is too small
/// for that, by shards of the blocks, whose number follows from the sizes alone and whose sums are added in order.
/// </summary>
internal unsafe struct WeightGradientKernel : IKernel
{
    private const int SmallResult = 8192;
    private const int MostShards = 8;

    internal WeightGradient Gradient;

    public void Run<V>() where V : unmanaged, ILanes<V>
    {
        var blocks = new WeightGradientBlocks(Gradient.Geometry).Count;
        var shards = Gradient.Geometry.KernelCount <= SmallResult ? Math.Min(blocks, MostShards) : 1;
        var parts = (int)Math.Clamp(Gradient.Geometry.Work / GemmKernel<Identity>.WorthDividing, 1, Engine.Threads);
        if (shards > 1) RunShards<V>(blocks, shards, parts);
        else
        {
            var rows = new WeightGradientRows<V>(Gradient, new Interval(0, blocks));
            if (parts == 1) rows.Run(0, rows.Panels);
            else Parallel.For(rows.Panels, Blocking.CeilingDivide(rows.Panels, parts), ref rows);
        }
    }

    private void RunShards<V>(int blocks, int shards, int parts) where V : unmanaged, ILanes<V>
    {
        var count = Gradient.Geometry.KernelCount;
        var sums = ArrayPool<float>.Shared.Rent(shards * count);
        fixed (float* pointer = sums)
        {
            var body = new Shards<V>(Gradient, blocks, shards, pointer);
            if (parts == 1) body.Run(0, shards);
            else Parallel.For(shards, Blocking.CeilingDivide(shards, parts), ref body);
        }

        ColumnSums.Sum(sums.AsSpan(0, shards * count), shards, new Span<float>(Gradient.Result, count), Gradient.Accumulate);
        ArrayPool<float>.Shared.Return(sums);
    }

    private struct Shards<V>(in WeightGradient gradient, int blocks, int shards, float* sums) : IParallelBody where V : unmanaged, ILanes<V>
    {
        private readonly WeightGradient gradient = gradient;

        public readonly void Run(int start, int end)
        {
            for (var shard = start; shard < end; shard++)
            {
                var part = gradient;
                part.Result = sums + (nint)shard * gradient.Geometry.KernelCount;
                part.Accumulate = false;
                var rows = new WeightGradientRows<V>(part, new Interval(0, blocks).Part(shards, shard));
                rows.Run(0, rows.Panels);
            }
        }
    }
}
