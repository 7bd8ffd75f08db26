using System.Globalization;

namespace LatentSharp;

/// <summary>Turns an array from a file into samples, and refuses one that cannot be learned from.</summary>
internal static class SampleArray
{
    /// <summary>Float32 samples of shape (N, sample shape…), at least 2 and all finite; an array of shape (N) becomes samples of one number.</summary>
    internal static Tensor From(Tensor array, string path)
    {
        if (array.Rank == 0) throw new BadFileException($"{path}: the array is a single number; samples have the shape (N, sample shape…).");
        if (array.Shape[0] < 2) throw new BadFileException($"{path}: an array of shape {array.Shape} holds {array.Shape[0]} samples; at least 2 are needed.");
        if (array.Count == 0) throw new BadFileException($"{path}: samples of shape {array.Shape[1..]} hold no numbers.");
        var samples = ToFloat32(array, array.Rank == 1 ? array.Shape.Append(1) : array.Shape);
        CheckFinite(samples, path);
        return samples;
    }

    /// <summary>The same elements as Float32, in a shape of as many.</summary>
    internal static Tensor ToFloat32(Tensor array, Shape shape) => array.DType switch
    {
        DType.Float32 => array.Shape == shape ? array : array.Reshape(shape),
        DType.Int32 => Convert<int>(array, shape, static v => v),
        DType.Int64 => Convert<long>(array, shape, static v => v),
        _ => Convert<bool>(array, shape, static v => v ? 1 : 0),
    };

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
            throw BadFileException.At(path, $"element [{place}]", $"{values[i].ToString(CultureInfo.InvariantCulture)} is not a finite number.");
        }
    }
}
