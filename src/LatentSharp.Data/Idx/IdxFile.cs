using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace LatentSharp;

/// <summary>
/// The files of MNIST and its kin (Y. LeCun, "The IDX file format"): two zeros, a type, the number of axes, their sizes as big-endian
/// 32-bit integers, and then the elements, big-endian and in C order. Gzip is unpacked.
/// </summary>
public static class IdxFile
{
    private const int ChunkElements = 1 << 13;

    /// <summary>
    /// Reads an array as Float32. Types are 08 unsigned byte, 09 signed byte, 0B 16-bit, 0C 32-bit integer, 0D 32-bit and 0E 64-bit float;
    /// what a float cannot hold is rounded to nearest.
    /// </summary>
    /// <exception cref="BadFileException">There is no such file, or it is not a whole IDX file.</exception>
    public static Tensor Read(string path) => Read(InputSource.File(path));

    internal static Tensor Read(InputSource source)
    {
        var length = source.Measure();
        using var stream = source.OpenUnpacked();
        var (type, shape) = ReadHeader(stream, source.Name, length);
        if ((long)shape.Count * sizeof(float) > int.MaxValue - 128)
            throw BadFileException.At(
                source.Name, "byte 4",
                $"shape {shape} takes {(long)shape.Count * sizeof(float)} bytes in memory; one array holds at most 2 GiB.");
        return Tensor.Create<float, Stream>(shape, stream, (elements, from) =>
        {
            var done = 0;
            foreach (var chunk in Chunks(from, type, elements.Length))
                foreach (var value in chunk.Span) elements[done++] = (float)value;
        });
    }

    /// <summary>
    /// The samples of a file read in blocks, from where they are; one that is packed is written once to a <see cref="SpooledArray"/>.
    /// </summary>
    internal static NpyStream OpenStream(string path, List<string> notes)
    {
        var source = InputSource.File(path);
        var length = source.Measure();
        using var stream = source.OpenUnpacked();
        var (type, shape) = ReadHeader(stream, path, length);
        var elements = type switch { 0x08 => "u1", 0x09 => "i1", 0x0B => "i2", 0x0C => "i4", 0x0D => "f4", _ => "f8" };
        // Images have one channel; numbers are samples of one.
        var row = shape.Rank == 3 ? shape.Append(1).With(0, 1) : shape.With(0, 1);
        var start = 4 + (4 * shape.Rank);
        if (stream.CanSeek)
            return Of(File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.Read), start);
        using var spool = new SpooledArray(path);
        spool.Write(stream);
        notes.Add(spool.Note("the file was unpacked"));
        return Of(spool.Release(), 0);

        NpyStream Of(Microsoft.Win32.SafeHandles.SafeFileHandle file, long first) =>
            new(file, path, new NpyHeader(elements, BigEndian: true, FortranOrder: false, row), shape[0], first);
    }

    /// <summary>The bytes of all elements as Float32.</summary>
    internal static long BytesInMemory(string path)
    {
        var source = InputSource.File(path);
        using var stream = source.OpenUnpacked();
        return stream.CanSeek ? (long)ReadHeader(stream, path, stream.Length).Shape.Count * sizeof(float) : 0;
    }

    /// <summary>Reads labels of <paramref name="count"/> samples; no number of them is rounded.</summary>
    /// <exception cref="BadFileException">The file is damaged, or holds no classes or those of more or fewer samples.</exception>
    internal static LabelList ReadLabels(InputSource source, int count)
    {
        var length = source.Measure();
        using var stream = source.OpenUnpacked();
        var (type, shape) = ReadHeader(stream, source.Name, length);
        if (!NumberLabels.Fits(shape, count))
            throw new BadFileException($"{source.Name}: labels of shape {shape} do not fit {count} samples; ({count}) is needed.");
        var labels = new NumberLabels(shape, count);
        long done = 0;
        foreach (var chunk in Chunks(stream, type, shape.Count))
            foreach (var value in chunk.Span) labels.Take(done++, NpyElements.Whole(value), value);
        return labels.Find(source.Name) ?? throw new BadFileException($"{source.Name}: {labels.Problem}.");
    }

    /// <summary>Reads the head and compares the bytes it announces with those that follow it.</summary>
    private static (byte Type, Shape Shape) ReadHeader(Stream stream, string name, long length)
    {
        Span<byte> head = stackalloc byte[4];
        if (stream.ReadAtLeast(head, 4, throwOnEndOfStream: false) < 4 || head[0] != 0 || head[1] != 0)
            throw BadFileException.At(
                name, "byte 0", "this is not an IDX file; it does not begin with two zeros, a type and a number of axes.");
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
            if (sizes[axis] < 0)
                throw BadFileException.At(
                    name, $"byte {4 + (4 * axis)}", $"axis {axis + 1} has {(uint)sizes[axis]} elements; at most {int.MaxValue} fit.");
            count *= sizes[axis];
            if (count > int.MaxValue)
                throw BadFileException.At(name, "byte 4", "the sizes make 2147483648 elements or more, too many for one tensor.");
        }
        var shape = new Shape(sizes);
        var present = length - 4 - bytes.Length;
        if (count * size != present)
            throw BadFileException.At(name, "data", $"shape {shape} takes {count * size} bytes, but the file holds {present}.");
        return (head[2], shape);
    }

    /// <summary>The elements, some thousand at a time; a double holds those of every type exactly.</summary>
    private static IEnumerable<ReadOnlyMemory<double>> Chunks(Stream stream, byte type, int count)
    {
        var (size, convert) = Conversion(type);
        var bytes = new byte[ChunkElements * size];
        var values = new double[ChunkElements];
        for (var done = 0; done < count; done += ChunkElements)
        {
            var part = Math.Min(ChunkElements, count - done);
            stream.ReadExactly(bytes.AsSpan(0, part * size));
            for (var i = 0; i < part; i++) values[i] = convert(bytes.AsSpan(i * size, size));
            yield return values.AsMemory(0, part);
        }
    }

    private delegate double Convert(ReadOnlySpan<byte> element);

    private static (int Size, Convert Convert) Conversion(byte type) => type switch
    {
        0x08 => (1, static b => b[0]),
        0x09 => (1, static b => (sbyte)b[0]),
        0x0B => (2, static b => BinaryPrimitives.ReadInt16BigEndian(b)),
        0x0C => (4, static b => BinaryPrimitives.ReadInt32BigEndian(b)),
        0x0D => (4, static b => BinaryPrimitives.ReadSingleBigEndian(b)),
        _ => (8, static b => BinaryPrimitives.ReadDoubleBigEndian(b)),
    };
}
