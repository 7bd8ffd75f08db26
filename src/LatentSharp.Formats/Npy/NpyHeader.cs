using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace LatentSharp;

/// <summary>
/// The head of an npy file (NEP 1): the magic bytes, a version, the length of a text, and the text, a Python dictionary of the
/// type, the order and the shape. Nothing is allocated here that the file does not hold.
/// </summary>
/// <param name="Type">Kind and bytes of an element: <c>f4</c>, <c>i8</c>, <c>b1</c>.</param>
/// <param name="BigEndian">Whether the elements' highest byte comes first.</param>
/// <param name="FortranOrder">Whether the first axis runs fastest.</param>
/// <param name="Shape">The sizes of the axes.</param>
internal sealed record NpyHeader(string Type, bool BigEndian, bool FortranOrder, Shape Shape)
{
    /// <summary>As in NumPy: a longer header is refused.</summary>
    internal const int MaxLength = 10_000;

    internal static readonly string[] Types = ["f2", "f4", "f8", "i1", "i2", "i4", "i8", "u1", "u2", "u4", "u8", "b1"];

    private static ReadOnlySpan<byte> Magic => [0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y'];

    /// <summary>The longest text that is read, in characters.</summary>
    internal const int MaxText = 10_000;

    /// <summary>Bytes of an element: those of a number, or 4 for each character of a text <c>U12</c> and 1 of <c>S12</c>.</summary>
    internal int ElementSize => IsText ? int.Parse(Type.AsSpan(1), CultureInfo.InvariantCulture) * (Type[0] == 'U' ? 4 : 1) : Type[1] - '0';

    /// <summary>Whether the elements are texts, which only labels can be.</summary>
    internal bool IsText => Type[0] is 'U' or 'S';

    /// <summary>Bytes of an element in memory, where most types become Float32.</summary>
    private int SizeInMemory => Type is "i8" ? 8 : Type is "b1" ? 1 : 4;

    /// <summary>Reads the head and compares the bytes it announces with those that follow it.</summary>
    /// <param name="stream">Where the file starts.</param>
    /// <param name="name">What to call it in messages.</param>
    /// <param name="length">The bytes of the file.</param>
    /// <param name="takesTexts">Whether the elements may be texts.</param>
    internal static NpyHeader Read(Stream stream, string name, long length, bool takesTexts = false)
    {
        var text = ReadText(stream, name, out var start);
        var result = new NpyHeaderParser(text, name, takesTexts).Parse();
        CheckLength(result, result.Shape.ToString(), result.Shape.Count, length - start, name);
        if ((long)result.Shape.Count * result.SizeInMemory > int.MaxValue - 128)
            throw BadFileException.At(
                name, "header",
                $"shape {result.Shape} of {result.Type} takes {(long)result.Shape.Count * result.SizeInMemory} bytes in "
                + $"memory; one array holds at most 2 GiB. Divide it, or leave samples out.");
        return result;
    }

    /// <summary>Reads the head of a file whose rows are read one after the other, so that there may be any number of them.</summary>
    /// <returns>The head of a single row, (1, …); the number of rows; where the first begins.</returns>
    internal static (NpyHeader Row, long Rows, long Start) ReadRows(Stream stream, string name, long length)
    {
        var text = ReadText(stream, name, out var start);
        var parser = new NpyHeaderParser(text, name, rowsApart: true);
        var row = parser.Parse();
        CheckLength(row, Written(parser.Rows, row.Shape[1..]), (Int128)parser.Rows * row.Shape.Count, length - start, name);
        return (row, parser.Rows, start);
    }

    private static void CheckLength(NpyHeader header, string shape, Int128 count, long present, string name)
    {
        var expected = count * header.ElementSize;
        if (expected != present)
            throw BadFileException.At(
                name, "data", $"shape {shape} of {header.Type} takes {expected} bytes, but the file holds {present}.");
    }

    /// <summary>The text of the head, and where it ends.</summary>
    private static byte[] ReadText(Stream stream, string name, out long end)
    {
        Span<byte> start = stackalloc byte[12];
        var got = stream.ReadAtLeast(start[..8], 8, throwOnEndOfStream: false);
        if (got == 0) throw new BadFileException($"{name}: the file is empty; an npy file is expected.");
        if (got < 8 || !start[..6].SequenceEqual(Magic))
            throw BadFileException.At(name, "byte 0", "this is not an npy file; it does not begin with \\x93NUMPY.");
        var (major, minor) = (start[6], start[7]);
        if (major is < 1 or > 3 || minor != 0)
            throw BadFileException.At(name, "byte 6", $"npy version {major}.{minor} is not known; versions 1.0, 2.0 and 3.0 are.");
        var sizeBytes = major == 1 ? 2 : 4;
        if (stream.ReadAtLeast(start.Slice(8, sizeBytes), sizeBytes, throwOnEndOfStream: false) < sizeBytes)
            throw BadFileException.At(name, "byte 8", "the file ends inside its header.");
        var headerLength = major == 1
            ? BinaryPrimitives.ReadUInt16LittleEndian(start[8..])
            : BinaryPrimitives.ReadUInt32LittleEndian(start[8..]);
        if (headerLength > MaxLength)
            throw BadFileException.At(name, "byte 8", $"a header of {headerLength} bytes is too long; at most {MaxLength} are read.");
        var header = new byte[headerLength];
        if (stream.ReadAtLeast(header, header.Length, throwOnEndOfStream: false) < header.Length)
            throw BadFileException.At(name, "header", $"the file ends inside its header of {headerLength} bytes.");
        end = 8 + sizeBytes + headerLength;
        return header;
    }

    /// <summary>The bytes that NumPy 1.23 and later write for version 1.0: padded to 64, with room for the first axis to grow.</summary>
    internal static byte[] Build(string type, Shape shape) =>
        shape.Rank == 0 ? Build(type, "()", 21) : Build(type, shape[0], shape[1..]);

    /// <summary>The same of an array of any number of rows.</summary>
    internal static byte[] Build(string type, long rows, Shape row) =>
        Build(type, Written(rows, row), rows.ToString(CultureInfo.InvariantCulture).Length);

    /// <summary><c>(60000, 28, 28)</c>, <c>(5,)</c>.</summary>
    private static string Written(long rows, Shape row) =>
        row.Rank == 0 ? string.Create(CultureInfo.InvariantCulture, $"({rows},)")
        : string.Create(CultureInfo.InvariantCulture, $"({rows}, {string.Join(", ", row.AsSpan().ToArray())})");

    private static byte[] Build(string type, string shape, int digits)
    {
        var order = type[1] == '1' ? '|' : BitConverter.IsLittleEndian ? '<' : '>';
        var text = new StringBuilder().Append("{'descr': '").Append(order).Append(type).Append("', 'fortran_order': False, 'shape': ")
            .Append(shape).Append(", }").Append(' ', 21 - digits);
        text.Append(' ', 64 - ((10 + text.Length + 1) % 64)).Append('\n');
        var bytes = new byte[10 + text.Length];
        Magic.CopyTo(bytes);
        bytes[6] = 1;
        BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(8), (ushort)text.Length);
        Encoding.ASCII.GetBytes(text.ToString(), bytes.AsSpan(10));
        return bytes;
    }
}
