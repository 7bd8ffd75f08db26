using System.Globalization;

namespace LatentSharp;

/// <summary>Where a search looks for good values of an option: a range of numbers, or some values.</summary>
/// <param name="From">The least number; not a number where there are <paramref name="Choices"/>.</param>
/// <param name="To">The greatest number.</param>
/// <param name="Choices">The values, as the command line has them; none for a range.</param>
public sealed record SearchRange(double From, double To, IReadOnlyList<string> Choices)
{
    private const double Wide = 10;

    /// <summary>Whether equal ratios are equally likely, not equal differences.</summary>
    public bool IsLogarithmic => From > 0 && To / From >= Wide;

    /// <summary>The value at a place from 0 to below 1, as the command line has it; numbers have three significant digits.</summary>
    /// <param name="place">The place.</param>
    /// <param name="isWhole">Whether the option takes whole numbers alone.</param>
    public string At(double place, bool isWhole)
    {
        if (Choices.Count > 0) return Choices[Math.Min((int)(place * Choices.Count), Choices.Count - 1)];
        var value = IsLogarithmic ? From * Math.Pow(To / From, place) : From + (place * (To - From));
        return isWhole
            ? Math.Round(value).ToString(CultureInfo.InvariantCulture)
            : double.Parse(value.ToString("G3", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture)
                .ToString(CultureInfo.InvariantCulture);
    }

    /// <summary><c>0.0003 to 0.01</c>, or the values with bars between them.</summary>
    public override string ToString() =>
        Choices.Count > 0 ? string.Join(" | ", Choices) : string.Create(CultureInfo.InvariantCulture, $"{From} to {To}");

    internal static SearchRange? Of(OptionAttribute declared) => declared.SearchChoices.Length > 0
        ? new(double.NaN, double.NaN, declared.SearchChoices)
        : double.IsFinite(declared.SearchFrom) ? new(declared.SearchFrom, declared.SearchTo, []) : null;
}
