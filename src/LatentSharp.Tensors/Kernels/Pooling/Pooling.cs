using System.Runtime.CompilerServices;

namespace LatentSharp;

/// <summary>What a pooling does with neighbouring windows of one size, for as many channels as a vector has.</summary>
internal unsafe interface IPooling
{
    /// <summary>Whether places of the input are written to.</summary>
    static abstract bool WritesInputs { get; }

    void Windows<V, TReach>(in WindowRun run, int channel, TReach reach) where V : unmanaged, ILanes<V> where TReach : struct, IReach;
}

/// <summary>Windows of one row that have the same size, those parts of them that lie on the input.</summary>
/// <param name="Count">How many there are.</param>
/// <param name="At">The first element of the first.</param>
/// <param name="Step">Elements from window to window.</param>
/// <param name="Rows">A window's places down.</param>
/// <param name="Columns">Its places across.</param>
/// <param name="RowStep">Elements from place to place down.</param>
/// <param name="ColumnStep">Elements from place to place across, and from result to result: the channels.</param>
/// <param name="Result">The first window's result.</param>
internal readonly record struct WindowRun(int Count, nint At, nint Step, int Rows, int Columns, nint RowStep, nint ColumnStep, nint Result);

/// <summary>
/// Walks the windows of a pooling, channel vectors within. Places of a window are taken row by row, windows in their order, so that all
/// sums have one order; threads divide rows of windows, or images where windows share places that are written to.
/// </summary>
internal static unsafe class Pooling
{
    // So few are taken one by one: parts of vectors are read and written more slowly.
    private const int FewChannels = 4;

    internal static void Run<TPooling>(TPooling pooling, PoolGeometry geometry) where TPooling : struct, IPooling
    {
        if (geometry.Outputs == 0) return;
        var kernel = new Kernel<TPooling>(pooling, geometry);
        RangeKernel.Run(ref kernel, geometry.Lines, geometry.Grain(TPooling.WritesInputs));
    }

    /// <summary>Some rows of windows, at one width.</summary>
    internal static void Lines<V, TPooling>(TPooling pooling, PoolGeometry geometry, int start, int end)
        where V : unmanaged, ILanes<V>
        where TPooling : struct, IPooling => new Kernel<TPooling>(pooling, geometry).Run<V>(start, end);

    private readonly struct Kernel<TPooling>(TPooling pooling, PoolGeometry geometry) : IRangeKernel where TPooling : struct, IPooling
    {
        [MethodImpl(Jit.Loop)]
        public void Run<V>(int start, int end) where V : unmanaged, ILanes<V>
        {
            var (down, across, channels) = (geometry.Down, geometry.Across, geometry.Channels);
            nint rowStep = (nint)across.Size * channels;
            for (var row = start; row < end; row++)
            {
                var (image, window) = Math.DivRem(row, down.Out);
                var (top, rows) = (down.Start(window), down.End(window) - down.Start(window));
                var line = (((nint)image * down.Size) + top) * rowStep;
                for (var column = 0; column < across.Out;)
                {
                    var left = across.Start(column);
                    var columns = across.End(column) - left;
                    var count = across.Alike(column);
                    var run = new WindowRun(
                        count, line + ((nint)left * channels), (nint)across.Stride * channels, rows, columns, rowStep, channels,
                        (((nint)row * across.Out) + column) * channels);
                    if (channels <= FewChannels) Each<LanesScalar>(run, channels);
                    else Each<V>(run, channels);
                    column += count;
                }
            }
        }

        [MethodImpl(Jit.Loop)]
        private void Each<V>(in WindowRun run, int channels) where V : unmanaged, ILanes<V>
        {
            var channel = 0;
            for (; channel <= channels - V.Count; channel += V.Count) pooling.Windows<V, WholeVector>(run, channel, default);
            if (channel < channels) pooling.Windows<V, PartOfVector>(run, channel, new PartOfVector(channels - channel));
        }
    }
}
