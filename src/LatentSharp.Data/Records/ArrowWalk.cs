using System.Buffers.Binary;

namespace LatentSharp;

/// <summary>
/// Goes through the blocks that the footer of an Arrow file names and compares their lengths with the file, before memory is taken for what
/// it claims. The footer is a FlatBuffer, <c>Footer</c> of Arrow's File.fbs.
/// </summary>
internal static class ArrowWalk
{
    private const int TailLength = 10, BlockLength = 24, Continuation = -1, MostDepth = 16;

    // Fields of Footer, Schema, Field, Message and RecordBatch by their numbers.
    private const int Schema = 1, Dictionaries = 2, Batches = 3, Fields = 1, Children = 5, HeaderType = 1, Header = 2, BodyLength = 3,
        Nodes = 1;

    private const byte DictionaryBatch = 2, RecordBatch = 3;

    internal static void Check(Stream stream)
    {
        var tail = Bytes(stream, stream.Length - TailLength, TailLength);
        var length = BinaryPrimitives.ReadInt32LittleEndian(tail);
        if (!tail.AsSpan(4).SequenceEqual("ARROW1"u8)) throw new InvalidDataException("it does not end with ARROW1");
        CheckLength(stream, stream.Length - TailLength - length, length);
        ReadOnlySpan<byte> footer = Bytes(stream, stream.Length - TailLength - length, length);
        var root = Int(footer, 0);
        if (Table(footer, root, Schema) is var schema and > 0) CheckFields(footer, schema, Fields, 0);
        foreach (var (field, kind) in (ReadOnlySpan<(int, byte)>)[(Dictionaries, DictionaryBatch), (Batches, RecordBatch)])
        {
            var (start, count) = Vector(footer, root, field, BlockLength);
            for (var i = 0; i < count; i++) CheckBlock(stream, footer[(start + (i * BlockLength))..], kind);
        }
        stream.Position = 0;
    }

    /// <summary>Holds the lists of a schema, and of the columns in it, against the bytes that are there.</summary>
    private static void CheckFields(ReadOnlySpan<byte> footer, int table, int field, int depth)
    {
        if (depth > MostDepth) throw new InvalidDataException("its columns lie in each other too deep");
        Vector(footer, table, field + 1, sizeof(int));
        var (start, count) = Vector(footer, table, field, sizeof(int));
        for (var i = 0; i < count; i++)
            CheckFields(footer, start + (i * sizeof(int)) + Int(footer, start + (i * sizeof(int))), Children, depth + 1);
    }

    /// <summary>
    /// Checks a block, which must be of its list's kind: behind one of another the library would read on, whatever is there.
    /// </summary>
    private static void CheckBlock(Stream stream, ReadOnlySpan<byte> block, byte kind)
    {
        var offset = BinaryPrimitives.ReadInt64LittleEndian(block);
        CheckLength(stream, offset, BinaryPrimitives.ReadInt32LittleEndian(block[8..]));
        CheckLength(stream, offset, BinaryPrimitives.ReadInt64LittleEndian(block[16..]));
        var head = Bytes(stream, offset, 2 * sizeof(int));
        var length = BinaryPrimitives.ReadInt32LittleEndian(head);
        // Older files have no continuation before a length.
        var at = offset + sizeof(int);
        if (length == Continuation) (length, at) = (BinaryPrimitives.ReadInt32LittleEndian(head.AsSpan(4)), at + sizeof(int));
        var message = Bytes(stream, at, length);
        var root = Int(message, 0);
        if (Place(message, root, BodyLength) is var body and > 0)
            CheckLength(stream, at, BinaryPrimitives.ReadInt64LittleEndian(message.AsSpan(body)));
        var found = Place(message, root, HeaderType) is var place and > 0 ? message[place] : 0;
        var batch = found == kind ? Table(message, root, Header) : 0;
        if (batch == 0) throw new InvalidDataException("a block in it holds no rows");
        if (kind == DictionaryBatch) batch = Table(message, batch, 1);
        Vector(message, batch, Nodes, 2 * sizeof(long));
        Vector(message, batch, Nodes + 1, 2 * sizeof(long));
    }

    /// <summary>Where a list begins and how many elements it has, which lie within the buffer.</summary>
    private static (int Start, int Count) Vector(ReadOnlySpan<byte> buffer, int table, int field, int size)
    {
        var vector = Table(buffer, table, field);
        if (vector == 0) return (0, 0);
        var count = Int(buffer, vector);
        if (count < 0 || count > (buffer.Length - vector - sizeof(int)) / size) throw new InvalidDataException("a list in it is too long");
        return (vector + sizeof(int), count);
    }

    /// <summary>Where a field of a table leads to; 0 when there is no such field.</summary>
    private static int Table(ReadOnlySpan<byte> buffer, int table, int field) =>
        Place(buffer, table, field) is var place and > 0 ? place + Int(buffer, place) : 0;

    private static int Place(ReadOnlySpan<byte> buffer, int table, int field)
    {
        var fields = buffer[(table - Int(buffer, table))..];
        var entry = 4 + (2 * field);
        // The library takes both for signed.
        var length = BinaryPrimitives.ReadInt16LittleEndian(fields);
        var place = entry < length ? BinaryPrimitives.ReadInt16LittleEndian(fields[entry..]) : 0;
        if (length < 0 || place < 0) throw new InvalidDataException("a table in it is not laid out as one");
        return place == 0 ? 0 : table + place;
    }

    private static int Int(ReadOnlySpan<byte> buffer, int at) => BinaryPrimitives.ReadInt32LittleEndian(buffer[at..]);

    private static byte[] Bytes(Stream stream, long at, int count)
    {
        CheckLength(stream, at, count);
        var bytes = new byte[count];
        stream.Position = at;
        stream.ReadExactly(bytes);
        return bytes;
    }

    private static void CheckLength(Stream stream, long at, long length)
    {
        if (at < 0 || length < 0 || at > stream.Length - length) throw new InvalidDataException("a block in it lies beyond its end");
    }
}
