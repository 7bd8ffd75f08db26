using System.Runtime.CompilerServices;

namespace LatentSharp;

/// <summary>Work over a range, written once for vectors of every width; any cut of the range gives the same bits.</summary>
internal interface IRangeKernel
{
    void Run<V>(int start, int end) where V : unmanaged, ILanes<V>;
}

/// <summary>Runs a range at the width in use, divided between threads when there is more than one grain of it.</summary>
internal static class RangeKernel
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void Run<TKernel>(ref TKernel kernel, int count, int grain) where TKernel : struct, IRangeKernel
    {
        var whole = new Whole<TKernel>(kernel, count, grain);
        Dispatch.Run(ref whole);
    }

    private struct Whole<TKernel>(TKernel kernel, int count, int grain) : IKernel where TKernel : struct, IRangeKernel
    {
        private TKernel kernel = kernel;

        public void Run<V>() where V : unmanaged, ILanes<V>
        {
            if (count <= grain)
            {
                kernel.Run<V>(0, count);
                return;
            }
            var body = new Piece<V, TKernel>(kernel);
            Parallel.For(count, Pace.Grain(grain), ref body);
        }
    }

    private struct Piece<V, TKernel>(TKernel kernel) : IParallelBody
        where V : unmanaged, ILanes<V>
        where TKernel : struct, IRangeKernel
    {
        private TKernel kernel = kernel;

        public void Run(int start, int end) => kernel.Run<V>(start, end);
    }
}
