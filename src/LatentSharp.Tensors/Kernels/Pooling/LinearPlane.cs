using System.Runtime.CompilerServices;

namespace LatentSharp;

/// <summary>
/// Interpolates between the rows and then between the columns of images (N, H, W, C), in one pass; the same bits as
/// <see cref="LinearAxis"/> along one axis after the other.
/// </summary>
internal static unsafe class LinearPlane
{
    private const int Grain = 16384;

    /// <summary>(N, H, W, C) -> (N, height, width, C)</summary>
    internal static void Forward(
        ReadOnlySpan<float> x, (int Height, int Width) size, (int Height, int Width) results, int channels, Span<float> y)
    {
        var images = Images(x.Length, y.Length, size, results, channels);
        if (images == 0) return;
        using var down = new LinearPlaces(size.Height, results.Height);
        using var across = new LinearPlaces(size.Width, results.Width);
        fixed (int* rows = down.Ends, columns = across.Ends)
        fixed (float* px = x, py = y, rowShares = down.Shares, columnShares = across.Shares)
        {
            var kernel = new ForwardKernel(px, py, rows, rowShares, columns, columnShares, size, results, channels);
            RangeKernel.Run(ref kernel, images * results.Height, Math.Max(1, Grain / (results.Width * channels)));
        }
    }

    /// <summary>dx = what flows back from (N, height, width, C).</summary>
    internal static void Back(
        ReadOnlySpan<float> dy, (int Height, int Width) size, (int Height, int Width) results, int channels, Span<float> dx)
    {
        var images = Images(dx.Length, dy.Length, size, results, channels);
        dx.Clear();
        if (images == 0) return;
        using var down = new LinearPlaces(size.Height, results.Height);
        using var across = new LinearPlaces(size.Width, results.Width);
        var back = across.Back(out var from, out var parts);
        fixed (int* rows = down.Ends, starts = back, sources = from)
        fixed (float* pdy = dy, pdx = dx, rowShares = down.Shares, weights = parts)
        {
            var kernel = new BackKernel(pdy, pdx, rows, rowShares, new LinearShares(starts, sources, weights), size, results, channels);
            RangeKernel.Run(ref kernel, images, Math.Max(1, Grain / (results.Height * results.Width * channels)));
        }
    }

    private static int Images(int x, int y, (int Height, int Width) size, (int Height, int Width) results, int channels)
    {
        var each = size.Height * size.Width * channels;
        var images = each == 0 ? 0 : x / each;
        Lengths.Check(x, images, each);
        Lengths.Check(y, images, results.Height * results.Width * channels);
        return y == 0 ? 0 : images;
    }

    /// <summary>A range of the rows of all results.</summary>
    private readonly struct ForwardKernel(
        float* x, float* y, int* rows, float* rowShares, int* columns, float* columnShares, (int Height, int Width) size,
        (int Height, int Width) results, int channels) : IRangeKernel
    {
        public void Run<V>(int start, int end) where V : unmanaged, ILanes<V>
        {
            var line = (nint)size.Width * channels;
            for (var i = start; i < end; i++)
            {
                var (image, row) = (i / results.Height, i % results.Height);
                var from = x + (image * size.Height * line);
                Line<V>(
                    from + (rows[row] * line), from + (rows[results.Height + row] * line), rowShares[row],
                    y + ((nint)i * results.Width * channels));
            }
        }

        [MethodImpl(Jit.Loop)]
        private void Line<V>(float* above, float* below, float share, float* to) where V : unmanaged, ILanes<V>
        {
            var (width, inner) = (results.Width, channels);
            int* places = columns;
            V down = V.Create(share), up = V.Create(1 - share);
            for (var column = 0; column < width; column++, to += inner)
            {
                nint low = (nint)places[column] * inner, step = ((nint)places[width + column] * inner) - low;
                V right = V.Create(columnShares[column]), left = V.Create(1 - columnShares[column]);
                float* a = above + low, b = below + low;
                nint i = 0;
                for (; i <= inner - V.Count; i += V.Count) Mix(default(WholeVector), a + i, b + i, step, up, down, left, right, to + i);
                if (i < inner) Mix(new PartOfVector((int)(inner - i)), a + i, b + i, step, up, down, left, right, to + i);
            }
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static void Mix<V, TReach>(TReach reach, float* a, float* b, nint step, V up, V down, V left, V right, float* to)
            where V : unmanaged, ILanes<V> where TReach : struct, IReach
        {
            var near = V.FusedMultiplyAdd(reach.Load<V>(b), down, reach.Load<V>(a) * up);
            var far = V.FusedMultiplyAdd(reach.Load<V>(b + step), down, reach.Load<V>(a + step) * up);
            reach.Store(V.FusedMultiplyAdd(far, right, near * left), to);
        }
    }

    /// <summary>A range of the images.</summary>
    private readonly struct BackKernel(
        float* dy, float* dx, int* rows, float* rowShares, LinearShares across, (int Height, int Width) size,
        (int Height, int Width) results, int channels) : IRangeKernel
    {
        public void Run<V>(int start, int end) where V : unmanaged, ILanes<V>
        {
            var line = (nint)size.Width * channels;
            for (var i = start * results.Height; i < end * results.Height; i++)
            {
                var (image, row) = (i / results.Height, i % results.Height);
                var to = dx + (image * size.Height * line);
                Line<V>(
                    dy + ((nint)i * results.Width * channels), to + (rows[row] * line), to + (rows[results.Height + row] * line),
                    rowShares[row]);
            }
        }

        [MethodImpl(Jit.Loop)]
        private void Line<V>(float* from, float* above, float* below, float share) where V : unmanaged, ILanes<V>
        {
            var (width, inner, shares) = (size.Width, channels, across);
            V down = V.Create(share), up = V.Create(1 - share);
            for (var column = 0; column < width; column++, above += inner, below += inner)
            {
                nint i = 0;
                for (; i <= inner - (4 * V.Count); i += 4 * V.Count)
                {
                    shares.SumFour(column, from + i, inner, out V s0, out var s1, out var s2, out var s3);
                    Add(default(WholeVector), s0, up, down, above + i, below + i);
                    Add(default(WholeVector), s1, up, down, above + i + V.Count, below + i + V.Count);
                    Add(default(WholeVector), s2, up, down, above + i + (2 * V.Count), below + i + (2 * V.Count));
                    Add(default(WholeVector), s3, up, down, above + i + (3 * V.Count), below + i + (3 * V.Count));
                }
                for (; i < inner; i += V.Count)
                {
                    var reach = new PartOfVector((int)Math.Min(V.Count, inner - i));
                    Add(reach, shares.Sum<V, PartOfVector>(reach, column, from + i, inner, default), up, down, above + i, below + i);
                }
            }
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static void Add<V, TReach>(TReach reach, V sum, V up, V down, float* above, float* below)
            where V : unmanaged, ILanes<V> where TReach : struct, IReach
        {
            reach.Store(reach.Load<V>(above) + (sum * up), above);
            reach.Store(reach.Load<V>(below) + (sum * down), below);
        }
    }
}
