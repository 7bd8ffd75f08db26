using System.Runtime.CompilerServices;

namespace LatentSharp;

/// <summary>The sum or the mean of each window, over the places that lie on the input, and the reverse: each is the other's derivative.</summary>
internal static unsafe class SumPooling
{
    /// <summary>y = the sum of each window, or its mean.</summary>
    internal static void Forward(PoolGeometry geometry, bool mean, ReadOnlySpan<float> x, Span<float> y)
    {
        Lengths.Check(x.Length, geometry.Inputs);
        Lengths.Check(y.Length, geometry.Outputs);
        fixed (float* px = x, py = y) Pooling.Run(new Adding(px, py, mean), geometry);
    }

    /// <summary>dx += dy at each place of a window, or its share of it.</summary>
    internal static void Spread(PoolGeometry geometry, bool mean, ReadOnlySpan<float> dy, Span<float> dx)
    {
        Lengths.Check(dx.Length, geometry.Inputs);
        Lengths.Check(dy.Length, geometry.Outputs);
        fixed (float* pdy = dy, pdx = dx) Pooling.Run(new Spreading(pdy, pdx, mean), geometry);
    }

    private readonly struct Adding(float* x, float* y, bool mean) : IPooling
    {
        public static bool WritesInputs => false;

        [MethodImpl(Jit.Loop)]
        public void Window<V>(in Window window, nint result, int count) where V : unmanaged, ILanes<V>
        {
            var line = x + window.At;
            var whole = count == V.Count;
            V sum = default;
            for (var row = 0; row < window.Rows; row++, line += window.RowStep)
            {
                var place = line;
                for (var column = 0; column < window.Columns; column++, place += window.ColumnStep) sum += whole ? V.Load(place) : V.LoadPart(place, count);
            }
            V.StorePart(mean ? sum / V.Create(window.Places) : sum, y + result, count);
        }
    }

    private readonly struct Spreading(float* dy, float* dx, bool mean) : IPooling
    {
        public static bool WritesInputs => true;

        [MethodImpl(Jit.Loop)]
        public void Window<V>(in Window window, nint result, int count) where V : unmanaged, ILanes<V>
        {
            var slope = V.LoadPart(dy + result, count);
            if (mean) slope /= V.Create(window.Places);
            var line = dx + window.At;
            for (var row = 0; row < window.Rows; row++, line += window.RowStep)
            {
                var place = line;
                for (var column = 0; column < window.Columns; column++, place += window.ColumnStep) V.StorePart(V.LoadPart(place, count) + slope, place, count);
            }
        }
    }
}
