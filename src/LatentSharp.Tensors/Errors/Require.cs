using System.Globalization;

namespace LatentSharp;

/// <summary>The checks of option values, each with a sentence that says what would fit.</summary>
public static class Require
{
    /// <summary>The value, when it is 1 or more.</summary>
    /// <exception cref="BadArgumentException">It is not.</exception>
    public static int Positive(int value, string what) =>
        value > 0 ? value : throw new BadArgumentException(FormattableString.Invariant($"{what} is {value}; it must be 1 or more."));

    /// <summary>The value, when it is above 0 and finite.</summary>
    /// <exception cref="BadArgumentException">It is not.</exception>
    public static double Positive(double value, string what) =>
        value > 0 && double.IsFinite(value) ? value : throw new BadArgumentException(FormattableString.Invariant($"{what} is {value}; it must be above 0."));

    /// <summary>The value, when it is low or more, and high or less.</summary>
    /// <exception cref="BadArgumentException">It is not.</exception>
    public static double InRange(double value, double low, double high, string what, bool lowIncluded = true, bool highIncluded = true)
    {
        var fits = (lowIncluded ? value >= low : value > low) && (highIncluded ? value <= high : value < high);
        if (fits) return value;
        var (from, to) = (lowIncluded ? "" : "above ", highIncluded ? "" : "below ");
        throw new BadArgumentException(string.Create(CultureInfo.InvariantCulture, $"{what} is {value}; it must be {from}{low} to {to}{high}."));
    }
}
