using System.Buffers.Binary;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;

namespace LatentSharp;

/// <summary>One tensor that a header announces.</summary>
internal sealed record SafetensorsEntry(string Name, string Type, Shape Shape, long Begin, long End);

/// <summary>
/// The header of a safetensors file: what it announces is checked in full, against the format and against the file's length.
/// </summary>
/// <param name="Entries">The tensors in the order of their places in the file.</param>
/// <param name="Metadata">Texts by name.</param>
internal sealed record SafetensorsHeader(IReadOnlyList<SafetensorsEntry> Entries, SortedDictionary<string, string> Metadata)
{
    internal const long MaxLength = 100_000_000;
    internal const int MaxTensors = 100_000;
    internal const string MetadataKey = "__metadata__";

    internal static readonly string[] Types = ["F32", "F16", "BF16", "I32", "I64", "BOOL"];

    internal static SafetensorsHeader Read(Stream stream, string name, long length)
    {
        if (length == 0) throw new BadFileException($"{name}: the file is empty; a safetensors file is expected.");
        if (length < 8)
            throw BadFileException.At(
                name, "byte 0", $"the file has {length} bytes; a safetensors file begins with 8 bytes of header length.");
        Span<byte> size = stackalloc byte[8];
        stream.ReadExactly(size);
        var headerLength = BinaryPrimitives.ReadUInt64LittleEndian(size);
        if (headerLength > MaxLength)
            throw BadFileException.At(name, "byte 0", $"a header of {headerLength} bytes is too long; at most {MaxLength} are read.");
        if ((long)headerLength > length - 8)
            throw BadFileException.At(name, "byte 0", $"a header of {headerLength} bytes is announced, but only {length - 8} follow.");
        var json = new byte[headerLength];
        stream.ReadExactly(json);
        if (!Utf8.IsValid(json)) throw BadFileException.At(name, "header", "the header is not UTF-8.");
        var parser = new SafetensorsHeaderParser(json, name);
        var entries = parser.Parse();
        CheckPlaces(entries, length - 8 - (long)headerLength, name);
        return new SafetensorsHeader(entries, parser.ReadMetadata());
    }

    internal static long ElementSize(string type) => type switch
    {
        "F32" or "I32" => 4,
        "I64" => 8,
        "BOOL" => 1,
        _ => 2,
    };

    /// <summary>JSON of sorted names, padded with spaces; tensors lie in the order of the layout.</summary>
    internal static byte[] Build(IReadOnlyList<KeyValuePair<string, Tensor>> layout, IReadOnlyDictionary<string, string>? metadata)
    {
        var places = new SortedDictionary<string, (Tensor Tensor, long Begin, long End)>(StringComparer.Ordinal);
        long end = 0;
        foreach (var (name, tensor) in layout)
        {
            if (name == MetadataKey)
                throw new BadArgumentException($"A tensor cannot be named {MetadataKey}: the format keeps this name for texts.");
            var begin = end;
            end += (long)tensor.Count * tensor.DType.Size();
            places.Add(name, (tensor, begin, end));
        }
        var buffer = new System.Buffers.ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            if (metadata is { Count: > 0 })
            {
                json.WriteStartObject(MetadataKey);
                foreach (var (key, value) in metadata.OrderBy(m => m.Key, StringComparer.Ordinal)) json.WriteString(key, value);
                json.WriteEndObject();
            }
            foreach (var (name, place) in places) WriteEntry(json, name, place.Tensor, place.Begin, place.End);
            json.WriteEndObject();
        }
        var padding = (8 - (buffer.WrittenCount % 8)) % 8;
        buffer.GetSpan(padding)[..padding].Fill((byte)' ');
        buffer.Advance(padding);
        if (buffer.WrittenCount > MaxLength)
            throw new BadArgumentException(
                $"The names and texts take {buffer.WrittenCount} bytes; a safetensors header has at most {MaxLength}.");
        return buffer.WrittenSpan.ToArray();
    }

    private static void WriteEntry(Utf8JsonWriter json, string name, Tensor tensor, long begin, long end)
    {
        json.WriteStartObject(name);
        json.WriteString("dtype", tensor.DType switch
        {
            DType.Float32 => "F32",
            DType.Float16 => "F16",
            DType.Int32 => "I32",
            DType.Int64 => "I64",
            DType.Bool => "BOOL",
            _ => throw new BadArgumentException($"Tensor '{name}' of {tensor.DType} cannot be written; convert it to Float32 first."),
        });
        json.WriteStartArray("shape");
        foreach (var size in tensor.Shape) json.WriteNumberValue(size);
        json.WriteEndArray();
        json.WriteStartArray("data_offsets");
        json.WriteNumberValue(begin);
        json.WriteNumberValue(end);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    /// <summary>The tensors must fill the data exactly: each begins where the one before it ends.</summary>
    private static void CheckPlaces(List<SafetensorsEntry> entries, long dataLength, string name)
    {
        entries.Sort(static (a, b) => (a.Begin, a.End).CompareTo((b.Begin, b.End)));
        long end = 0;
        foreach (var entry in entries)
        {
            if (entry.Begin != end)
            {
                var problem = entry.Begin < end ? "overlaps the tensor before it" : "leaves a hole before it";
                throw BadFileException.At(
                    name, $"tensor '{entry.Name}'", $"its data begins at byte {entry.Begin} instead of {end} and {problem}.");
            }
            end = entry.End;
        }
        if (end != dataLength) throw BadFileException.At(name, "data", $"the tensors take {end} bytes, but the file holds {dataLength}.");
    }
}
