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
        fixed (float* px = x, py = y) Pooling.Run(new Largest<Larger>(px, py), geometry);
    }

    /// <summary>Some rows of windows, at one width; quicker where no number is negative, -0 included.</summary>
    internal static void Lines<V>(PoolGeometry geometry, float* x, float* y, bool notNegative, int start, int end)
        where V : unmanaged, ILanes<V>
    {
        if (notNegative) Pooling.Lines<V, Largest<LargerBits>>(new(x, y), geometry, start, end);
        else Pooling.Lines<V, Largest<Larger>>(new(x, y), geometry, start, end);
    }

    /// <summary>dx (+)= dy at the place of each window's largest number, 0 elsewhere.</summary>
    internal static void Scatter(
        PoolGeometry geometry, ReadOnlySpan<float> x, ReadOnlySpan<float> y, ReadOnlySpan<float> dy, Span<float> dx, bool accumulate) =>
        Scatter(geometry, x, y, dy, dx, accumulate, default(Unchanged));

    /// <summary>
    /// The same with a function of a place's number and what came to it. What comes to a place from several windows would have to be summed
    /// before: only for windows that meet each place once.
    /// </summary>
    internal static void Scatter<TThrough>(
        PoolGeometry geometry, ReadOnlySpan<float> x, ReadOnlySpan<float> y, ReadOnlySpan<float> dy, Span<float> dx, bool accumulate,
        TThrough through) where TThrough : struct, IZip
    {
        Lengths.Check(x.Length, geometry.Inputs);
        Lengths.Check(dx.Length, geometry.Inputs);
        Lengths.Check(y.Length, geometry.Outputs);
        Lengths.Check(dy.Length, geometry.Outputs);
        var overwrites = !accumulate && geometry.MeetsEachInputOnce;
        if (!accumulate && !overwrites) dx.Clear();
        fixed (float* px = x, py = y, pdy = dy, pdx = dx) 
            Pooling.Run(new Scattering<TThrough>(px, py, pdy, pdx, overwrites, through), geometry);
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

    private readonly struct Larger : IZip
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Apply<V>(V a, V b) where V : unmanaged, ILanes<V> => V.Max(a, b);
    }

    private readonly struct LargerBits : IZip
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Apply<V>(V a, V b) where V : unmanaged, ILanes<V> => V.MaxBits(a, b);
    }

    private readonly struct Largest<TLarger>(float* x, float* y) : IPooling where TLarger : struct, IZip
    {
        public static bool WritesInputs => false;

        [MethodImpl(Jit.Loop)]
        public void Windows<V, TReach>(in WindowRun run, int channel, TReach reach)
            where V : unmanaged, ILanes<V>
            where TReach : struct, IReach
        {
            nint window = run.At + channel, result = run.Result + channel;
            var (rows, columns, rowStep, columnStep, step) = (run.Rows, run.Columns, run.RowStep, run.ColumnStep, run.Step);
            TLarger larger = default;
            if ((rows, columns) == (2, 2))
            {
                for (var i = run.Count; i > 0; i--, window += step, result += columnStep)
                {
                    float* upper = x + window, lower = upper + rowStep;
                    var largest = larger.Apply(reach.Load<V>(upper), reach.Load<V>(upper + columnStep));
                    largest = larger.Apply(larger.Apply(largest, reach.Load<V>(lower)), reach.Load<V>(lower + columnStep));
                    reach.Store(largest, y + result);
                }

                return;
            }

            for (var i = run.Count; i > 0; i--, window += step, result += columnStep)
            {
                var largest = reach.Load<V>(x + window);
                var line = window;
                for (var row = rows; row > 0; row--, line += rowStep)
                {
                    var place = line;
                    for (var column = columns; column > 0; column--, place += columnStep)
                        largest = larger.Apply(largest, reach.Load<V>(x + place));
                }
                reach.Store(largest, y + result);
            }
        }
    }

    private readonly struct Unchanged : IZip
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Apply<V>(V x, V dy) where V : unmanaged, ILanes<V> => dy;
    }

    private readonly struct Scattering<TThrough>(float* x, float* y, float* dy, float* dx, bool overwrites, TThrough through) : IPooling
        where TThrough : struct, IZip
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
                        var number = reach.Load<V>(x + place);
                        var here = V.AndNot(V.Equal(number, largest), found);
                        found = V.Or(found, here);
                        var moved = through.Apply(number, V.And(slope, here));
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
