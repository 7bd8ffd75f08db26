using System.Runtime.CompilerServices;

namespace LatentSharp;

/// <summary>The largest number of each window; where several are, the first of them stands for the window.</summary>
internal static unsafe class MaxPooling
{
    /// <summary>y = the largest of each window; NaN if there is one.</summary>
    internal static void Forward(PoolGeometry geometry, ReadOnlySpan<float> x, Span<float> y)
    {
        Lengths.Check(x.Length, geometry.Inputs);
        Lengths.Check(y.Length, geometry.Outputs);
        fixed (float* px = x, py = y) Pooling.Run(new Largest(px, py), geometry);
    }

    /// <summary>dx += dy at the place of each window's largest number.</summary>
    internal static void Scatter(PoolGeometry geometry, ReadOnlySpan<float> x, ReadOnlySpan<float> y, ReadOnlySpan<float> dy, Span<float> dx)
    {
        Lengths.Check(x.Length, geometry.Inputs);
        Lengths.Check(dx.Length, geometry.Inputs);
        Lengths.Check(y.Length, geometry.Outputs);
        Lengths.Check(dy.Length, geometry.Outputs);
        fixed (float* px = x, py = y, pdy = dy, pdx = dx) Pooling.Run(new Scattering(px, py, pdy, pdx), geometry);
    }

    /// <summary>z = v at the place of each window's largest number.</summary>
    internal static void Gather(PoolGeometry geometry, ReadOnlySpan<float> x, ReadOnlySpan<float> y, ReadOnlySpan<float> v, Span<float> z)
    {
        Lengths.Check(x.Length, geometry.Inputs);
        Lengths.Check(v.Length, geometry.Inputs);
        Lengths.Check(y.Length, geometry.Outputs);
        Lengths.Check(z.Length, geometry.Outputs);
        fixed (float* px = x, py = y, pv = v, pz = z) Pooling.Run(new Gathering(px, py, pv, pz), geometry);
    }

    private readonly struct Largest(float* x, float* y) : IPooling
    {
        public static bool WritesInputs => false;

        [MethodImpl(Jit.Loop)]
        public void Window<V>(in Window window, nint result, int count) where V : unmanaged, ILanes<V>
        {
            var line = x + window.At;
            var whole = count == V.Count;
            var largest = V.Create(float.NegativeInfinity);
            for (var row = 0; row < window.Rows; row++, line += window.RowStep)
            {
                var place = line;
                for (var column = 0; column < window.Columns; column++, place += window.ColumnStep)
                    largest = V.Max(largest, whole ? V.Load(place) : V.LoadPart(place, count));
            }
            V.StorePart(largest, y + result, count);
        }
    }

    private readonly struct Scattering(float* x, float* y, float* dy, float* dx) : IPooling
    {
        public static bool WritesInputs => true;

        [MethodImpl(Jit.Loop)]
        public void Window<V>(in Window window, nint result, int count) where V : unmanaged, ILanes<V>
        {
            var (largest, slope) = (V.LoadPart(y + result, count), V.LoadPart(dy + result, count));
            V found = default;
            for (var row = 0; row < window.Rows; row++)
            {
                for (var column = 0; column < window.Columns; column++)
                {
                    var place = window.At + (row * window.RowStep) + (column * window.ColumnStep);
                    var here = V.AndNot(V.Equal(V.LoadPart(x + place, count), largest), found);
                    found = V.Or(found, here);
                    V.StorePart(V.LoadPart(dx + place, count) + V.And(slope, here), dx + place, count);
                }
            }
        }
    }

    private readonly struct Gathering(float* x, float* y, float* v, float* z) : IPooling
    {
        public static bool WritesInputs => false;

        [MethodImpl(Jit.Loop)]
        public void Window<V>(in Window window, nint result, int count) where V : unmanaged, ILanes<V>
        {
            var largest = V.LoadPart(y + result, count);
            V found = default, value = default;
            for (var row = 0; row < window.Rows; row++)
            {
                for (var column = 0; column < window.Columns; column++)
                {
                    var place = window.At + (row * window.RowStep) + (column * window.ColumnStep);
                    var here = V.AndNot(V.Equal(V.LoadPart(x + place, count), largest), found);
                    found = V.Or(found, here);
                    value = V.Select(here, V.LoadPart(v + place, count), value);
                }
            }
            V.StorePart(value, z + result, count);
        }
    }
}
