using System.Globalization;

namespace LatentSharp;

/// <summary>Turns an array from a file into samples, and refuses one that cannot be learned from.</summary>
internal static class SampleArray
{
    private const int ImageRank = 4, SmallestSide = 5;

    /// <summary>
    /// Float32 samples of shape (N, sample shape…), at least 2 and all finite; an array of shape (N) becomes samples of one number, and
    /// images whose channels come first get them last.
    /// </summary>
    /// <param name="array">The array.</param>
    /// <param name="path">What to call it in messages.</param>
    /// <param name="channels">Where the channels of images are.</param>
    /// <param name="notes">Gets a sentence on what was taken for granted.</param>
    /// <param name="takesOne">Whether a single sample is enough.</param>
    internal static Tensor From(
        Tensor array, string path, ChannelOrder channels = ChannelOrder.Last, List<string>? notes = null, bool takesOne = false)
    {
        if (array.Rank == 0)
            throw new BadFileException($"{path}: the array is a single number; samples have the shape (N, sample shape…).");
        if (array.Shape[0] < (takesOne ? 1 : 2))
            throw new BadFileException(
                $"{path}: an array of shape {array.Shape} holds {Counted.Of(array.Shape[0], "sample")}; at least "
                + $"{(takesOne ? "1 is" : "2 are")} needed.");
        if (array.Count == 0) throw new BadFileException($"{path}: samples of shape {array.Shape[1..]} hold no numbers.");
        var samples = ToFloat32(array, array.Rank == 1 ? array.Shape.Append(1) : array.Shape);
        CheckFinite(samples, path);
        return IsChannelsFirst(samples.Shape, path, channels, notes) ? ChannelsLast(samples) : samples;
    }

    /// <summary>Refuses a stream that cannot be learned from as it lies.</summary>
    internal static void CheckStream(SampleStream samples, string path, ChannelOrder channels, bool takesOne)
    {
        if (samples.Count < (takesOne ? 1 : 2))
            throw new BadFileException(
                $"{path}: the file holds {Counted.Of(samples.Count, "sample")}; at least {(takesOne ? "1 is" : "2 are")} needed.");
        var shape = samples.SampleShape;
        if (shape.Rank == 3 && channels != ChannelOrder.Last && IsChannelCount(shape[0]) && shape[2] > 4)
            throw new BadFileException(
                $"{path}: the channels of images {shape} come first; a stream of samples is read as it lies, so write (N, H, W, C).");
    }

    /// <summary>The same elements as Float32, in a shape of as many.</summary>
    internal static Tensor ToFloat32(Tensor array, Shape shape) => array.DType switch
    {
        DType.Float32 => array.Shape == shape ? array : array.Reshape(shape),
        DType.Int32 => Convert<int>(array, shape, static v => v),
        DType.Int64 => Convert<long>(array, shape, static v => v),
        _ => Convert<bool>(array, shape, static v => v ? 1 : 0),
    };

    /// <summary>
    /// Whether images have their channels first. What is not told by the option is told by the sizes, and where these leave a doubt, it is
    /// said.
    /// </summary>
    private static bool IsChannelsFirst(Shape shape, string path, ChannelOrder channels, List<string>? notes)
    {
        if (channels == ChannelOrder.First && shape.Rank != ImageRank)
            throw new BadArgumentException(
                $"{path}: an array of shape {shape} holds no images (N, C, H, W), so their channels cannot come first.");
        if (channels != ChannelOrder.Auto) return channels == ChannelOrder.First;
        if (shape.Rank != ImageRank || !IsChannelCount(shape[1])) return false;
        var isFirst = !IsChannelCount(shape[3]) && shape[2] >= SmallestSide && shape[3] >= SmallestSide;
        var sizes = isFirst ? (H: shape[2], W: shape[3], C: shape[1]) : (H: shape[1], W: shape[2], C: shape[3]);
        notes?.Add(string.Create(
            CultureInfo.InvariantCulture,
            $"samples of shape {shape[1..]} were taken for images of height {sizes.H}, width {sizes.W} and {sizes.C} "
            + $"{(sizes.C == 1 ? "channel" : "channels")}, "
            + $"{(isFirst ? "the channels coming first" : "the channels coming last")}; if that is wrong, say --channels "
            + $"{(isFirst ? "last" : "first")}."));
        return isFirst;
    }

    private static bool IsChannelCount(int size) => size is 1 or 3 or 4;

    /// <summary>(N, C, H, W) -> (N, H, W, C).</summary>
    private static Tensor ChannelsLast(Tensor samples)
    {
        var (count, channels, height, width) = (samples.Shape[0], samples.Shape[1], samples.Shape[2], samples.Shape[3]);
        if (channels == 1) return samples.Reshape([count, height, width, 1]);
        return Tensor.Create<float, Tensor>([count, height, width, channels], samples, (elements, source) =>
        {
            var values = source.AsSpan();
            var area = height * width;
            for (var image = 0; image < count; image++)
            {
                var from = values.Slice(image * channels * area, channels * area);
                var to = elements.Slice(image * channels * area, channels * area);
                for (var c = 0; c < channels; c++)
                    for (var p = 0; p < area; p++) to[(p * channels) + c] = from[(c * area) + p];
            }
        });
    }

    private static Tensor Convert<T>(Tensor array, Shape shape, Func<T, float> convert) where T : unmanaged =>
        Tensor.Create<float, Tensor>(shape, array, (elements, source) =>
        {
            var values = source.AsSpan<T>();
            for (var i = 0; i < elements.Length; i++) elements[i] = convert(values[i]);
        });

    private static void CheckFinite(Tensor samples, string path)
    {
        var values = samples.AsSpan();
        for (var i = 0; i < values.Length; i++)
        {
            if (float.IsFinite(values[i])) continue;
            var index = new int[samples.Rank];
            var rest = i;
            for (var axis = samples.Rank - 1; axis >= 0; axis--) (rest, index[axis]) = Math.DivRem(rest, samples.Shape[axis]);
            var place = string.Join(", ", index.Select(n => n.ToString(CultureInfo.InvariantCulture)));
            var remedy = float.IsNaN(values[i]) ? ", and nothing stands in for it in an array; a table is read with --missing impute" : "";
            throw BadFileException.At(
                path, $"element [{place}]", $"{values[i].ToString(CultureInfo.InvariantCulture)} is not a finite number{remedy}.");
        }
    }
}
