using System.Buffers.Binary;
using Parquet;

namespace LatentSharp;

/// <summary>
/// Goes through what a Parquet file says of itself, its footer and the heads of its pages, and compares it with the file, before memory is
/// taken for what it claims.
/// </summary>
internal static class ParquetWalk
{
    // A value that may be missing in the library's array of a column, and the same as text in ours.
    private const int BytesOfCell = 32;

    private const int TailLength = 8, LongestHead = 1 << 16;
    private const int Unpacked = 2, Packed = 3, DataPage = 500, DictionaryPage = 700, DataPageV2 = 800, ValueCount = 1;

    /// <summary>Checks the footer, which the library reads at once.</summary>
    internal static void CheckFooter(Stream stream)
    {
        Span<byte> tail = stackalloc byte[TailLength];
        if (stream.Length < TailLength + 4) throw new InvalidDataException("it is too short");
        stream.Position = stream.Length - TailLength;
        stream.ReadExactly(tail);
        var length = BinaryPrimitives.ReadInt32LittleEndian(tail);
        if (!tail[4..].SequenceEqual("PAR1"u8)) throw new InvalidDataException("it does not end with PAR1");
        if (length < 0 || length > stream.Length - TailLength - 4) throw new InvalidDataException("its footer is longer than the file");
        var footer = new byte[length];
        stream.Position = stream.Length - TailLength - length;
        stream.ReadExactly(footer);
        new ThriftWalk(footer).Walk(ParquetTypes.FileMetaData);
        stream.Position = 0;
    }

    /// <summary>Checks the columns and their pages.</summary>
    internal static void CheckPages(string name, Stream stream, ParquetReader reader, int columns)
    {
        var (cells, bytes) = (0L, 0L);
        foreach (var group in reader.Metadata!.RowGroups)
        {
            if (group.NumRows is < 0 or > int.MaxValue || group.Columns.Count != columns)
                throw new InvalidDataException($"a group of {group.NumRows} rows and {group.Columns.Count} columns cannot be");
            cells += group.NumRows * columns;
            foreach (var column in group.Columns)
            {
                var data = column.MetaData ?? throw new InvalidDataException("a column says nothing of itself");
                var start = Math.Min(data.DataPageOffset, data.DictionaryPageOffset is > 0 and var dictionary ? dictionary : long.MaxValue);
                if (start < 0 || data.TotalCompressedSize < 0 || start > stream.Length - data.TotalCompressedSize)
                    throw new InvalidDataException("a column lies beyond the end of the file");
                bytes += PageBytes(stream, start, start + data.TotalCompressedSize, group.NumRows);
            }
            UnpackedLimit.Current.CheckStream(name, stream.Length, Math.Max(bytes, cells * BytesOfCell));
        }
        stream.Position = 0;
    }

    /// <summary>What the pages of a column unpack to.</summary>
    private static long PageBytes(Stream stream, long at, long end, long rows)
    {
        var bytes = 0L;
        var buffer = new byte[LongestHead];
        while (at < end)
        {
            stream.Position = at;
            var got = stream.ReadAtLeast(buffer, (int)Math.Min(buffer.Length, end - at), throwOnEndOfStream: false);
            var numbers = new Dictionary<int, long>();
            var head = new ThriftWalk(buffer.AsSpan(0, got));
            head.Walk(ParquetTypes.PageHeader, numbers);
            var (packed, unpacked) = (numbers.GetValueOrDefault(Packed), numbers.GetValueOrDefault(Unpacked));
            var values = Math.Max(numbers.GetValueOrDefault(DataPage + ValueCount), numbers.GetValueOrDefault(DataPageV2 + ValueCount));
            var words = numbers.GetValueOrDefault(DictionaryPage + ValueCount);
            if (packed < 0 || unpacked < 0 || packed > end - at - head.Position || values < 0 || values > rows
                || words < 0 || words > unpacked)
                throw new InvalidDataException($"a page of {packed} bytes and {Math.Max(values, words)} values does not fit");
            bytes += unpacked;
            at += head.Position + packed;
        }
        return bytes;
    }
}
