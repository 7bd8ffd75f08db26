using System.Globalization;
using System.Text.Json;

namespace LatentSharp;

/// <summary>
/// Reads JSON Lines (https://jsonlines.org): UTF-8, one JSON value a line, gzip accepted. Objects of numbers and texts are the rows of a table; arrays of numbers, alone or as a
/// value of an object, are samples of any shape.
/// </summary>
public static class JsonLinesFile
{
    /// <summary>
    /// Reads at least two samples. The first line says which kind the file is. A table's columns are the keys of the first line, and are read by the rules of
    /// <see cref="CsvFile"/>: true and false are 1 and 0; null, or a key that a line leaves out, is a missing value. Of objects with an array, that array is the sample; all
    /// have the same shape, and there is no other key but that of the label.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <param name="options">The key of the label, and what to do with missing values.</param>
    /// <exception cref="BadFileException">There is no such file, a line is no JSON, or does not fit the first; the message names the line.</exception>
    /// <exception cref="BadArgumentException">There is no such label.</exception>
    public static Dataset Read(string path, DataOptions? options = null) => Read(InputSource.File(path), options ?? new DataOptions());

    internal static Dataset Read(InputSource source, DataOptions options)
    {
        using var first = new JsonLinesScanner(source);
        if (!first.Next()) throw new BadFileException($"{source.Name}: the file has no lines with text.");
        if (first.Value.ValueKind == JsonValueKind.Array)
        {
            return options.Label is null
                ? ReadArrays(source, null, null)
                : throw new BadArgumentException($"{source.Name}: the lines are arrays without keys, so '{options.Label}' cannot be the label.");
        }
        if (first.Value.ValueKind != JsonValueKind.Object) throw first.Bad("an object or an array is expected on every line.");
        var keys = first.Value.EnumerateObject().Select(property => (Name: JsonLinesTable.Name(first, property), property.Value.ValueKind)).ToArray();
        if (keys.Length is 0 or > CsvScanner.MaxColumns) throw first.Bad($"an object of {keys.Length} keys is no sample; 1 to {CsvScanner.MaxColumns} are read.");
        var label = options.Label is null ? -1 : Array.FindIndex(keys, key => key.Name == options.Label);
        var names = string.Join(", ", keys.Take(20).Select(key => CsvLayout.Shorten(key.Name)));
        if (options.Label is not null && label < 0) throw new BadArgumentException($"{source.Name} has no key '{CsvLayout.Shorten(options.Label)}'; its keys are {names}.");

        var arrays = keys.Where(key => key.ValueKind == JsonValueKind.Array).Select(key => key.Name).ToArray();
        if (arrays.Length == 0)
        {
            if (keys.Length == 1 && label >= 0) throw new BadFileException($"{source.Name}: besides the label there is no key to learn from.");
            var layout = new CsvLayout(',', true, [.. keys.Select(key => key.Name)], label);
            var columns = keys.Select((key, i) => (key.Name, i)).ToDictionary(StringComparer.Ordinal);
            return TableReader.Read(new TableText(source.Name, layout, options.Format, () => new JsonLinesTable(source, columns)), CsvFile.NameOf(source.Name), options.Missing, options.Encoding);
        }
        if (arrays.Length > 1 || keys.Length > (label >= 0 ? 2 : 1) || arrays[0] == options.Label)
            throw first.Bad($"with an array only the label may stand beside it; the keys are {names}. Name the label with --label, and leave the others out.");
        return ReadArrays(source, arrays[0], options.Label);
    }

    private static Dataset ReadArrays(InputSource source, string? key, string? label)
    {
        var classes = label is null ? null : new ClassTable();
        Shape? shape = null;
        var (rows, firstDash) = (0, 0);
        using (var scanner = new JsonLinesScanner(source))
        {
            for (; scanner.Next(); rows++)
            {
                var array = Sample(scanner, key, label, out var name);
                shape ??= ShapeOf(scanner, array);
                Fill(scanner, array, shape.Value, []);
                if (firstDash == 0 && name?.Trim() == "-") firstDash = scanner.Line;
                if (name is not null && !classes!.Add(name)) throw scanner.Bad($"there are more than {ClassTable.Most} different labels, too many for classes.");
            }
        }
        if (rows < 2) throw new BadFileException($"{source.Name}: there {(rows == 1 ? "is 1 sample" : "are no samples")}; at least 2 are needed.");
        if ((long)rows * shape!.Value.Count * sizeof(float) > int.MaxValue - 128) throw new BadFileException($"{source.Name}: {rows} samples of shape {shape} are too many; at most 2 GiB of numbers fit.");
        classes?.Sort();
        if (firstDash > 0 && !classes!.Names.Contains("+", StringComparer.Ordinal)) throw BadFileException.At(source.Name, $"line {firstDash}", "the label is missing ('-'), for this stands for nothing; fill it, or remove the line.");
        var labels = classes is null ? [] : new int[rows];
        var samples = Tensor.Create<float, int[]>(shape.Value.Prepend(rows), labels, (elements, indices) =>
        {
            using var scanner = new JsonLinesScanner(source);
            var size = elements.Length / rows;
            for (var row = 0; row < rows; row++)
            {
                if (!scanner.Next()) throw new BadFileException($"{source.Name}: the file changed while it was read.");
                Fill(scanner, Sample(scanner, key, label, out var name), shape.Value, elements.Slice(row * size, size));
                if (name is not null) indices[row] = Math.Max(0, classes!.IndexOf(name));
            }
        });
        return new Dataset(CsvFile.NameOf(source.Name), samples, classes is null ? null : Tensor.From(labels), classes?.Names);
    }

    /// <summary>The array of the current line, and its label.</summary>
    private static JsonElement Sample(JsonLinesScanner scanner, string? key, string? label, out string? name)
    {
        name = null;
        var value = scanner.Value;
        if (key is null) return value.ValueKind == JsonValueKind.Array ? value : throw scanner.Bad("an array is expected, as on the first line.");
        if (value.ValueKind != JsonValueKind.Object) throw scanner.Bad("an object is expected, as on the first line.");
        foreach (var property in value.EnumerateObject())
            if (JsonLinesTable.Name(scanner, property) is var other && other != key && other != label) throw scanner.Bad($"the key '{CsvLayout.Shorten(other)}' is not on the first line.");
        if (!value.TryGetProperty(key, out var array) || array.ValueKind != JsonValueKind.Array) throw scanner.Bad($"the array '{CsvLayout.Shorten(key)}' is missing.");
        if (label is null) return array;
        var kind = value.TryGetProperty(label, out var text) ? text.ValueKind : JsonValueKind.Null;
        name = kind switch
        {
            JsonValueKind.String => JsonLinesTable.Text(scanner, text),
            JsonValueKind.Number => text.GetRawText(),
            JsonValueKind.True => "1",
            JsonValueKind.False => "0",
            _ => "",
        };
        if (!ClassTable.IsMissing(name)) return array;
        throw scanner.Bad(name.Trim().Length == 0
            ? "the label is empty."
            : $"the label is missing ('{CsvLayout.Shorten(name)}'), for this stands for nothing; fill it, or remove the line.");
    }

    private static Shape ShapeOf(JsonLinesScanner scanner, JsonElement array)
    {
        var sizes = new List<int>();
        for (var element = array; element.ValueKind == JsonValueKind.Array; element = element[0])
        {
            sizes.Add(element.GetArrayLength());
            if (sizes[^1] == 0) throw scanner.Bad("an array is empty.");
            if (sizes.Aggregate(1L, (count, size) => Math.Min(count * size, int.MaxValue)) == int.MaxValue) throw scanner.Bad("the arrays would hold 2147483647 numbers or more.");
            if (sizes.Count == Shape.MaxRank) throw scanner.Bad($"arrays are nested more than {Shape.MaxRank - 1} deep.");
        }
        return new Shape([.. sizes]);
    }

    /// <summary>Compares an array with the shape that all have, and writes its numbers where there are places for them.</summary>
    private static void Fill(JsonLinesScanner scanner, JsonElement array, Shape shape, Span<float> places)
    {
        if (array.GetArrayLength() != shape[0]) throw scanner.Bad($"an array has {array.GetArrayLength()} elements, but {shape[0]} on the first line.");
        var (part, at) = (places.Length / shape[0], 0);
        foreach (var element in array.EnumerateArray())
        {
            if (shape.Rank > 1)
            {
                if (element.ValueKind != JsonValueKind.Array) throw scanner.Bad("an array is expected inside of another, as on the first line.");
                Fill(scanner, element, shape[1..], places.IsEmpty ? places : places.Slice(at, part));
            }
            else
            {
                if (element.ValueKind == JsonValueKind.Null || (element.ValueKind == JsonValueKind.String && MissingWords.Contains(element.GetRawText().Trim('"'))))
                    throw scanner.Bad($"element {at + 1}: the value is missing ({CsvLayout.Shorten(element.GetRawText())}); fill it or remove the line, for values of arrays are not filled in.");
                var value = element.ValueKind == JsonValueKind.Number ? Number(element) : float.NaN;
                if (!float.IsFinite(value)) throw scanner.Bad($"element {at + 1}: {CsvLayout.Shorten(element.GetRawText())} is not a finite 32-bit number.");
                if (!places.IsEmpty) places[at] = value;
                part = 1;
            }
            at += part;
        }
    }

    private static float Number(JsonElement element) => float.Parse(element.GetRawText(), NumberStyles.Float, CultureInfo.InvariantCulture);
}
