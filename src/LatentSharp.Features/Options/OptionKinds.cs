using System.Globalization;

namespace LatentSharp;

/// <summary>The kinds of options that there are.</summary>
internal static class OptionKinds
{
    private const string None = "none";

    private static readonly CultureInfo Invariant = CultureInfo.InvariantCulture;

    public static OptionSpec<int> Whole(string name, string description, int defaultValue, int minimum = 1, int maximum = int.MaxValue) =>
        new(
        name, "N", description,
        string.Create(Invariant, $"a whole number {(maximum == int.MaxValue ? $"of {minimum} or more" : $"from {minimum} to {maximum}")}"),
        defaultValue,
        text => (int.TryParse(text, NumberStyles.AllowLeadingSign, Invariant, out var value), value),
        value => value >= minimum && value <= maximum,
        value => value.ToString(Invariant)) { Most = maximum == int.MaxValue ? maximum : null };

    public static OptionSpec<long> Seed(string name, string description, long defaultValue) => new(
        name, "N", description, "a whole number of 0 or more", defaultValue,
        text => (long.TryParse(text, NumberStyles.AllowLeadingSign, Invariant, out var value), value),
        value => value >= 0,
        value => value.ToString(Invariant)) { Most = long.MaxValue };

    /// <summary>A whole number that follows from the data when nothing is said.</summary>
    public static OptionSpec<int?> WholeOrAutomatic(string name, string description, int minimum, string automatic) => new(
        name, "N", description, string.Create(Invariant, $"a whole number of {minimum} or more"), null,
        text => (int.TryParse(text, NumberStyles.AllowLeadingSign, Invariant, out var value), value),
        value => value is null || value >= minimum,
        value => value is { } whole ? whole.ToString(Invariant) : "") { WhenNothingIsSaid = automatic, Most = int.MaxValue };

    /// <summary>A number above <paramref name="above"/> and below <paramref name="below"/>, both excluded.</summary>
    public static OptionSpec<double> Real(string name, string description, double defaultValue, double above, double below) =>
        Real(name, description, defaultValue, new NumberRange { Above = above, Below = below });

    public static OptionSpec<double> Real(string name, string description, double defaultValue, NumberRange range) => new(
        name, "X", description, $"a number {range.InWords}", defaultValue,
        text => (double.TryParse(text, NumberStyles.Float, Invariant, out var value), value),
        range.Contains,
        value => value.ToString("R", Invariant));

    /// <summary>A number that follows from other options when nothing is said.</summary>
    public static OptionSpec<double?> RealOrAutomatic(string name, string description, NumberRange range, string automatic) => new(
        name, "X", description, $"a number {range.InWords}", null,
        text => (double.TryParse(text, NumberStyles.Float, Invariant, out var value), value),
        value => value is null || range.Contains(value.Value),
        value => value is { } number ? number.ToString("R", Invariant) : "") { WhenNothingIsSaid = automatic };

    /// <summary>A time, more than none: a number with <c>s</c>, <c>m</c> or <c>h</c>.</summary>
    public static OptionSpec<TimeSpan> Time(string name, string description, TimeSpan defaultValue) => new(
        name, "TIME", description, "a time as 90s, 5m or 1.5h, from 1s to 1000h", defaultValue,
        ReadTime,
        value => value >= TimeSpan.FromSeconds(1) && value <= TimeSpan.FromHours(1000),
        value => value.TotalSeconds < 120 ? string.Create(Invariant, $"{value.TotalSeconds:0.###}s")
            : value.TotalMinutes < 120 ? string.Create(Invariant, $"{value.TotalMinutes:0.###}m")
            : string.Create(Invariant, $"{value.TotalHours:0.###}h"));

    /// <summary>The same above <paramref name="above"/> and below <paramref name="below"/>, both excluded.</summary>
    public static OptionSpec<double?> RealOrAutomatic(string name, string description, double above, double below, string automatic) =>
        RealOrAutomatic(name, description, new NumberRange { Above = above, Below = below }, automatic);

    /// <summary>A number from <paramref name="least"/> to <paramref name="most"/>, both included.</summary>
    public static OptionSpec<double?> RealFromTo(string name, string description, double least, double most, string automatic) =>
        RealOrAutomatic(name, description, new NumberRange { AtLeast = least, AtMost = most }, automatic);

    public static OptionSpec<bool> YesNo(string name, string description, bool defaultValue) => new(
        name, "yes|no", description, "yes or no", defaultValue, text => (text is "yes" or "no", text == "yes"), _ => true,
        value => value ? "yes" : "no");

    /// <summary>Yes or no, which follows from the data when nothing is said.</summary>
    public static OptionSpec<bool?> YesNoOrAutomatic(string name, string description, string automatic) => new(
        name, "yes|no", description, "yes or no", null, text => (text is "yes" or "no", text == "yes"), _ => true,
        value => value is { } said ? said ? "yes" : "no" : "") { WhenNothingIsSaid = automatic };

    /// <summary>One of some characters, by its name or as it is; which follows from the data when nothing is said.</summary>
    public static OptionSpec<char?> Sign(string name, string description, string automatic, params (string Name, char Sign)[] signs) => new(
        name, "SIGN", description, Or([.. signs.Select(sign => sign.Name)]) + ", or the sign itself", null,
        text => Array.Find(signs, sign => sign.Name == text || (text.Length == 1 && sign.Sign == text[0])) is { Name: not null } found
            ? (true, found.Sign)
            : (false, null),
        value => value is null || Array.Exists(signs, sign => sign.Sign == value),
        value => value is null
            ? ""
            : Array.Find(signs, sign => sign.Sign == value).Name ?? value.Value.ToString()) { WhenNothingIsSaid = automatic };

    public static OptionSpec<IReadOnlyList<int>> Widths(
        string name, string description, IReadOnlyList<int> defaultValue, bool takesNone = true) => new(
        name, "N,N,…", description, $"whole numbers of 1 or more with commas between them, as 128,64{(takesNone ? ", or none" : "")}",
        defaultValue,
        ReadWidths,
        widths => widths is not null && widths.Count >= (takesNone ? 0 : 1) && widths.All(width => width >= 1),
        WriteWidths);

    /// <summary>Widths that follow from the data when nothing is said.</summary>
    public static OptionSpec<IReadOnlyList<int>?> WidthsOrAutomatic(string name, string description, string automatic) => new(
        name, "N,N,…", description, "whole numbers of 1 or more with commas between them, as 128,64, or none", null,
        text => ReadWidths(text),
        widths => widths is null || widths.All(width => width >= 1),
        widths => widths is null ? "" : WriteWidths(widths)) { WhenNothingIsSaid = automatic };

    /// <summary>One value of an enumeration, by its name in lower case with dashes.</summary>
    public static OptionSpec<Enum> Choice(string name, string description, Enum defaultValue)
    {
        var values = Enum.GetValuesAsUnderlyingType(defaultValue.GetType()).Cast<object>()
            .Select(value => (Enum)Enum.ToObject(defaultValue.GetType(), value)).ToArray();
        return new(
            name, "NAME", description, Or([.. values.Select(NameOf)]), defaultValue,
            text => Array.Find(values, value => NameOf(value) == text) is { } found ? (true, found) : (false, defaultValue),
            values.Contains, NameOf);
    }

    /// <summary>Two or more values of an enumeration, each once, by their names with commas between them.</summary>
    public static OptionSpec<IReadOnlyList<T>> Several<T>(string name, string description, IReadOnlyList<T> defaultValue)
        where T : struct, Enum
    {
        var all = Enum.GetValues<T>();
        return new(
            name, "NAME,NAME,…", description,
            $"two or more of {string.Join(", ", all.Select(value => NameOf(value)))}, each once, with commas between them", defaultValue,
            text =>
            {
                string[] names = [.. text.Split(',').Select(part => part.Trim())];
                T[] found = [.. names.SelectMany(part => all.Where(value => NameOf(value) == part))];
                return (found.Length == names.Length, found);
            },
            values => values is { Count: >= 2 } && values.All(all.Contains) && values.Distinct().Count() == values.Count,
            values => string.Join(',', values.Select(value => NameOf(value))));
    }

    /// <summary>The name of a value of an enumeration: in lower case with dashes.</summary>
    internal static string NameOf(Enum value) =>
        string.Concat(
            value.ToString().Select((c, i) => char.IsUpper(c) ? (i > 0 ? "-" : "") + char.ToLowerInvariant(c) : c.ToString()));

    public static OptionSpec<string> OneOf(string name, string description, string defaultValue, IReadOnlyList<string> names) => new(
        name, "NAME", description, Or(names), defaultValue, text => (true, text), value => names.Contains(value, StringComparer.Ordinal),
        value => value);

    /// <summary>Some text, for a file or a column; nothing by default.</summary>
    public static OptionSpec<string?> Text(
        string name, string placeholder, string description, string requirement, Func<string, bool>? fits = null) =>
        new(
        name, placeholder, description, requirement, null, text => (true, text),
        value => !string.IsNullOrWhiteSpace(value) && (fits is null || fits(value)), value => value ?? "");

    /// <summary>A file to write, of one of some formats.</summary>
    /// <param name="name">The option.</param>
    /// <param name="description">What is written.</param>
    /// <param name="endings">Those of the formats, with their points.</param>
    public static OptionSpec<string?> Output(string name, string description, params string[] endings) => Text(
        name, "FILE", description, $"a path that ends in {Or(endings)}",
        path => endings.Contains(Path.GetExtension(path), StringComparer.OrdinalIgnoreCase));

    /// <summary><c>a or b</c>, <c>a, b or c</c>.</summary>
    internal static string Or(IReadOnlyList<string> names) =>
        names.Count < 2 ? string.Concat(names) : $"{string.Join(", ", names.Take(names.Count - 1))} or {names[^1]}";

    private static (bool Ok, TimeSpan Value) ReadTime(string text)
    {
        var seconds = text.Length < 2 ? 0 : text[^1] switch { 's' => 1, 'm' => 60, 'h' => 3600, _ => 0 };
        return seconds > 0 && double.TryParse(text[..^1], NumberStyles.AllowDecimalPoint, Invariant, out var count) && count < 1e9
            ? (true, TimeSpan.FromSeconds(count * seconds))
            : (false, default);
    }

    private static string WriteWidths(IReadOnlyList<int> widths) =>
        widths.Count == 0 ? None : string.Join(',', widths.Select(width => width.ToString(Invariant)));

    private static (bool Ok, IReadOnlyList<int> Value) ReadWidths(string text)
    {
        if (text == None) return (true, []);
        var parts = text.Split(',');
        var widths = new int[parts.Length];
        for (var i = 0; i < parts.Length; i++)
        {
            if (!int.TryParse(parts[i].Trim(), NumberStyles.None, Invariant, out widths[i])) return (false, []);
        }
        return (true, widths);
    }
}
