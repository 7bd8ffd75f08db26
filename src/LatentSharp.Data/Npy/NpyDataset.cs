using System.Globalization;

namespace LatentSharp;

/// <summary>Reads samples from NumPy's files of one array.</summary>
public static class NpyDataset
{
    /// <summary>
    /// Reads an array of shape (N, sample shape…) with at least 2 samples as Float32; one of shape (N) becomes samples of one number. Integers beyond
    /// 2²⁴ are rounded.
    /// </summary>
    /// <exception cref="BadFileException">There is no such file, it is not a whole npy file, or a number in it is not finite; the message says where.</exception>
    public static Dataset Read(string path)
    {
        var array = Npy.Read(path);
        if (array.Rank == 0) throw new BadFileException($"{path}: the array is a single number; samples have the shape (N, sample shape…).");
        if (array.Shape[0] < 2) throw new BadFileException($"{path}: an array of shape {array.Shape} holds {array.Shape[0]} samples; at least 2 are needed.");
        if (array.Count == 0) throw new BadFileException($"{path}: samples of shape {array.Shape[1..]} hold no numbers.");
        var shape = array.Rank == 1 ? array.Shape.Append(1) : array.Shape;
        var samples = array.DType switch
        {
            DType.Float32 when array.Rank > 1 => array,
            DType.Float32 => Convert<float>(array, shape, static v => v),
            DType.Int32 => Convert<int>(array, shape, static v => v),
            DType.Int64 => Convert<long>(array, shape, static v => v),
            _ => Convert<bool>(array, shape, static v => v ? 1 : 0),
        };
        CheckFinite(samples, path);
        return new Dataset(Path.GetFileNameWithoutExtension(path), samples);
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
            throw BadFileException.At(path, $"element [{place}]", $"{values[i].ToString(CultureInfo.InvariantCulture)} is not a finite number.");
        }
    }
}
