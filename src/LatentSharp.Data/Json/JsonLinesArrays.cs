using System.Globalization;
using System.Text.Json;

namespace LatentSharp;

/// <summary>
/// Reads lines that are arrays of numbers, or objects of one beside a label: samples of any shape, the same for all. They are gone through
/// twice: the first time refuses what does not fit, so that it costs no memory; the second fills in.
/// </summary>
internal sealed class JsonLinesArrays
{
    private readonly InputSource source;
    private readonly string? key;
    private readonly DataOptions options;
    private readonly ClassTable? classes;

    private JsonLinesArrays(InputSource source, string? key, DataOptions options)
    {
        (this.source, this.key, this.options) = (source, key, options);
        if (options.Label is null) return;
        classes = new ClassTable((line, problem) => BadFileException.At(source.Name, $"line {line}", problem));
    }

    /// <summary>Reads the arrays.</summary>
    /// <param name="source">The file.</param>
    /// <param name="key">The key that the arrays have in objects; null for arrays alone.</param>
    /// <param name="options">The key of the label, and what to do with missing values.</param>
    internal static Dataset Read(InputSource source, string? key, DataOptions options) => new JsonLinesArrays(source, key, options).Read();

    private Dataset Read()
    {
        var (rows, shape, standIns) = Find();
        if (rows < (options.TakesOne ? 1 : 2))
            throw new BadFileException(
                $"{source.Name}: there {(rows == 1 ? "is 1 sample" : "are no samples")}; at least "
                + $"{(options.TakesOne ? "1 is" : "2 are")} needed.");
        if ((long)rows * shape.Count * sizeof(float) > int.MaxValue - 128)
            throw new BadFileException($"{source.Name}: {rows} samples of shape {shape} are too many; at most 2 GiB of numbers fit.");
        classes?.Sort();
        var encoding = standIns.Find(rows);
        var labels = classes is null ? [] : new int[rows];
        var samples = Tensor.Create<float, int[]>(shape.Prepend(rows), labels, (elements, indices) =>
        {
            using var scanner = new JsonLinesScanner(source);
            for (var row = 0; row < rows; row++)
            {
                if (!scanner.Next()) throw new BadFileException($"{source.Name}: the file changed while it was read.");
                var sample = elements.Slice(row * shape.Count, shape.Count);
                Fill(scanner, Sample(scanner, out var name), shape, sample, standIns.Exist);
                for (var i = 0; i < sample.Length; i++)
                    if (float.IsNaN(sample[i])) sample[i] = (float)encoding!.Columns[i].Fill!.Value;
                if (name is not null) indices[row] = Math.Max(0, classes!.IndexOf(name));
            }
        });
        string?[] notes = [classes?.Note, .. standIns.Notes];
        return new Dataset(
            CsvFile.NameOf(source.Name),
            samples,
            classes is null ? null : Tensor.From(labels),
            classes?.Names,
            encoding: encoding) { Notes = [.. notes.OfType<string>()] };
    }

    /// <summary>Goes through the file for the first time.</summary>
    private (int Rows, Shape Shape, StandIns StandIns) Find()
    {
        using var scanner = new JsonLinesScanner(source);
        var (rows, shape, standIns) = (0, default(Shape), new StandIns(source.Name, options, 0));
        float[] places = [];
        for (; scanner.Next(); rows++)
        {
            var array = Sample(scanner, out var name);
            if (rows == 0)
            {
                shape = ShapeOf(scanner, array);
                standIns = new StandIns(source.Name, options, shape.Count);
                // There is no room for an array before it is known to be as large as it seems.
                Fill(scanner, array, shape, [], standIns.Exist);
                if (standIns.Exist) places = new float[shape.Count];
            }
            Fill(scanner, array, shape, places, standIns.Exist);
            standIns.Add(places);
            if (name is not null) classes!.Add(name, scanner.Line);
        }
        return (rows, shape, standIns);
    }

    /// <summary>The array of the current line, and its label.</summary>
    private JsonElement Sample(JsonLinesScanner scanner, out string? name)
    {
        name = null;
        var value = scanner.Value;
        if (key is null && value.ValueKind == JsonValueKind.Array) return value;
        if (key is null) throw scanner.Bad("an array is expected, as on the first line.");
        if (value.ValueKind != JsonValueKind.Object) throw scanner.Bad("an object is expected, as on the first line.");
        foreach (var property in value.EnumerateObject())
        {
            if (JsonLinesTable.Name(scanner, property) is var other && other != key && other != options.Label)
                throw scanner.Bad($"the key '{CsvLayout.Shorten(other)}' is not on the first line.");
        }
        if (!value.TryGetProperty(key, out var array) || array.ValueKind != JsonValueKind.Array)
            throw scanner.Bad($"the array '{CsvLayout.Shorten(key)}' is missing.");
        if (options.Label is null) return array;
        var kind = value.TryGetProperty(options.Label, out var text) ? text.ValueKind : JsonValueKind.Null;
        name = kind switch
        {
            JsonValueKind.String => JsonLinesTable.Text(scanner, text),
            JsonValueKind.Number => text.GetRawText(),
            JsonValueKind.True => "1",
            JsonValueKind.False => "0",
            _ => "",
        };
        return array;
    }

    private static Shape ShapeOf(JsonLinesScanner scanner, JsonElement array)
    {
        var sizes = new List<int>();
        for (var element = array; element.ValueKind == JsonValueKind.Array; element = element[0])
        {
            sizes.Add(element.GetArrayLength());
            if (sizes[^1] == 0) throw scanner.Bad("an array is empty.");
            if (sizes.Aggregate(1L, (count, size) => Math.Min(count * size, int.MaxValue)) == int.MaxValue)
                throw scanner.Bad("the arrays would hold 2147483647 numbers or more.");
            if (sizes.Count == Shape.MaxRank) throw scanner.Bad($"arrays are nested more than {Shape.MaxRank - 1} deep.");
        }
        return new Shape([.. sizes]);
    }

    /// <summary>
    /// Compares an array with the shape that all have, and writes its numbers, NaN for a missing one, where there are places.
    /// </summary>
    private void Fill(JsonLinesScanner scanner, JsonElement array, Shape shape, Span<float> places, bool takesMissing)
    {
        if (array.GetArrayLength() != shape[0])
            throw scanner.Bad($"an array has {array.GetArrayLength()} elements, but {shape[0]} on the first line.");
        var (part, at) = (places.Length / shape[0], 0);
        foreach (var element in array.EnumerateArray())
        {
            if (shape.Rank > 1)
            {
                if (element.ValueKind != JsonValueKind.Array)
                    throw scanner.Bad("an array is expected inside of another, as on the first line.");
                Fill(scanner, element, shape[1..], places.IsEmpty ? places : places.Slice(at * part, part), takesMissing);
            }
            else
            {
                var value = Number(scanner, element, at, takesMissing);
                if (!places.IsEmpty) places[at] = value;
            }
            at++;
        }
    }

    private float Number(JsonLinesScanner scanner, JsonElement element, int at, bool takesMissing)
    {
        var isMissing = element.ValueKind == JsonValueKind.Null
            || (element.ValueKind == JsonValueKind.String && MissingWords.Contains(JsonLinesTable.Text(scanner, element)));
        if (isMissing && takesMissing) return float.NaN;
        var text = CsvLayout.Shorten(element.GetRawText());
        if (isMissing)
        {
            throw scanner.Bad($"element {at + 1}: the value is missing ({text}); " + (options.Missing == Missing.Refuse
                ? "fill it, remove the line, or learn with --missing impute, so that the mean of its place stands in."
                : "fill it or remove the line, for nothing stands in for it here."));
        }
        var value = element.ValueKind == JsonValueKind.Number
            ? float.Parse(element.GetRawText(), NumberStyles.Float, CultureInfo.InvariantCulture)
            : float.NaN;
        return float.IsFinite(value) ? value : throw scanner.Bad($"element {at + 1}: {text} is not a finite 32-bit number.");
    }
}
