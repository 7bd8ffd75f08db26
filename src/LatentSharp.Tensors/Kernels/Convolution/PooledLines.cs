namespace LatentSharp;

/// <summary>
/// Computes lines of windows over a correlation's results: a few lines of results, then the largest number of each of their windows while
/// they are in the first-level cache. Results that nobody keeps never reach memory.
/// </summary>
internal unsafe struct PooledLines<V>(in Correlation correlation, PoolGeometry pool, float* largest, bool notNegative) : IParallelBody
    where V : unmanaged, ILanes<V>
{
    // Results that are held at a time.
    private const int Held = 8 * 1024;

    private readonly Correlation x = correlation;

    public readonly void Run(int start, int end)
    {
        var line = (nint)x.Width.Results * x.ResultChannels;
        var atOnce = Math.Max(1, (int)((Held / line - pool.Down.Pool) / pool.Down.Stride) + 1);
        var part = new CorrelationLines<V>(x).Packed((long)(end - start) * pool.Down.Stride * x.Width.Results);
        for (var i = start; i < end;)
        {
            var (sample, window) = Math.DivRem(i, pool.Down.Out);
            var (first, lines) = (0, x.Height.Results);
            var windows = Math.Min(atOnce, end - i) / pool.Down.Out * pool.Down.Out;
            if (window == 0 && windows > 0)
            {
                lines *= windows / pool.Down.Out;
            }
            else
            {
                windows = Math.Min(Math.Min(atOnce, end - i), pool.Down.Out - window);
                first = pool.Down.Start(window);
                lines = pool.Down.End(window + windows - 1) - first;
            }

            first += sample * x.Height.Results;
            if (x.Result == null) part.Result = PackBuffer.Lines(lines * line) - first * line;
            part.Run<V>(first, first + lines);
            MaxPooling.Lines<V>(pool, part.Result, largest, notNegative, i, i + windows);
            i += windows;
        }
    }
}
