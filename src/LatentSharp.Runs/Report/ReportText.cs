using System.Globalization;

namespace LatentSharp;

/// <summary>Numbers and names as the report and the command line show them; the same under every culture.</summary>
internal static class ReportText
{
    public static readonly CultureInfo Invariant = CultureInfo.InvariantCulture;

    /// <inheritdoc cref="ChartText.Escape"/>
    public static string Escape(string text) => ChartText.Escape(text);

    /// <inheritdoc cref="ChartText.Number"/>
    public static string Number(double value) => ChartText.Number(value);

    /// <summary>Three significant digits, zeros at the end included, so that figures stand well below each other.</summary>
    public static string Figure(double value)
    {
        var size = Math.Abs(value);
        if (!double.IsFinite(value) || size is < 1e-4 or >= 1000) return Number(value);
        return value.ToString("F" + Math.Clamp(2 - (int)Math.Floor(Math.Log10(size)), 0, 6).ToString(Invariant), Invariant);
    }

    public static string Count(long value) => value.ToString("#,0", Invariant);

    /// <summary><c>1 epoch</c>, <c>1,797 samples</c>.</summary>
    public static string Plural(long count, string noun) => $"{Count(count)} {noun}{(count == 1 ? "" : "s")}";

    public static string Percent(double share) => double.IsNaN(share) ? "–" : (100 * share).ToString("0.0", Invariant) + " %";

    public static string Duration(TimeSpan time) => time.TotalSeconds switch
    {
        < 1 => time.TotalMilliseconds.ToString("0", Invariant) + " ms",
        < 60 => time.TotalSeconds.ToString("0.0", Invariant) + " s",
        < 3600 => time.ToString(@"m\:ss", Invariant) + " min",
        _ => ((int)time.TotalHours).ToString(Invariant) + time.ToString(@"\:mm\:ss", Invariant) + " h",
    };

    /// <summary>A coordinate in a picture.</summary>
    public static string At(double value) => ChartText.At(value);
}
