using static LatentSharp.ReportText;

namespace LatentSharp;

/// <summary>
/// The rows of a table that follow each other in time: every channel has a value in each, and where they are whole is known.
/// </summary>
/// <param name="Table">The table.</param>
/// <param name="Points">(N, C): the rows, in the units of the file; a missing value is the one before it.</param>
/// <param name="Columns">The columns that are the channels.</param>
/// <param name="Whole">The stretches that windows may lie in: no gap is within, but those that windows may reach over.</param>
/// <param name="Notes">What to know of them, a sentence each.</param>
internal sealed record SeriesRows(
    Dataset Table, Tensor Points, IReadOnlyList<string> Columns, IReadOnlyList<RowRange> Whole, IReadOnlyList<string> Notes)
{
    /// <summary>How many rows there are.</summary>
    public int Count => Points.Shape[0];

    /// <summary>Reads a table so that it is known where values were missing.</summary>
    /// <exception cref="BadArgumentException">It is to have columns that say where values were missing.</exception>
    public static Dataset Read(string path, DataOptions reading)
    {
        if (reading.Missing == Missing.Indicator)
            throw new BadArgumentException(
                $"{LearnOptions.Missing.Name} indicator: does not fit a long series; impute puts the value before into a short gap, "
                + $"and a long one divides the series ({DetectOptions.MaxGap.Name}).");
        return LearnRun.OpenQuantities(
            path, reading.Missing == Missing.Impute ? reading with { Missing = Missing.Indicator } : reading).WithoutTestPart();
    }

    /// <summary>Refuses what is no table.</summary>
    /// <exception cref="BadArgumentException">The samples are no rows of columns.</exception>
    public static void CheckIsTable(Dataset table)
    {
        if (table.SampleShape.Rank != 1)
            throw new BadArgumentException(
                $"{DetectOptions.Window.Name}: {table.Name} holds samples of shape {table.SampleShape}; a long series is a table, a row "
                    + "for each time.");
    }

    /// <summary>Takes the columns of a table that hold numbers.</summary>
    /// <param name="table">Its rows in the order of time.</param>
    /// <param name="columns">The columns that are wanted; null for all that hold numbers.</param>
    /// <param name="reach">The rows of a gap that windows may reach over; null for a gap of any length.</param>
    /// <exception cref="BadArgumentException">The data are no table of numbers.</exception>
    /// <exception cref="BadFileException">A wanted column is not there.</exception>
    public static SeriesRows Of(Dataset table, IReadOnlyList<string>? columns = null, int? reach = null)
    {
        CheckIsTable(table);
        var all = TableColumn.Of(table);
        var numbers = all.Where(column => !column.IsText && column.Encoding?.Dates is null).ToArray();
        if (columns is not null)
        {
            numbers = [.. columns.Select(name => numbers.FirstOrDefault(column => column.Name == name)
                ?? throw new BadFileException($"{table.Name}: there is no column '{name}' of numbers, which the model has learned."))];
        }
        if (numbers.Length == 0)
            throw new BadArgumentException($"{DetectOptions.Window.Name}: {table.Name} has no column of numbers to follow over time.");
        var notes = new List<string>(table.Notes);
        var left = all.Except(numbers).Select(column => column.Name).ToArray();
        if (left.Length > 0)
            notes.Add($"{string.Join(", ", left)}: no numbers that change over time by themselves, so they are left out of the series.");
        var gaps = new SeriesGaps(table.Count, reach ?? int.MaxValue);
        var points = Filled(table, numbers, gaps);
        if (SeriesClock.Of(table, all) is { } clock) notes.AddRange(clock.Divide(gaps));
        notes.AddRange(gaps.Notes);
        return new(
            table, Tensor.From(points, [table.Count, numbers.Length]), [.. numbers.Select(column => column.Name)], gaps.Whole(), notes);
    }

    /// <summary>The channels of all rows, the value before in a missing one's place, or the first one after.</summary>
    private static float[] Filled(Dataset table, TableColumn[] columns, SeriesGaps gaps)
    {
        var (count, width, stride) = (table.Count, columns.Length, table.SampleShape[0]);
        var values = table.Samples.AsSpan();
        var points = new float[count * width];
        for (var c = 0; c < width; c++)
        {
            var (at, marks) = (columns[c].At, columns[c].Encoding is { HasIndicator: true });
            var first = 0;
            while (first < count && IsMissing(values, first)) first++;
            // A column without any value is refused by the reader; the held-out rows of one may have none.
            var before = first < count ? values[(first * stride) + at] : values.IsEmpty ? 0 : values[at];
            for (var row = 0; row < count; row++)
            {
                if (IsMissing(values, row)) gaps.Miss(row);
                else before = values[(row * stride) + at];
                points[(row * width) + c] = before;
            }

            bool IsMissing(ReadOnlySpan<float> all, int row) => marks && all[(row * stride) + at + 1] != 0;
        }
        return points;
    }
}
