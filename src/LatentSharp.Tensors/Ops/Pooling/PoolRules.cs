namespace LatentSharp;

/// <summary>
/// The shapes of poolings: (N, width, channels) or (N, height, width, channels), where the first uses the width of sizes alone.
/// </summary>
internal static class PoolRules
{
    internal static PoolGeometry Geometry(string operation, Shape x, Size2D pool, Size2D strides, Padding padding)
    {
        if (x.Rank is not (3 or 4))
            throw new BadArgumentException($"{operation}: {x} is neither (N, width, channels) nor (N, height, width, channels).");
        if (pool.Height < 1 || pool.Width < 1 || strides.Height < 1 || strides.Width < 1)
            throw new BadArgumentException($"{operation}: windows of {pool} with strides {strides}; each size must be 1 or more.");
        if (padding == Padding.Causal) throw new BadArgumentException($"{operation}: padding is causal; it can be valid or same.");
        var down = x.Rank == 4 ? Axis(operation, x, x[1], pool.Height, strides.Height, padding) : new PoolAxis(1, 1, 1, 0, 1);
        return new PoolGeometry(x[0], down, Axis(operation, x, x[^2], pool.Width, strides.Width, padding), x[^1]);
    }

    internal static Shape Output(Shape x, PoolGeometry geometry) =>
        x.Rank == 4 ? [x[0], geometry.Down.Out, geometry.Across.Out, x[3]] : [x[0], geometry.Across.Out, x[2]];

    /// <summary>The number of windows along an axis, whose size may be unknown.</summary>
    internal static int Windows(int size, int pool, int stride, Padding padding)
    {
        if (size == Shape.Any) return Shape.Any;
        return padding == Padding.Valid ? (size < pool ? 0 : ((size - pool) / stride) + 1) : (size + stride - 1) / stride;
    }

    private static PoolAxis Axis(string operation, Shape x, int size, int pool, int stride, Padding padding)
    {
        var windows = Windows(size, pool, stride, padding);
        if (windows == 0 && size > 0)
            throw new BadArgumentException(
                $"{operation}: a window of {pool} does not fit into size {size} of {x}; pad it, or take a smaller one.");
        var zeros = padding == Padding.Valid ? 0 : Math.Max(((windows - 1) * stride) + pool - size, 0);
        return new PoolAxis(size, pool, stride, zeros / 2, windows);
    }
}
