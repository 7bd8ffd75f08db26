using System.Text;
using Apache.Arrow;
using Apache.Arrow.Compression;
using Apache.Arrow.Ipc;

namespace LatentSharp;

/// <summary>Reads Arrow files (Feather V2) as tables, packed by LZ4 or Zstandard or not.</summary>
internal static class ArrowFile
{
    private const string Format = "Arrow";

    private static ReadOnlySpan<byte> Magic => "ARROW1"u8;

    internal static Dataset Read(InputSource source, DataOptions options) =>
        Read(source).Read(CsvFile.NameOf(source.Name), options);

    private static RecordTable Read(InputSource source)
    {
        using var stream = ForeignReader.Open(source);
        Span<byte> start = stackalloc byte[Magic.Length];
        if (stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false) < start.Length || !start.SequenceEqual(Magic))
            throw new BadFileException($"{source.Name}: this is no Arrow file: it does not begin with ARROW1.");
        stream.Position = 0;
        return ForeignReader.Run(source.Name, Format, () => ReadAsync(source.Name, stream).GetAwaiter().GetResult());
    }

    private static async Task<RecordTable> ReadAsync(string name, Stream stream)
    {
        ArrowWalk.Check(stream);
        using var reader = new ArrowFileReader(
            stream, new BoundedAllocator(name, stream.Length), new CompressionCodecFactory(), leaveOpen: true);
        var batches = await reader.RecordBatchCountAsync();
        string[] names = [.. reader.Schema.FieldsList.Select(field => field.Name)];
        var table = new RecordTable(name, names);
        var cells = 0L;
        for (var i = 0; i < batches; i++)
        {
            using var batch = await reader.ReadRecordBatchAsync(i);
            if (batch is null) break;
            cells += (long)batch.Length * names.Length;
            UnpackedLimit.Current.CheckStream(name, stream.Length, cells * sizeof(float));
            for (var column = 0; column < names.Length; column++)
            {
                var values = batch.Column(column);
                if (values.Length != batch.Length)
                    throw new BadFileException(
                        $"{name}: the column '{CsvLayout.Shorten(names[column])}' has {values.Length} rows of {batch.Length}.");
                for (var row = 0; row < batch.Length; row++) table.Add(column, Value(name, names[column], values, row));
            }
        }
        return table;
    }

    private static object? Value(string name, string column, IArrowArray values, int row)
    {
        if (values.IsNull(row)) return null;
        return values switch
        {
            BooleanArray array => array.GetValue(row),
            Int8Array array => array.GetValue(row),
            UInt8Array array => array.GetValue(row),
            Int16Array array => array.GetValue(row),
            UInt16Array array => array.GetValue(row),
            Int32Array array => array.GetValue(row),
            UInt32Array array => array.GetValue(row),
            Int64Array array => array.GetValue(row),
            UInt64Array array => array.GetValue(row),
            HalfFloatArray array => array.GetValue(row),
            FloatArray array => array.GetValue(row),
            DoubleArray array => array.GetValue(row),
            Decimal128Array array => array.GetValue(row),
            // The library's own GetString trusts the file's offsets.
            StringArray array => Text(array.GetBytes(row)),
            LargeStringArray array => Text(array.GetBytes(row)),
            StringViewArray array => Text(array.GetBytes(row)),
            Date32Array array => array.GetDateOnly(row),
            Date64Array array => array.GetDateOnly(row),
            TimestampArray array => array.GetTimestamp(row),
            Time32Array array => array.GetTime(row),
            Time64Array array => array.GetTime(row),
            NullArray => null,
            DictionaryArray array => Value(name, column, array.Dictionary, Index(array.Indices, row)),
            _ => throw RecordTable.Unreadable(name, column, values.Data.DataType.Name),
        };
    }

    private static string Text(ReadOnlySpan<byte> bytes) => Encoding.UTF8.GetString(bytes);

    private static int Index(IArrowArray indices, int row) => indices switch
    {
        Int8Array array => array.GetValue(row)!.Value,
        UInt8Array array => array.GetValue(row)!.Value,
        Int16Array array => array.GetValue(row)!.Value,
        UInt16Array array => array.GetValue(row)!.Value,
        Int32Array array => array.GetValue(row)!.Value,
        _ => throw new InvalidDataException($"indices of type {indices.Data.DataType.Name}"),
    };
}
