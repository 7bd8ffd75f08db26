using static LatentSharp.ReportText;

namespace LatentSharp;

/// <summary>A column of a table as its readers know it, and where its numbers stand in a sample.</summary>
/// <param name="Name">Its name.</param>
/// <param name="At">The place of its first number.</param>
/// <param name="Encoding">How it became numbers; null for a number as it is.</param>
internal sealed record TableColumn(string Name, int At, ColumnEncoding? Encoding)
{
    /// <summary>How many numbers it has: one, or one for each of its texts.</summary>
    public int Width => Encoding?.Width ?? 1;

    /// <summary>Whether it holds texts.</summary>
    public bool IsText => Encoding is { IsText: true };

    /// <summary>The name, with the unit where the file writes one.</summary>
    public string Heading => Encoding?.Numbers?.Unit is { } unit ? $"{Name} ({unit})" : Name;

    /// <summary>The columns of samples (C): those of the table, or of an array <c>column 1</c>, <c>column 2</c>, …</summary>
    public static IReadOnlyList<TableColumn> Of(Dataset data)
    {
        if (data.Encoding is not { } encoding || encoding.Width != data.SampleShape.Count)
            return
            [
                .. Enumerable.Range(0, data.SampleShape.Count).Select(i =>
                    new TableColumn(i < data.ColumnNames.Count ? data.ColumnNames[i] : $"column {i + 1}", i, null)),
            ];
        var columns = new List<TableColumn>(encoding.Columns.Length);
        var at = 0;
        foreach (var column in encoding.Columns)
        {
            columns.Add(new TableColumn(column.Name, at, column));
            at += column.Width;
        }
        return columns;
    }

    /// <summary>
    /// The value as the table would write it: a number with the decimals that the column's range needs, a date, or of texts the one with
    /// the greatest number.
    /// </summary>
    /// <param name="sample">All values of a sample, in the units of the data.</param>
    /// <param name="range">The greatest value of the column less the least.</param>
    public string Show(ReadOnlySpan<float> sample, double range)
    {
        if (Encoding is { IsHashed: true }) return "(hashed)";
        if (IsText) return Encoding!.Categories[Largest(sample.Slice(At, Encoding.Categories.Length))];
        return Encoding?.Dates is { } dates ? dates.Show(sample[At]) : Rounded(sample[At], range);
    }

    private static int Largest(ReadOnlySpan<float> values)
    {
        var best = 0;
        for (var i = 1; i < values.Length; i++)
            if (values[i] > values[best]) best = i;
        return best;
    }

    /// <summary>A thousandth of the range is the last decimal.</summary>
    private static string Rounded(float value, double range)
    {
        if (!(range > 0) || range is < 1e-4 or >= 1e7) return Number(value);
        var decimals = Math.Clamp(2 - (int)Math.Floor(Math.Log10(range)), 0, 6);
        return (Math.Round(value, decimals) + 0.0).ToString("0." + new string('#', decimals), Invariant);
    }
}
