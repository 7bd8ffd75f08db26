using System.Globalization;

namespace LatentSharp;

/// <summary>The kinds of options that there are.</summary>
internal static class OptionKinds
{
    private static readonly CultureInfo Invariant = CultureInfo.InvariantCulture;

    public static OptionSpec<int> Whole(string name, string description, int defaultValue, int minimum = 1, int maximum = int.MaxValue) => new(
        name, "N", description,
        string.Create(Invariant, $"a whole number {(maximum == int.MaxValue ? $"of {minimum} or more" : $"from {minimum} to {maximum}")}"), defaultValue,
        text => (int.TryParse(text, NumberStyles.AllowLeadingSign, Invariant, out var value), value),
        value => value >= minimum && value <= maximum,
        value => value.ToString(Invariant));

    public static OptionSpec<long> Seed(string name, string description, long defaultValue) => new(
        name, "N", description, "a whole number of 0 or more", defaultValue,
        text => (long.TryParse(text, NumberStyles.AllowLeadingSign, Invariant, out var value), value),
        value => value >= 0,
        value => value.ToString(Invariant));

    /// <summary>A number above <paramref name="above"/> and below <paramref name="below"/>, both excluded.</summary>
    public static OptionSpec<double> Real(string name, string description, double defaultValue, double above, double below) => new(
        name, "X", description,
        double.IsPositiveInfinity(below) ? string.Create(Invariant, $"a number above {above}") : string.Create(Invariant, $"a number above {above} and below {below}"),
        defaultValue,
        text => (double.TryParse(text, NumberStyles.Float, Invariant, out var value), value),
        value => value > above && value < below,
        value => value.ToString("R", Invariant));

    public static OptionSpec<IReadOnlyList<int>> Widths(string name, string description, IReadOnlyList<int> defaultValue) => new(
        name, "N,N,…", description, "whole numbers of 1 or more with commas between them, as 128,64", defaultValue,
        ReadWidths,
        widths => widths.Count > 0 && widths.All(width => width >= 1),
        widths => string.Join(',', widths.Select(width => width.ToString(Invariant))));

    public static OptionSpec<string> OneOf(string name, string description, string defaultValue, IReadOnlyList<string> names) => new(
        name, "NAME", description, string.Join(" or ", names), defaultValue, text => (true, text), value => names.Contains(value, StringComparer.Ordinal), value => value);

    /// <summary>Some text, for a file or a column; nothing by default.</summary>
    public static OptionSpec<string?> Text(string name, string placeholder, string description, string requirement, Func<string, bool>? fits = null) => new(
        name, placeholder, description, requirement, null, text => (true, text),
        value => !string.IsNullOrWhiteSpace(value) && (fits is null || fits(value)), value => value ?? "");

    private static (bool Ok, IReadOnlyList<int> Value) ReadWidths(string text)
    {
        var parts = text.Split(',');
        var widths = new int[parts.Length];
        for (var i = 0; i < parts.Length; i++)
        {
            if (!int.TryParse(parts[i].Trim(), NumberStyles.None, Invariant, out widths[i])) return (false, []);
        }
        return (true, widths);
    }
}
