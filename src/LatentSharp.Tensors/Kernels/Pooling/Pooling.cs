using System.Runtime.CompilerServices;

namespace LatentSharp;

/// <summary>What a pooling does with one window, for as many channels as a vector has.</summary>
internal unsafe interface IPooling
{
    /// <summary>Whether places of the input are written to.</summary>
    static abstract bool WritesInputs { get; }

    void Window<V>(in Window window, nint result, int count) where V : unmanaged, ILanes<V>;
}

/// <summary>The part of a window that lies on the input.</summary>
/// <param name="At">Its first element, for the channels at hand.</param>
/// <param name="Rows">Its places down.</param>
/// <param name="Columns">Its places across.</param>
/// <param name="RowStep">Elements from place to place down.</param>
/// <param name="ColumnStep">Elements from place to place across.</param>
internal readonly record struct Window(nint At, int Rows, int Columns, nint RowStep, nint ColumnStep)
{
    internal int Places => Rows * Columns;
}

/// <summary>
/// Walks the windows of a pooling, channel vectors within. Places of a window are taken row by row, windows in their order, so that all sums have one order;
/// threads divide rows of windows, or images where windows share places that are written to.
/// </summary>
internal static unsafe class Pooling
{
    internal static void Run<TPooling>(TPooling pooling, PoolGeometry geometry) where TPooling : struct, IPooling
    {
        if (geometry.Outputs == 0) return;
        var kernel = new Kernel<TPooling>(pooling, geometry);
        RangeKernel.Run(ref kernel, geometry.Batch * geometry.Down.Out, geometry.Grain(TPooling.WritesInputs));
    }

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
                for (var column = 0; column < across.Out; column++)
                {
                    var left = across.Start(column);
                    var result = (((nint)row * across.Out) + column) * channels;
                    var own = new Window(line + ((nint)left * channels), rows, across.End(column) - left, rowStep, channels);
                    for (var channel = 0; channel < channels; channel += V.Count)
                        pooling.Window<V>(own with { At = own.At + channel }, result + channel, Math.Min(V.Count, channels - channel));
                }
            }
        }
    }
}
