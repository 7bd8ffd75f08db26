using Parquet;
using Parquet.Schema;

namespace LatentSharp;

/// <summary>Reads Parquet files as tables, by Parquet.Net's columns of plain values.</summary>
internal static class ParquetFile
{
    private const string Format = "Parquet";

    internal static Dataset Read(InputSource source, DataOptions options) =>
        Read(source).Read(CsvFile.NameOf(source.Name), options);

    private static RecordTable Read(InputSource source)
    {
        using var stream = ForeignReader.Open(source);
        return ForeignReader.Run(source.Name, Format, () => ReadAsync(source.Name, stream).GetAwaiter().GetResult());
    }

    private static async Task<RecordTable> ReadAsync(string name, Stream stream)
    {
        ParquetWalk.CheckFooter(stream);
        await using var reader = await ParquetReader.CreateAsync(stream, leaveStreamOpen: true);
        var fields = reader.Schema.DataFields;
        foreach (var field in fields)
            if (field.MaxRepetitionLevel > 0 || field.Path.Length > 1)
                throw RecordTable.Unreadable(name, field.Name, "a list or a group");
        ParquetWalk.CheckPages(name, stream, reader, fields.Length);
        var table = new RecordTable(name, [.. fields.Select(field => field.Name)]);
        for (var group = 0; group < reader.RowGroupCount; group++)
        {
            using var rows = reader.OpenRowGroupReader(group);
            for (var column = 0; column < fields.Length; column++)
                foreach (var value in await ValuesAsync(name, rows, fields[column])) table.Add(column, value);
        }
        return table;
    }

    private static async Task<IEnumerable<object?>> ValuesAsync(string name, ParquetRowGroupReader rows, DataField field)
    {
        var type = field.ClrType;
        if (type == typeof(string) || type == typeof(ReadOnlyMemory<char>))
        {
            var texts = new string?[rows.RowCount];
            await rows.ReadAsync(field, texts.AsMemory()!);
            return texts;
        }
        return type == typeof(bool) ? await Values<bool>(rows, field)
            : type == typeof(sbyte) ? await Values<sbyte>(rows, field)
            : type == typeof(byte) ? await Values<byte>(rows, field)
            : type == typeof(short) ? await Values<short>(rows, field)
            : type == typeof(ushort) ? await Values<ushort>(rows, field)
            : type == typeof(int) ? await Values<int>(rows, field)
            : type == typeof(uint) ? await Values<uint>(rows, field)
            : type == typeof(long) ? await Values<long>(rows, field)
            : type == typeof(ulong) ? await Values<ulong>(rows, field)
            : type == typeof(float) ? await Values<float>(rows, field)
            : type == typeof(double) ? await Values<double>(rows, field)
            : type == typeof(decimal) ? await Values<decimal>(rows, field)
            : type == typeof(DateTime) ? await Values<DateTime>(rows, field)
            : type == typeof(DateOnly) ? await Values<DateOnly>(rows, field)
            : type == typeof(TimeOnly) ? await Values<TimeOnly>(rows, field)
            : type == typeof(Guid) ? await Values<Guid>(rows, field)
            : throw RecordTable.Unreadable(name, field.Name, type.Name);
    }

    private static async Task<IEnumerable<object?>> Values<T>(ParquetRowGroupReader rows, DataField field) where T : struct
    {
        if (!field.IsNullable)
        {
            var values = new T[rows.RowCount];
            await rows.ReadAsync(field, values.AsMemory());
            return values.Cast<object?>();
        }
        var some = new T?[rows.RowCount];
        await rows.ReadAsync(field, some.AsMemory());
        return some.Cast<object?>();
    }
}
