using System.Globalization;

namespace LatentSharp.Bench;

/// <summary>Two readings of the same thing, by the clock and by the processors' time: microseconds, ratios or percentages.</summary>
internal readonly record struct Times(double Wall, double Processor)
{
    public static Times operator /(Times a, Times b) => new(a.Wall / b.Wall, a.Processor / b.Processor);

    public static Times operator *(double factor, Times times) => new(factor * times.Wall, factor * times.Processor);

    internal static Times Median(IReadOnlyList<Times> times) =>
        new(Median(times.Select(t => t.Wall)), Median(times.Select(t => t.Processor)));

    /// <summary>The smallest of each, of what may be different variants; null of none.</summary>
    internal static Times? Least(IEnumerable<Times> times) =>
        times.Aggregate((Times?)null, (least, t) => least is { } l ? new(Math.Min(l.Wall, t.Wall), Math.Min(l.Processor, t.Processor)) : t);

    internal string ToText(string format) => Text(Wall, format) + " / " + Text(Processor, format);

    private static string Text(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);

    private static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }
}
