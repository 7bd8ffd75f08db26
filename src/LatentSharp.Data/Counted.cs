using System.Globalization;

namespace LatentSharp;

/// <summary>Numbers of things in sentences.</summary>
internal static class Counted
{
    /// <summary><c>1 column</c>, <c>3 columns</c>; digits without separators, as errors have them.</summary>
    public static string Of(long count, string noun, string? several = null) =>
        string.Create(CultureInfo.InvariantCulture, $"{count} {(count == 1 ? noun : several ?? noun + "s")}");
}
