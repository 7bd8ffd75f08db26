using System.Globalization;
using System.Net;

namespace LatentSharp;

/// <summary>Numbers and names as pictures show them; the same under every culture.</summary>
internal static class ChartText
{
    internal static readonly CultureInfo Invariant = CultureInfo.InvariantCulture;

    /// <summary>Text that may stand in HTML, SVG and between the quotes of an attribute.</summary>
    internal static string Escape(string text)
    {
        // Control characters have no place in a page, not even as references.
        var clean = string.Create(text.Length, text, (to, from) =>
        {
            for (var i = 0; i < to.Length; i++) to[i] = char.IsControl(from[i]) || from[i] is '\uFFFE' or '\uFFFF' ? ' ' : from[i];
        });
        return WebUtility.HtmlEncode(clean);
    }

    /// <summary>Four significant digits, thousands grouped, an exponent only for the very small and the very large.</summary>
    internal static string Number(double value)
    {
        if (double.IsNaN(value)) return "–";
        if (double.IsInfinity(value)) return value > 0 ? "∞" : "−∞";
        var size = Math.Abs(value);
        if (size == 0) return "0";
        if (size is < 1e-4 or >= 1e9) return value.ToString("0.###e+0", Invariant);
        if (size >= 1000) return value.ToString("#,0.#", Invariant);
        var decimals = Math.Clamp(3 - (int)Math.Floor(Math.Log10(size)), 0, 8);
        return value.ToString("0." + new string('#', decimals), Invariant);
    }

    /// <summary>A coordinate in a picture.</summary>
    internal static string At(double value) => value.ToString("0.##", Invariant);
}
