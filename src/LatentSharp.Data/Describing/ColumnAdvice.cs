namespace LatentSharp;

/// <summary>
/// What to do about columns that look like something else than values to learn from. Each advice is a sentence; a guess says so.
/// </summary>
internal static class ColumnAdvice
{
    private const int MostClasses = 20, RowsForEachClass = 5, RowsToCount = 10;

    private static readonly string[] NamesOfLabels = ["class", "label", "target", "kind", "species", "category", "type", "outcome", "y"];

    /// <summary>The advice for a table; none for other data.</summary>
    public static IReadOnlyList<string> For(Dataset data)
    {
        if (data.Encoding is not { } encoding || data.ColumnNames.Count == 0) return [];
        var advice = new List<string>();
        var label = (Name: "", Classes: 0);
        var at = 0;
        foreach (var column in encoding.Columns)
        {
            var values = Values(data, at);
            if (column.IsEmpty)
                advice.Add($"'{column.Name}' holds nothing but missing values, which is refused in learning; remove it from the file.");
            else if (column.Width == 1 && values.AsSpan().IndexOfAnyExcept(values[0]) < 0)
                advice.Add($"'{column.Name}' is the same in all rows and says nothing; leave it out.");
            else if (!column.IsText && column.Dates is null && CountsRows(values))
                advice.Add($"'{column.Name}' seems to count the rows, which says nothing of them; leave it out.");
            else if (data.Labels is null && Classes(column, values) is > 0 and var classes
                && (column == encoding.Columns[^1] || NamesOfLabels.Contains(column.Name, StringComparer.OrdinalIgnoreCase)))
                label = label.Classes == 0 || NamesOfLabels.Contains(column.Name, StringComparer.OrdinalIgnoreCase)
                    ? (column.Name, classes)
                    : label;
            at += column.Width;
        }
        if (label.Classes > 0)
            advice.Add(
                $"'{label.Name}' has {label.Classes} different values; if these are classes and nothing "
                + $"to learn from, say so with --label {Quoted(label.Name)}.");
        return advice;
    }

    private static float[] Values(Dataset data, int column)
    {
        var samples = data.Samples.AsSpan();
        var width = data.SampleShape[0];
        var values = new float[data.Count];
        for (var row = 0; row < values.Length; row++) values[row] = samples[(row * width) + column];
        return values;
    }

    private static bool CountsRows(float[] values)
    {
        if (values.Length < RowsToCount) return false;
        for (var row = 1; row < values.Length; row++)
            if (values[row] - (double)values[row - 1] != 1) return false;
        return true;
    }

    /// <summary>How many classes a column may name; 0 when it looks like none.</summary>
    private static int Classes(ColumnEncoding column, float[] values)
    {
        if (column.Dates is not null || (!column.IsText && values.Any(value => value != MathF.Floor(value)))) return 0;
        var different = column.IsText ? column.Categories.Length : values.Distinct().Count();
        return different is > 1 and <= MostClasses && values.Length >= RowsForEachClass * different ? different : 0;
    }

    private static string Quoted(string name) =>
        name.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-' or '.') ? name : $"\"{name}\"";
}
