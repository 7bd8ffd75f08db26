using System.Runtime.InteropServices;

namespace LatentSharp;

/// <summary>
/// NumPy's files of one array (NEP 1). Read are versions 1.0 to 3.0, the types f2 f4 f8, i1 i2 i4 i8, u1 u2 u4 u8 and b1, both byte orders
/// and both C and Fortran order; Python objects and structured types are refused. NaN and infinities are read as they stand.
/// </summary>
public static class Npy
{
    private const int ChunkBytes = 1 << 16;

    /// <summary>
    /// Reads an array. f4, i4, i8 and b1 keep their type as <see cref="DType.Float32"/>, <see cref="DType.Int32"/>,
    /// <see cref="DType.Int64"/> and <see cref="DType.Bool"/>; all others become Float32, rounded to nearest where they hold more digits.
    /// </summary>
    /// <exception cref="BadFileException">There is no such file, or it is not a whole npy file of such a type.</exception>
    public static Tensor Read(string path)
    {
        using var stream = InputFile.Open(path);
        return Read(stream, path, stream.Length);
    }

    /// <inheritdoc cref="Read(string)"/>
    /// <param name="stream">Where the file starts.</param>
    /// <param name="name">What to call it in messages.</param>
    /// <param name="length">The bytes that the file has from here to its end.</param>
    public static Tensor Read(Stream stream, string name, long length)
    {
        ArgumentNullException.ThrowIfNull(stream);
        var header = NpyHeader.Read(stream, name, length);
        try
        {
            return header.Type switch
            {
                "f4" => Read<float, float>(stream, header, static v => v),
                "i4" => Read<int, int>(stream, header, static v => v),
                "i8" => Read<long, long>(stream, header, static v => v),
                "b1" => Read<byte, bool>(stream, header, static v => v != 0),
                "f2" => Read<Half, float>(stream, header, static v => (float)v),
                "f8" => Read<double, float>(stream, header, static v => (float)v),
                "i1" => Read<sbyte, float>(stream, header, static v => v),
                "i2" => Read<short, float>(stream, header, static v => v),
                "u1" => Read<byte, float>(stream, header, static v => v),
                "u2" => Read<ushort, float>(stream, header, static v => v),
                "u4" => Read<uint, float>(stream, header, static v => v),
                _ => Read<ulong, float>(stream, header, static v => v),
            };
        }
        catch (EndOfStreamException e)
        {
            throw new BadFileException($"{name}: data: the file ends before shape {header.Shape} of {header.Type} is full.", e);
        }
    }

    /// <summary>
    /// Writes an array byte for byte as NumPy does: version 1.0, C order, f4, f2, i4, i8 or b1. The file appears whole or not at all.
    /// </summary>
    /// <exception cref="BadFileException">The file cannot be written.</exception>
    public static void Write(string path, Tensor tensor) => AtomicFile.Write(path, stream => Write(stream, tensor));

    /// <inheritdoc cref="Write(string, Tensor)"/>
    public static void Write(Stream stream, Tensor tensor)
    {
        ArgumentNullException.ThrowIfNull(stream);
        var bytes = TensorBytes.Of(tensor);
        var type = tensor.DType switch
        {
            DType.Float32 => "f4",
            DType.Int32 => "i4",
            DType.Int64 => "i8",
            DType.Float16 => "f2",
            _ => "b1",
        };
        stream.Write(NpyHeader.Build(type, tensor.Shape));
        stream.Write(bytes);
    }

    private static Tensor Read<TFile, T>(Stream stream, NpyHeader header, Func<TFile, T> convert)
        where TFile : unmanaged
        where T : unmanaged
    {
        var inFileOrder = Tensor.Create<T, NpyHeader>(header.Shape, header, (elements, head) =>
        {
            var swap = head.BigEndian == BitConverter.IsLittleEndian && head.ElementSize > 1;
            if (typeof(TFile) == typeof(T) && !swap)
                stream.ReadExactly(MemoryMarshal.AsBytes(elements));
            else
                ReadConverted(stream, elements, swap, convert);
        });
        return header.FortranOrder && header.Shape.Rank > 1 ? FromFortranOrder<T>(inFileOrder) : inFileOrder;
    }

    private static void ReadConverted<TFile, T>(Stream stream, Span<T> elements, bool swap, Func<TFile, T> convert) where TFile : unmanaged
    {
        var chunk = new TFile[ChunkBytes / 8];
        while (elements.Length > 0)
        {
            var values = chunk.AsSpan(0, Math.Min(chunk.Length, elements.Length));
            var bytes = MemoryMarshal.AsBytes(values);
            stream.ReadExactly(bytes);
            if (swap)
            {
                var size = bytes.Length / values.Length;
                for (var i = 0; i < bytes.Length; i += size) bytes.Slice(i, size).Reverse();
            }
            for (var i = 0; i < values.Length; i++) elements[i] = convert(values[i]);
            elements = elements[values.Length..];
        }
    }

    /// <summary>Reorders elements whose first axis runs fastest, so that the last one does.</summary>
    private static Tensor FromFortranOrder<T>(Tensor inFileOrder) where T : unmanaged =>
        Tensor.Create<T, Tensor>(inFileOrder.Shape, inFileOrder, static (elements, source) =>
        {
            var values = source.AsSpan<T>();
            var shape = source.Shape;
            Span<int> index = stackalloc int[shape.Rank];
            Span<int> stride = stackalloc int[shape.Rank];
            stride[0] = 1;
            for (var axis = 1; axis < shape.Rank; axis++) stride[axis] = stride[axis - 1] * shape[axis - 1];
            var from = 0;
            for (var to = 0; to < elements.Length; to++)
            {
                elements[to] = values[from];
                for (var axis = shape.Rank - 1; axis >= 0; axis--)
                {
                    from += stride[axis];
                    if (++index[axis] < shape[axis]) break;
                    from -= stride[axis] * index[axis];
                    index[axis] = 0;
                }
            }
        });
}
