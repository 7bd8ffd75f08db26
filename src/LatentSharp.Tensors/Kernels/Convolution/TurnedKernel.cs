namespace LatentSharp;

/// <summary>
/// Writes a convolution's kernel as the data gradient reads it: the taps in the order of its walks, and each tap's matrix transposed, from
/// (channels of a group, filters) to (filters of a group, channels).
/// </summary>
internal unsafe struct TurnedKernel(
    in ConvolutionGeometry geometry, AxisWalk height, AxisWalk width, float* kernel, float* target) : IRangeKernel
{
    internal const int Grain = 32 * 1024;

    private readonly ConvolutionGeometry geometry = geometry;

    /// <summary>
    /// Turns the taps from <paramref name="start"/> to before <paramref name="end"/>, of all of them in the order of the walks.
    /// </summary>
    public readonly void Run<V>(int start, int end) where V : unmanaged, ILanes<V>
    {
        var (channels, filters) = (geometry.ChannelsInGroup, geometry.FiltersInGroup);
        for (var place = start; place < end; place++)
        {
            var tap = height.TapAt(place / width.Taps) * width.Taps + width.TapAt(place % width.Taps);
            if (geometry.IsDepthwise)
            {
                new ReadOnlySpan<float>(kernel + (nint)tap * geometry.Filters, geometry.Filters).CopyTo(
                    new Span<float>(target + (nint)place * geometry.Filters, geometry.Filters));
                continue;
            }

            for (var group = 0; group < geometry.Groups; group++)
            {
                var from = kernel + (nint)tap * channels * geometry.Filters + group * filters;
                var to = target + (nint)place * filters * geometry.Channels + group * channels;
                Turn<V>(from, geometry.Filters, channels, filters, to, geometry.Channels);
            }
        }
    }

    /// <summary>target[k·stride + r] = source[r·sourceStride + k], and not a float beyond.</summary>
    private static void Turn<V>(float* source, nint sourceStride, int rows, int length, float* target, nint stride)
        where V : unmanaged, ILanes<V>
    {
        var group = Transposition.MostRows<V>();
        var r = 0;
        for (; r <= rows - group && length >= group; r += group)
            Transposition.Write<V>(source + r * sourceStride, sourceStride, group, length, target + r, stride);
        for (; r < rows; r++)
        {
            for (var k = 0; k < length; k++) target[k * stride + r] = source[r * sourceStride + k];
        }
    }
}
