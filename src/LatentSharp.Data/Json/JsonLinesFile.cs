using System.Text.Json;

namespace LatentSharp;

/// <summary>
/// Reads JSON Lines (https://jsonlines.org): UTF-8, one JSON value a line, gzip accepted. Objects of numbers and texts are the rows of a
/// table; arrays of numbers, alone or as a value of an object, are samples of any shape.
/// </summary>
public static class JsonLinesFile
{
    /// <summary>
    /// Reads at least two samples. The first line says which kind the file is. A table's columns are the keys of the first line, and are
    /// read by the rules of <see cref="CsvFile"/>: true and false are 1 and 0; null, or a key that a line leaves out, is a missing value.
    /// Of objects with an array, that array is the sample; all have the same shape, and there is no other key but that of the label.
    /// <see cref="DataOptions.Missing"/> says what becomes of a missing number of an array (null, or a word such as "NaN"), in arrays of up
    /// to 100,000 numbers; <see cref="Dataset.Encoding"/> keeps what stood in, for other files.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <param name="options">The key of the label, and what to do with missing values.</param>
    /// <exception cref="BadFileException">
    /// There is no such file, a line is no JSON, or does not fit the first; the message names the line.
    /// </exception>
    /// <exception cref="BadArgumentException">There is no such label.</exception>
    public static Dataset Read(string path, DataOptions? options = null) => Read(InputSource.File(path), options ?? new DataOptions());

    internal static Dataset Read(InputSource source, DataOptions options)
    {
        using var first = new JsonLinesScanner(source);
        if (!first.Next()) throw new BadFileException($"{source.Name}: the file has no lines with text.");
        if (first.Value.ValueKind == JsonValueKind.Array)
        {
            return options.Label is null
                ? JsonLinesArrays.Read(source, null, options)
                : throw new BadArgumentException(
                    $"{source.Name}: the lines are arrays without keys, so '{options.Label}' cannot be the label.");
        }
        if (first.Value.ValueKind != JsonValueKind.Object) throw first.Bad("an object or an array is expected on every line.");
        var keys = first.Value.EnumerateObject().Select(property => (Name: JsonLinesTable.Name(first, property), property.Value.ValueKind))
            .ToArray();
        if (keys.Length is 0 or > CsvScanner.MaxColumns)
            throw first.Bad($"an object of {keys.Length} keys is no sample; 1 to {CsvScanner.MaxColumns} are read.");
        var label = options.Label is null ? -1 : Array.FindIndex(keys, key => key.Name == options.Label);
        var names = string.Join(", ", keys.Take(20).Select(key => CsvLayout.Shorten(key.Name)));
        if (options.Label is not null && label < 0)
            throw new BadArgumentException($"{source.Name} has no key '{CsvLayout.Shorten(options.Label)}'; its keys are {names}.");

        var arrays = keys.Where(key => key.ValueKind == JsonValueKind.Array).Select(key => key.Name).ToArray();
        if (arrays.Length == 0)
        {
            if (keys.Length == 1 && label >= 0)
                throw new BadFileException($"{source.Name}: besides the label there is no key to learn from.");
            var layout = new CsvLayout(',', true, [.. keys.Select(key => key.Name)], label);
            var columns = keys.Select((key, i) => (key.Name, i)).ToDictionary(StringComparer.Ordinal);
            return TableReader.Read(
                new TableText(source.Name, layout, options.Format, () => new JsonLinesTable(source, columns))
                {
                    TakesEmptyColumns = options.TakesEmptyColumns,
                },
                CsvFile.NameOf(source.Name), options.Missing, options.Encoding, options.HashSize);
        }
        if (arrays.Length > 1 || keys.Length > (label >= 0 ? 2 : 1) || arrays[0] == options.Label)
            throw first.Bad(
                $"with an array only the label may stand beside it; the keys are {names}. Name "
                + "the label with --label, and leave the others out.");
        return JsonLinesArrays.Read(source, arrays[0], options);
    }
}
