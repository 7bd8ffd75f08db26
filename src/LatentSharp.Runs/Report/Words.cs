using System.Reflection;
using static LatentSharp.ReportText;

namespace LatentSharp;

/// <summary>Shapes and counts in words.</summary>
internal static class Words
{
    /// <summary>This library's version.</summary>
    public static string Version { get; } = typeof(Words).Assembly.GetName().Version?.ToString(3) ?? "";

    /// <summary>What one sample of the data is: its shape, or <c>sequences of 7 to 29 steps, 12 channels</c>.</summary>
    public static string Samples(Dataset data)
    {
        if (data.Text is { } text)
        {
            var (shortest, longest) = (data.Lengths.Min(), data.Lengths.Max());
            if (text.IsContinuous) return $"windows of {Plural(longest, text.Noun)}";
            return $"texts of {(shortest == longest ? "" : $"{Count(shortest)} to ")}{Plural(longest, text.Noun)}";
        }
        if (data is { Sequences: null, Encoding: { } table } && table.Columns.Any(column => column.IsText))
            return $"{Plural(table.Columns.Length, "column")} ({Plural(table.Width, "number")})";
        return $"{(data.Sounds is null ? "" : "recordings as ")}{Numbers(data)}";
    }

    private static string Numbers(Dataset data)
    {
        if (data.Sequences is not { Lengths.Length: > 0 } sequences) return Shape(data.SampleShape);
        var (least, most) = (sequences.Lengths.Min(), sequences.Lengths.Max());
        return $"sequences of "
            + $"{(least == most ? "" : $"{Count(least)} to ")}{Plural(most, "step")}"
            + $"{(sequences.Channels.Length == 1 ? "" : $", {Plural(sequences.Channels.Length, "channel")}")}";
    }

    /// <summary><c>150 rows of 4 columns</c>, <c>1 row of 4 columns</c>, <c>1,797 images of 8 × 8</c>.</summary>
    public static string Counted(Dataset data, int count) => data.SampleShape.Rank == 1
        ? $"{Plural(count, "row")} of {Samples(data)}" : $"{Count(count)} {Samples(data)}";

    /// <summary><c>images of 8 × 8</c>, <c>4 columns</c>, <c>arrays of 3 × 5</c>.</summary>
    public static string Shape(Shape sample)
    {
        if (sample.Rank == 1) return Plural(sample[0], "column");
        var isImage = sample.Rank == 3 && sample[2] is 1 or 3;
        var sizes = string.Join(" × ", sample.AsSpan()[..(isImage ? 2 : sample.Rank)].ToArray().Select(size => Count(size)));
        return isImage ? $"{(sample[2] == 3 ? "colour images" : "images")} of {sizes}" : $"arrays of {sizes}";
    }
}
