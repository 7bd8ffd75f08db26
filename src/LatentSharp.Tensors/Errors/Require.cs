using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Runtime.InteropServices;

namespace LatentSharp;

/// <summary>The checks of option values, each with a sentence that says what would fit.</summary>
public static class Require
{
    /// <summary>The value, when it is not null.</summary>
    /// <exception cref="BadArgumentException">It is.</exception>
    public static T Given<T>([NotNull] T? value, string what) where T : class =>
        value ?? throw new BadArgumentException($"{what} is null; it must be given.");

    /// <summary>The list, when neither it nor an entry is null.</summary>
    /// <param name="values">The list.</param>
    /// <param name="owner">Whose it is.</param>
    /// <param name="entry">What an entry is, as <c>layer</c>.</param>
    /// <exception cref="BadArgumentException">One is.</exception>
    public static IReadOnlyList<T> AllGiven<T>([NotNull] IReadOnlyList<T>? values, string owner, string entry) where T : class
    {
        Given(values, $"{owner}: the list of {entry}s");
        for (var i = 0; i < values.Count; i++) Given(values[i], FormattableString.Invariant($"{owner}: {entry} {i + 1} of {values.Count}"));
        return values;
    }

    /// <summary>The value, when it is 1 or more.</summary>
    /// <exception cref="BadArgumentException">It is not.</exception>
    public static int Positive(int value, string what) =>
        value > 0 ? value : throw new BadArgumentException(FormattableString.Invariant($"{what} is {value}; it must be 1 or more."));

    /// <summary>The value, when it is above 0 and finite.</summary>
    /// <exception cref="BadArgumentException">It is not.</exception>
    public static double Positive(double value, string what) =>
        value > 0 && double.IsFinite(value)
            ? value
            : throw new BadArgumentException(FormattableString.Invariant($"{what} is {value}; it must be above 0."));

    /// <summary>The value, when it is low or more, and high or less.</summary>
    /// <exception cref="BadArgumentException">It is not.</exception>
    public static double InRange(double value, double low, double high, string what, bool lowIncluded = true, bool highIncluded = true)
    {
        var fits = (lowIncluded ? value >= low : value > low) && (highIncluded ? value <= high : value < high);
        if (fits) return value;
        var (from, to) = (lowIncluded ? "" : "above ", highIncluded ? "" : "below ");
        throw new BadArgumentException(
            string.Create(CultureInfo.InvariantCulture, $"{what} is {value}; it must be {from}{low} to {to}{high}."));
    }

    /// <summary>Does nothing when all values of samples are finite.</summary>
    /// <param name="samples">One sample after the other.</param>
    /// <param name="columns">Values in a sample.</param>
    /// <param name="operation">Who needs them.</param>
    /// <exception cref="BadArgumentException">A value is NaN or infinite; the first is named.</exception>
    public static void FiniteSamples(ReadOnlySpan<float> samples, int columns, string operation)
    {
        if (AreFinite(samples)) return;
        for (var i = 0; i < samples.Length; i++)
        {
            if (!float.IsFinite(samples[i]))
                throw new BadArgumentException(
                    FormattableString.Invariant(
                        $"{operation}: sample {i / columns} holds {samples[i]} at place {i % columns}; all values must be finite."));
        }
    }

    /// <summary>Whether none of the values is NaN or infinite.</summary>
    public static bool AreFinite(ReadOnlySpan<float> values)
    {
        // The exponents of NaN and infinity have all bits set, so of either sign their bits are a range.
        var bits = MemoryMarshal.Cast<float, uint>(values);
        return !bits.ContainsAnyInRange(0x7F800000u, 0x7FFFFFFFu) && !bits.ContainsAnyInRange(0xFF800000u, 0xFFFFFFFFu);
    }
}
