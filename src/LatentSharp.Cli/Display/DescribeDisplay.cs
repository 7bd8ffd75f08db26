using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace LatentSharp;

/// <summary>What <c>latent data describe</c> says.</summary>
internal static class DescribeDisplay
{
    private const int MostLines = 40;

    private static readonly JsonSerializerOptions Json = new()
    {
        WriteIndented = true,
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static string ToJson(DataDescription description) => JsonSerializer.Serialize(description, Json);

    public static void Write(TextWriter writer, DataDescription description)
    {
        Line(writer, "name", description.Name);
        Line(writer, "samples", Count(description.Count) + (description.TestCount > 0 ? $", and {Count(description.TestCount)} to test on" : ""));
        Line(writer, "a sample", $"{string.Join(" x ", description.SampleShape)} of {description.Type}");
        if (description.Sequences is { } sequences)
        {
            Line(writer, "sequences", $"{Steps(sequences.Shortest, sequences.Longest)} of {Plural(sequences.Channels, "channel")}"
                + (sequences.TestShortest > 0 ? $", to test on {Steps(sequences.TestShortest, sequences.TestLongest)}" : ""));
        }
        Line(writer, "values", Show(description.Values));
        if (description.ConstantValues > 0) Line(writer, "constant", $"{Count(description.ConstantValues)} of {(description.Sequences is { } known ? Plural(known.Channels, "channel") : Plural(description.SampleShape.Aggregate(1, (a, b) => a * b), "value"))} are the same in all samples");
        Line(writer, "labels", description.Classes.Count == 0 ? "none" : Plural(description.Classes.Count, "class", "classes"));
        Line(writer, "missing", description.MissingValues == 0 ? "none" : Plural(description.MissingValues, "value"));
        if (description.Preparation.Length > 0) Line(writer, "to learn", description.Preparation);
        Line(writer, "scaling", description.Scaling);
        if (description.Source is { } source) Line(writer, "source", source);
        if (description.License is { } license) Line(writer, "license", license);
        List(writer, "class", description.Classes, item => (item.Name, Count(item.Count)));
        List(writer, "column", description.Columns, item => (item.Name, Show(item)));
    }

    private static void List<T>(TextWriter writer, string what, IReadOnlyList<T> items, Func<T, (string Name, string Text)> show)
    {
        if (items.Count == 0) return;
        writer.WriteLine();
        var rows = items.Take(MostLines).Select(show).ToArray();
        var width = Math.Min(40, Math.Max(what.Length, rows.Max(row => row.Name.Length)));
        foreach (var (name, text) in rows) writer.WriteLine($"{name.PadRight(width)}   {text}");
        if (items.Count > MostLines) writer.WriteLine($"and {Count(items.Count - MostLines)} more; --json lists all");
    }

    private static string Show(ColumnDescription column)
    {
        var missing = column.Missing > 0 ? $"   {Count(column.Missing)} missing" : "";
        return (column.Values is { } values ? Show(values) : string.Join(", ", column.Texts.Take(8).Select(text => $"{text.Name} {Count(text.Count)}")) + (column.Texts.Count > 8 ? ", …" : "")) + missing;
    }

    private static string Show(NumberRange range) => string.Create(CultureInfo.InvariantCulture, $"{range.Minimum:G6} to {range.Maximum:G6}, mean {range.Mean:G5}, sd {range.StandardDeviation:G5}");

    private static string Steps(int shortest, int longest) => shortest == longest ? Plural(longest, "step") : $"{Count(shortest)} to {Plural(longest, "step")}";

    private static string Plural(int count, string one, string? many = null) => $"{Count(count)} {(count == 1 ? one : many ?? one + "s")}";

    private static string Count(int value) => value.ToString("N0", CultureInfo.InvariantCulture);

    private static void Line(TextWriter writer, string name, string text) => writer.WriteLine($"{name,-10}{text}");
}
