using System.Runtime.CompilerServices;

namespace LatentSharp;

/// <summary>
/// The sum or the mean of each window, over the places that lie on the input, and the reverse: each is the other's derivative.
/// </summary>
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
        public void Windows<V, TReach>(in WindowRun run, int channel, TReach reach)
            where V : unmanaged, ILanes<V>
            where TReach : struct, IReach
        {
            float* window = x + run.At + channel, result = y + run.Result + channel;
            var (rows, columns, rowStep, columnStep, step) = (run.Rows, run.Columns, run.RowStep, run.ColumnStep, run.Step);
            var places = V.Create(rows * columns);
            for (var i = run.Count; i > 0; i--, window += step, result += columnStep)
            {
                V sum = default;
                var line = window;
                for (var row = rows; row > 0; row--, line += rowStep)
                {
                    var place = line;
                    for (var column = columns; column > 0; column--, place += columnStep) sum += reach.Load<V>(place);
                }
                reach.Store(mean ? sum / places : sum, result);
            }
        }
    }

    private readonly struct Spreading(float* dy, float* dx, bool mean) : IPooling
    {
        public static bool WritesInputs => true;

        [MethodImpl(Jit.Loop)]
        public void Windows<V, TReach>(in WindowRun run, int channel, TReach reach)
            where V : unmanaged, ILanes<V>
            where TReach : struct, IReach
        {
            float* window = dx + run.At + channel, result = dy + run.Result + channel;
            var (rows, columns, rowStep, columnStep, step) = (run.Rows, run.Columns, run.RowStep, run.ColumnStep, run.Step);
            var places = V.Create(rows * columns);
            for (var i = run.Count; i > 0; i--, window += step, result += columnStep)
            {
                var slope = reach.Load<V>(result);
                if (mean) slope /= places;
                var line = window;
                for (var row = rows; row > 0; row--, line += rowStep)
                {
                    var place = line;
                    for (var column = columns; column > 0; column--, place += columnStep) reach.Store(reach.Load<V>(place) + slope, place);
                }
            }
        }
    }
}
