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

    /// <summary>dx (+)= dy at the place of each window's largest number, 0 elsewhere.</summary>
    internal static void Scatter(
        PoolGeometry geometry, ReadOnlySpan<float> x, ReadOnlySpan<float> y, ReadOnlySpan<float> dy, Span<float> dx, bool accumulate)
    {
        Lengths.Check(x.Length, geometry.Inputs);
        Lengths.Check(dx.Length, geometry.Inputs);
        Lengths.Check(y.Length, geometry.Outputs);
        Lengths.Check(dy.Length, geometry.Outputs);
        var overwrites = !accumulate && geometry.MeetsEachInputOnce;
        if (!accumulate && !overwrites) dx.Clear();
        fixed (float* px = x, py = y, pdy = dy, pdx = dx) Pooling.Run(new Scattering(px, py, pdy, pdx, overwrites), geometry);
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
        public void Windows<V, TReach>(in WindowRun run, int channel, TReach reach)
            where V : unmanaged, ILanes<V>
            where TReach : struct, IReach
        {
            nint window = run.At + channel, result = run.Result + channel;
            var (rows, columns, rowStep, columnStep, step) = (run.Rows, run.Columns, run.RowStep, run.ColumnStep, run.Step);
            for (var i = run.Count; i > 0; i--, window += step, result += columnStep)
            {
                var largest = V.Create(float.NegativeInfinity);
                var line = window;
                for (var row = rows; row > 0; row--, line += rowStep)
                {
                    var place = line;
                    for (var column = columns; column > 0; column--, place += columnStep)
                        largest = V.Max(largest, reach.Load<V>(x + place));
                }
                reach.Store(largest, y + result);
            }
        }
    }

    private readonly struct Scattering(float* x, float* y, float* dy, float* dx, bool overwrites) : IPooling
    {
        public static bool WritesInputs => true;

        [MethodImpl(Jit.Loop)]
        public void Windows<V, TReach>(in WindowRun run, int channel, TReach reach)
            where V : unmanaged, ILanes<V>
            where TReach : struct, IReach
        {
            nint window = run.At + channel, result = run.Result + channel;
            var (rows, columns, rowStep, columnStep, step) = (run.Rows, run.Columns, run.RowStep, run.ColumnStep, run.Step);
            for (var i = run.Count; i > 0; i--, window += step, result += columnStep)
            {
                var (largest, slope) = (reach.Load<V>(y + result), reach.Load<V>(dy + result));
                V found = default;
                var line = window;
                for (var row = rows; row > 0; row--, line += rowStep)
                {
                    var place = line;
                    for (var column = columns; column > 0; column--, place += columnStep)
                    {
                        var here = V.AndNot(V.Equal(reach.Load<V>(x + place), largest), found);
                        found = V.Or(found, here);
                        var moved = V.And(slope, here);
                        reach.Store(overwrites ? moved : reach.Load<V>(dx + place) + moved, dx + place);
                    }
                }
            }
        }
    }

    private readonly struct Gathering(float* x, float* y, float* v, float* z) : IPooling
    {
        public static bool WritesInputs => false;

        [MethodImpl(Jit.Loop)]
        public void Windows<V, TReach>(in WindowRun run, int channel, TReach reach)
            where V : unmanaged, ILanes<V>
            where TReach : struct, IReach
        {
            nint window = run.At + channel, result = run.Result + channel;
            var (rows, columns, rowStep, columnStep, step) = (run.Rows, run.Columns, run.RowStep, run.ColumnStep, run.Step);
            for (var i = run.Count; i > 0; i--, window += step, result += columnStep)
            {
                var largest = reach.Load<V>(y + result);
                V found = default, value = default;
                var line = window;
                for (var row = rows; row > 0; row--, line += rowStep)
                {
                    var place = line;
                    for (var column = columns; column > 0; column--, place += columnStep)
                    {
                        var here = V.AndNot(V.Equal(reach.Load<V>(x + place), largest), found);
                        found = V.Or(found, here);
                        value = V.Select(here, reach.Load<V>(v + place), value);
                    }
                }
                reach.Store(value, z + result);
            }
        }
    }
}
