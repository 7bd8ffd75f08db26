using System.Text.Json;

namespace LatentSharp;

/// <summary>
/// How a table's columns became numbers, as it stands in a configuration: the column of labels, and for each other column its name, its
/// texts, what stands in for missing values, and how numbers or dates are written where that is not the usual way.
/// </summary>
internal static class EncodingConfig
{
    private static readonly string[] Keys = ["label", "columns"];
    private static readonly string[] ColumnKeys = ["name", "texts", "fill", "missing", "numbers", "dates", "hashSize", "indicator"];

    public static void Write(Utf8JsonWriter json, TableEncoding encoding)
    {
        json.WriteString("label", encoding.Label);
        json.WriteStartArray("columns");
        foreach (var column in encoding.Columns)
        {
            json.WriteStartObject();
            json.WriteString("name", column.Name);
            json.WriteStartArray("texts");
            foreach (var text in column.Categories) json.WriteStringValue(text);
            json.WriteEndArray();
            if (column.Fill is { } fill) json.WriteNumber("fill", fill);
            else json.WriteNull("fill");
            json.WriteNumber("missing", column.MissingCount);
            if (column.IsHashed) json.WriteNumber("hashSize", column.HashSize);
            if (column.HasIndicator) json.WriteBoolean("indicator", true);
            if (column.Numbers is { } numbers) NotationConfig.Write(json, "numbers", numbers);
            if (column.Dates is { } dates) NotationConfig.Write(json, "dates", dates);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    /// <summary>Reads an encoding that gives samples of a shape with these columns.</summary>
    /// <exception cref="BadFileException">It is damaged, or does not fit the shape or the columns.</exception>
    public static TableEncoding Read(ConfigNode config, Shape sample, string[] columns)
    {
        config.Only(Keys);
        var encoding = new TableEncoding([.. config.Objects("columns").Select(Column)]) { Label = config.TextOrNull("label") };
        if (encoding.Columns.Sum(column => (long)column.Width) != sample.Count)
            throw config.Bad($"'columns' do not give the {sample.Count} numbers of a sample");
        // Arrays have places, not columns with names.
        if (columns.Length == 0 || encoding.Columns.SelectMany(column => column.OutputNames).SequenceEqual(columns, StringComparer.Ordinal))
            return encoding;
        throw config.Bad("'columns' have other names than the model's");
    }

    private static ColumnEncoding Column(ConfigNode config)
    {
        config.Only(ColumnKeys);
        var texts = config.Texts("texts");
        if (texts.Length > ColumnEncoding.MaxCategories)
            throw config.Bad($"'texts' has {texts.Length} texts; at most {ColumnEncoding.MaxCategories} are expected");
        if (texts.Distinct(StringComparer.Ordinal).Count() < texts.Length) throw config.Bad("'texts' has a text twice");
        var fill = config.NumberOrNull("fill");
        if (fill is { } number
            && (texts.Length > 0 ? number < 0 || number >= texts.Length || Math.Floor(number) != number : !float.IsFinite((float)number)))
            throw config.Bad(
                texts.Length > 0
                    ? $"'fill' must be the place of a text, from 0 to {texts.Length - 1}"
                    : "'fill' must be a number that 32 bits hold");
        var hashSize = config.Has("hashSize") ? config.Whole("hashSize", 1) : 0;
        if (hashSize > CsvOptions.MostHashed) throw config.Bad($"'hashSize' is {hashSize}; at most {CsvOptions.MostHashed} is expected");
        var (hasNumbers, hasDates) = (config.Has("numbers"), config.Has("dates"));
        if ((texts.Length > 0 ? 1 : 0) + (hasNumbers ? 1 : 0) + (hasDates ? 1 : 0) + (hashSize > 0 ? 1 : 0) > 1)
            throw config.Bad("a column has one of 'texts', 'hashSize', 'numbers' and 'dates'");
        return new ColumnEncoding(config.Text("name"), [.. texts], fill)
        {
            HashSize = hashSize, HasIndicator = config.Has("indicator") && config.Flag("indicator"),
            MissingCount = config.Whole("missing", 0),
            Numbers = hasNumbers ? NotationConfig.ReadNumbers(config.Object("numbers")) : null,
            Dates = hasDates ? NotationConfig.ReadDates(config.Object("dates")) : null,
        };
    }
}
