using System.Text.Json;

namespace LatentSharp;

/// <summary>
/// Walks the JSON of a safetensors header token by token, so that a hostile one costs no more memory than its entries; a document model
/// would take six times the file.
/// </summary>
internal sealed class SafetensorsHeaderParser(byte[] json, string name)
{
    private const int MaxMetadataBytes = 1 << 24;

    private (int Start, int Length)? metadata;

    internal List<SafetensorsEntry> Parse()
    {
        var entries = new List<SafetensorsEntry>();
        var names = new HashSet<string>(StringComparer.Ordinal);
        Guard(() =>
        {
            var reader = Reader(json);
            if (json.Length == 0 || json[0] != '{') throw Bad("header", "the header does not begin with '{'.");
            reader.Read();
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var key = reader.GetString()!;
                if (!names.Add(key)) throw Bad("header", $"the name '{Shorten(key)}' is there twice.");
                reader.Read();
                if (key == SafetensorsHeader.MetadataKey)
                {
                    var start = (int)reader.TokenStartIndex;
                    if (reader.TokenType != JsonTokenType.StartObject) throw Bad("__metadata__", "an object of texts is expected.");
                    reader.Skip();
                    metadata = (start, (int)reader.BytesConsumed - start);
                    continue;
                }
                if (entries.Count == SafetensorsHeader.MaxTensors)
                    throw Bad("header", $"there are more than {SafetensorsHeader.MaxTensors} tensors.");
                entries.Add(ReadEntry(ref reader, key));
            }
            while (reader.Read())
            {
            }
        });
        return entries;
    }

    /// <summary>The texts, read last: only a file that is sound so far gets memory for them.</summary>
    internal SortedDictionary<string, string> ReadMetadata()
    {
        var texts = new SortedDictionary<string, string>(StringComparer.Ordinal);
        if (metadata is not { } place) return texts;
        if (place.Length > MaxMetadataBytes)
            throw Bad("__metadata__", $"{place.Length} bytes of texts are too many; at most {MaxMetadataBytes} are read.");
        Guard(() =>
        {
            var reader = Reader(json.AsSpan(place.Start, place.Length));
            reader.Read();
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var key = reader.GetString()!;
                reader.Read();
                if (reader.TokenType != JsonTokenType.String) throw Bad("__metadata__", $"the value of '{Shorten(key)}' is not a text.");
                if (!texts.TryAdd(key, reader.GetString()!)) throw Bad("__metadata__", $"the name '{Shorten(key)}' is there twice.");
            }
        });
        return texts;
    }

    private SafetensorsEntry ReadEntry(ref Utf8JsonReader reader, string tensor)
    {
        var place = $"tensor '{Shorten(tensor)}'";
        if (reader.TokenType != JsonTokenType.StartObject) throw Bad(place, "an object of dtype, shape and data_offsets is expected.");
        string? type = null;
        Shape? shape = null;
        (long Begin, long End)? offsets = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var key = reader.GetString()!;
            reader.Read();
            switch (key)
            {
                case "dtype" when type is null: type = ReadType(ref reader, place); break;
                case "shape" when shape is null: shape = ReadShape(ref reader, place); break;
                case "data_offsets" when offsets is null: offsets = ReadOffsets(ref reader, place); break;
                default: throw Bad(
                    place, $"the key '{Shorten(key)}' is unknown or there twice; dtype, shape and data_offsets are expected once each.");
            }
        }
        if (type is null || shape is null || offsets is null)
            throw Bad(place, "dtype, shape and data_offsets are expected once each, and one is missing.");
        var (begin, end) = offsets.Value;
        var bytes = shape.Value.Count * SafetensorsHeader.ElementSize(type);
        if (end - begin != bytes)
            throw Bad(place, $"shape {shape} of {type} takes {bytes} bytes, but data_offsets {begin} to {end} span {end - begin}.");
        var inMemory = shape.Value.Count * (type == "BF16" ? 4L : SafetensorsHeader.ElementSize(type));
        if (inMemory > int.MaxValue - 128) throw Bad(place, $"the tensor takes {inMemory} bytes; one tensor holds at most 2 GiB.");
        return new SafetensorsEntry(tensor, type, shape.Value, begin, end);
    }

    private string ReadType(ref Utf8JsonReader reader, string place)
    {
        if (reader.TokenType != JsonTokenType.String) throw Bad(place, "dtype is not a text.");
        foreach (var known in SafetensorsHeader.Types)
            if (reader.ValueTextEquals(known)) return known;
        throw Bad(
            place, $"elements of type '{Shorten(reader.GetString()!)}' are not read; {string.Join(", ", SafetensorsHeader.Types)} are.");
    }

    private Shape ReadShape(ref Utf8JsonReader reader, string place)
    {
        if (reader.TokenType != JsonTokenType.StartArray) throw Bad(place, "shape is not a list of sizes.");
        Span<int> sizes = stackalloc int[Shape.MaxRank];
        var rank = 0;
        long count = 1;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (rank == Shape.MaxRank) throw Bad(place, $"the shape has more than {Shape.MaxRank} axes.");
            var size = ReadWhole(ref reader, place, "a size in the shape");
            if (size > int.MaxValue || (count *= size) > int.MaxValue)
                throw Bad(place, "the shape has 2147483648 elements or more, too many for one tensor.");
            sizes[rank++] = (int)size;
        }
        return new Shape(sizes[..rank]);
    }

    private (long Begin, long End) ReadOffsets(ref Utf8JsonReader reader, string place)
    {
        if (reader.TokenType != JsonTokenType.StartArray) throw Bad(place, "data_offsets is not a list of two places.");
        reader.Read();
        var begin = ReadWhole(ref reader, place, "the first of data_offsets");
        reader.Read();
        var end = ReadWhole(ref reader, place, "the second of data_offsets");
        reader.Read();
        if (reader.TokenType != JsonTokenType.EndArray) throw Bad(place, "data_offsets is not a list of two places.");
        if (end < begin) throw Bad(place, $"data_offsets {begin} to {end} run backwards.");
        return (begin, end);
    }

    private long ReadWhole(ref Utf8JsonReader reader, string place, string what) =>
        reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out var value) && value >= 0
            ? value
            : throw Bad(place, $"{what} is not a whole number of 0 or more that fits in 63 bits.");

    private static Utf8JsonReader Reader(ReadOnlySpan<byte> text) => new(text, new JsonReaderOptions { MaxDepth = 8 });

    private void Guard(Action parse)
    {
        try
        {
            parse();
        }
        catch (JsonException e)
        {
            throw new BadFileException($"{name}: header: the JSON is broken at byte {e.BytePositionInLine}: {e.Message}", e);
        }
        catch (InvalidOperationException e)
        {
            // GetString: an escaped half of a surrogate pair.
            throw new BadFileException($"{name}: header: a text in the JSON is not Unicode.", e);
        }
    }

    private static string Shorten(string text) => text.Length <= 60 ? text : text[..60] + "…";

    private BadFileException Bad(string place, string problem) => BadFileException.At(name, place, problem);
}
