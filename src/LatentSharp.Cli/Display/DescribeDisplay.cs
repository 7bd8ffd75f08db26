using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace LatentSharp;

/// <summary>What <c>latent data describe</c> says.</summary>
internal static partial class DescribeDisplay
{
    private const int MostLines = 40;

    private static readonly DescriptionJson Json =
        new(new JsonSerializerOptions(DescriptionJson.Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    public static string ToJson(DataDescription description) => JsonSerializer.Serialize(description, Json.DataDescription);

    public static void Write(TextWriter writer, DataDescription description)
    {
        Line(writer, "name", description.Name);
        Line(
            writer, "samples",
            Count(description.Count) + (description.TestCount > 0 ? $", and {Count(description.TestCount)} to test on" : ""));
        if (description.Texts is { } texts) Write(writer, texts);
        else Line(writer, "a sample", $"{string.Join(" x ", description.SampleShape)} of {description.Type}");
        if (description.Recordings is { } recordings)
        {
            Line(
                writer, "recorded",
                $"{Each(recordings.SampleRates)}; {Each(recordings.Channels)}; {Each(recordings.Encodings)}");
            var range = recordings.Shortest == recordings.Longest
                ? FormattableString.Invariant($"{recordings.Longest:0.###} seconds each")
                : FormattableString.Invariant(
                    $"{recordings.Shortest:0.###} to {recordings.Longest:0.###} seconds, {recordings.Median:0.###} in the middle");
            Line(writer, "lasting", FormattableString.Invariant($"{range}, {recordings.Total:N0} together"));
        }
        if (description is { Sequences: { } sequences, Texts: null })
        {
            var own = Steps(sequences.Shortest, sequences.Longest);
            var test = sequences.TestShortest > 0 ? Steps(sequences.TestShortest, sequences.TestLongest) : own;
            Line(writer, "sequences", $"{own} of {Plural(sequences.Channels, "channel")}{(test == own ? "" : $", to test on {test}")}");
        }
        if (description.Texts is null) Line(writer, "values", Show(description.Values));
        if (description is { ConstantValues: > 0, Texts: null }) Line(writer, "constant", Constant(description));
        Line(writer, "labels", description.Classes.Count == 0 ? "none" : Plural(description.Classes.Count, "class", "classes"));
        Line(writer, "missing", description.MissingValues == 0 ? "none" : Plural(description.MissingValues, "value"));
        if (description.Preparation.Length > 0) Line(writer, "to learn", description.Preparation);
        Line(writer, "scaling", description.Scaling);
        if (description.Source is { } source) Line(writer, "source", source);
        if (description.License is { } license) Line(writer, "license", license);
        foreach (var advice in description.Advice) Line(writer, "advice", advice);
        List(writer, "class", description.Classes, item => (item.Name, Count(item.Count)));
        List(writer, "column", description.Columns, item => (item.Name, Show(item, description.Count)));
    }

    private static void Write(TextWriter writer, TextDescription texts)
    {
        var length = texts.Shortest == texts.Longest ? Count(texts.Longest) : $"{Count(texts.Shortest)} to {Count(texts.Longest)}";
        var tokens = texts.Longest == 1 ? texts.Tokens[..^1] : texts.Tokens;
        Line(
            writer, "a sample",
            string.Create(CultureInfo.InvariantCulture, $"a text of {length} {tokens}, {texts.MeanLength:0.#} on average"));
        Line(
            writer, "tokens",
            string.Create(
                CultureInfo.InvariantCulture,
                $"a vocabulary of {texts.Vocabulary:N0} {texts.Tokens}; {100 * texts.UnknownShare:0.#} % of all are not in it"));
        Line(writer, "frequent", string.Join("  ", texts.MostFrequent.Select(token => $"{Visible(token.Name)} {Count(token.Count)}")));
        foreach (var example in texts.Examples) Line(writer, "text", example);
    }

    /// <summary>A token whose blanks can be seen.</summary>
    private static string Visible(string token) =>
        token.Replace(' ', '␣').Replace('\n', '↵').Replace('\t', '⇥').Replace('\r', '␍');

    private static void List<T>(TextWriter writer, string what, IReadOnlyList<T> items, Func<T, (string Name, string Text)> show)
    {
        if (items.Count == 0) return;
        writer.WriteLine();
        var rows = items.Take(MostLines).Select(show).Select(row => row with { Name = row.Name.ReplaceLineEndings("↵") }).ToArray();
        var width = Math.Min(40, Math.Max(what.Length, rows.Max(row => row.Name.Length)));
        foreach (var (name, text) in rows) writer.WriteLine($"{name.PadRight(width)}   {text}");
        if (items.Count > MostLines) writer.WriteLine($"and {Count(items.Count - MostLines)} more; --json lists all");
    }

    /// <summary><c>8000 Hz</c>, or where there are several <c>8000 Hz (12), 16000 Hz (3)</c>.</summary>
    private static string Each(IReadOnlyList<ClassCount> kinds) => kinds.Count == 1
        ? kinds[0].Name : string.Join(", ", kinds.Select(kind => $"{kind.Name} ({Count(kind.Count)})"));

    private static string Show(ColumnDescription column, int rows)
    {
        if (column.Missing == rows) return "nothing but missing values";
        var missing = column.Missing > 0 ? $"   {Count(column.Missing)} missing" : "";
        return (
            column.Values is { } values
                ? Show(values)
                : column.Texts.Count == 0 ? "texts, which became numbers by hashing"
                : string.Join(
                    ", ",
                    column.Texts.Take(8).Select(text => $"{text.Name} {Count(text.Count)}")) + (column.Texts.Count > 8
                        ? ", …"
                        : "")) + missing;
    }

    private static string Show(NumberRange range) => range.Minimum == range.Maximum
        ? string.Create(CultureInfo.InvariantCulture, $"always {range.Minimum:G6}")
        : string.Create(
            CultureInfo.InvariantCulture,
            $"{range.Minimum:G6} to {range.Maximum:G6}, mean {range.Mean:G5}, sd {range.StandardDeviation:G5}");

    /// <summary><c>3 of 64 values are the same in all samples</c>.</summary>
    private static string Constant(DataDescription description)
    {
        var all = description.Sequences is { } known
            ? Plural(known.Channels, "channel")
            : Plural(description.SampleShape.Aggregate(1, (a, b) => a * b), "value");
        return $"{Count(description.ConstantValues)} of {all} {(description.ConstantValues == 1 ? "is" : "are")} the same in all samples";
    }

    /// <summary><c>7 to 29 steps</c>, or <c>150 steps</c> where all are as long.</summary>
    private static string Steps(int shortest, int longest) =>
        shortest == longest ? Plural(longest, "step") : $"{Count(shortest)} to {Plural(longest, "step")}";

    private static string Plural(int count, string one, string? several = null) =>
        $"{Count(count)} {(count == 1 ? one : several ?? one + "s")}";

    private static string Count(int value) => value.ToString("N0", CultureInfo.InvariantCulture);

    private static void Line(TextWriter writer, string name, string text) => writer.WriteLine($"{name,-10}{text}");

    [JsonSourceGenerationOptions(WriteIndented = true, PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
    [JsonSerializable(typeof(DataDescription))]
    private sealed partial class DescriptionJson : JsonSerializerContext;
}
