using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace LatentSharp;

/// <summary>
/// The files of MNIST and its kin (Y. LeCun, "The IDX file format"): two zeros, a type, the number of axes, their sizes as big-endian 32-bit
/// integers, and then the elements, big-endian and in C order. Gzip is unpacked.
/// </summary>
public static class IdxFile
{
    private const int ChunkElements = 1 << 13;

    /// <summary>
    /// Reads an array as Float32. Types are 08 unsigned byte, 09 signed byte, 0B 16-bit, 0C 32-bit integer, 0D 32-bit and 0E 64-bit float; what a float
    /// cannot hold is rounded to nearest.
    /// </summary>
    /// <exception cref="BadFileException">There is no such file, or it is not a whole IDX file.</exception>
    public static Tensor Read(string path) => Read(InputSource.File(path));

    internal static Tensor Read(InputSource source)
    {
        var length = source.Measure();
        using var stream = source.OpenUnpacked();
        var (type, shape) = ReadHeader(stream, source.Name, length);
        return type switch
        {
            0x08 => Read(stream, shape, 1, static b => b[0]),
            0x09 => Read(stream, shape, 1, static b => (sbyte)b[0]),
            0x0B => Read(stream, shape, 2, static b => BinaryPrimitives.ReadInt16BigEndian(b)),
            0x0C => Read(stream, shape, 4, static b => BinaryPrimitives.ReadInt32BigEndian(b)),
            0x0D => Read(stream, shape, 4, BinaryPrimitives.ReadSingleBigEndian),
            _ => Read(stream, shape, 8, static b => (float)BinaryPrimitives.ReadDoubleBigEndian(b)),
        };
    }

    /// <summary>Reads the head and compares the bytes it announces with those that follow it.</summary>
    private static (byte Type, Shape Shape) ReadHeader(Stream stream, string name, long length)
    {
        Span<byte> head = stackalloc byte[4];
        if (stream.ReadAtLeast(head, 4, throwOnEndOfStream: false) < 4 || head[0] != 0 || head[1] != 0)
            throw BadFileException.At(name, "byte 0", "this is not an IDX file; it does not begin with two zeros, a type and a number of axes.");
        var size = head[2] switch
        {
            0x08 or 0x09 => 1,
            0x0B => 2,
            0x0C or 0x0D => 4,
            0x0E => 8,
            _ => throw BadFileException.At(name, "byte 2", $"the element type {head[2]:X2} is not known; 08, 09, 0B, 0C, 0D and 0E are."),
        };
        var rank = head[3];
        if (rank is 0 or > Shape.MaxRank) throw BadFileException.At(name, "byte 3", $"{rank} axes cannot be; 1 to {Shape.MaxRank} can.");
        Span<int> sizes = stackalloc int[rank];
        var bytes = MemoryMarshal.AsBytes(sizes);
        if (stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false) < bytes.Length)
            throw BadFileException.At(name, "byte 4", $"the file ends inside the sizes of its {rank} axes.");
        long count = 1;
        for (var axis = 0; axis < rank; axis++)
        {
            sizes[axis] = BinaryPrimitives.ReadInt32BigEndian(bytes[(4 * axis)..]);
            if (sizes[axis] < 0) throw BadFileException.At(name, $"byte {4 + (4 * axis)}", $"axis {axis + 1} has {(uint)sizes[axis]} elements; at most {int.MaxValue} fit.");
            count *= sizes[axis];
            if (count > int.MaxValue) throw BadFileException.At(name, "byte 4", "the sizes make 2147483648 elements or more, too many for one tensor.");
        }
        var shape = new Shape(sizes);
        var present = length - 4 - bytes.Length;
        if (count * size != present) throw BadFileException.At(name, "data", $"shape {shape} takes {count * size} bytes, but the file holds {present}.");
        return (head[2], shape);
    }

    private delegate float Convert(ReadOnlySpan<byte> element);

    private static Tensor Read(Stream stream, Shape shape, int size, Convert convert) =>
        Tensor.Create<float, Stream>(shape, stream, (elements, source) =>
        {
            var chunk = new byte[ChunkElements * size];
            for (var done = 0; done < elements.Length; done += ChunkElements)
            {
                var part = elements.Slice(done, Math.Min(ChunkElements, elements.Length - done));
                var bytes = chunk.AsSpan(0, part.Length * size);
                source.ReadExactly(bytes);
                for (var i = 0; i < part.Length; i++) part[i] = convert(bytes.Slice(i * size, size));
            }
        });
}
