using System.Reflection;
using static LatentSharp.ReportText;

namespace LatentSharp;

/// <summary>Shapes and counts in words.</summary>
internal static class Words
{
    /// <summary>This library's version.</summary>
    public static string Version { get; } = typeof(Words).Assembly.GetName().Version?.ToString(3) ?? "";

    /// <summary><c>images of 8 × 8</c>, <c>4 columns</c>, <c>arrays of 3 × 5</c>.</summary>
    public static string Shape(Shape sample)
    {
        if (sample.Rank == 1) return Plural(sample[0], "column");
        var isImage = sample.Rank == 3 && sample[2] is 1 or 3;
        var sizes = string.Join(" × ", sample.AsSpan()[..(isImage ? 2 : sample.Rank)].ToArray().Select(size => Count(size)));
        return isImage ? $"{(sample[2] == 3 ? "colour images" : "images")} of {sizes}" : $"arrays of {sizes}";
    }
}
