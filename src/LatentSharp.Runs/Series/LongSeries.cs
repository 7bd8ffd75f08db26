using static LatentSharp.ReportText;

namespace LatentSharp;

/// <summary>
/// A table whose rows follow each other in time, as windows: (windows, T, C). Windows begin every so many rows, and the last one ends with
/// the last row, so that every row is in one at least.
/// </summary>
internal sealed record LongSeries
{
    /// <summary>How it became windows.</summary>
    public required SeriesPlan Plan { get; init; }

    /// <summary>(N, C): the rows, in the units of the file.</summary>
    public required Tensor Points { get; init; }

    /// <summary>The row with which each window begins, rising.</summary>
    public required int[] Starts { get; init; }

    /// <summary>The windows as a data set of sequences.</summary>
    public required Dataset Windows { get; init; }

    /// <summary>The table.</summary>
    public required Dataset Table { get; init; }

    /// <summary>What to know of it, a sentence each.</summary>
    public required IReadOnlyList<string> Notes { get; init; }

    /// <summary>Refuses windows that cannot be.</summary>
    /// <param name="window">The rows of a window; null for none.</param>
    /// <param name="stride">From one to the next.</param>
    /// <param name="reading">How the table is read.</param>
    /// <param name="hasPlan">Whether a model may have windows of its own.</param>
    public static void Check(int? window, int? stride, DataOptions reading, bool hasPlan = false)
    {
        DetectOptions.Window.Check(window);
        DetectOptions.Stride.Check(stride);
        if (stride is not null && window is null && !hasPlan)
            throw new BadArgumentException($"{DetectOptions.Stride.Name}: there are no windows without {DetectOptions.Window.Name}.");
        if (stride > window)
            throw new BadArgumentException(
                $"{DetectOptions.Stride.Name}: {stride} does not fit windows of {window} rows, between which rows would be passed over.");
        if (window is not null && reading.Sequence is not null)
            throw new BadArgumentException(
                $"{DetectOptions.Window.Name}: does not fit {LearnOptions.Sequence.Name}, which makes many sequences; choose one of them.");
    }

    /// <summary>New data as a model has learned its windows.</summary>
    public static LongSeries Open(string path, DataOptions reading, SeriesPlan plan) =>
        Of(LearnRun.OpenQuantities(path, reading).WithoutTestPart(), plan.Window, plan.Stride, plan.Columns);

    /// <summary>
    /// The windows of the earlier rows, and as the test part those of the later ones: nothing that is measured on was there in learning.
    /// </summary>
    /// <param name="table">Its rows in the order of time.</param>
    /// <param name="window">The rows of a window.</param>
    /// <param name="stride">From one to the next; null for a tenth of the window.</param>
    /// <param name="later">The share of the rows that are held out.</param>
    public static (Dataset Data, SeriesPlan Plan) Divided(Dataset table, int window, int? stride, double later)
    {
        CheckIsTable(table);
        var (first, count) = (table.Count - (int)Math.Ceiling((table.Count * later) - 1e-9), table.Count);
        if (Math.Min(first, count - first) < window)
            throw new BadArgumentException(
                $"{DetectOptions.Window.Name}: {window} rows do not fit {table.Name}, of whose {Plural(count, "row")} "
                + $"{ReportText.Count(count - first)} are held out; take fewer.");
        var earlier = Of(table.Take([.. Enumerable.Range(0, first)]), window, stride);
        var held = Of(table.Take([.. Enumerable.Range(first, count - first)]), window, stride, earlier.Plan.Columns).Windows;
        var known = earlier.Windows;
        return (
            new Dataset(
                known.Name, known.Samples, source: known.Source, license: known.License, testPart: held, sequences: known.Sequences)
            {
                Notes =
                [
                    .. earlier.Notes,
                    $"windows of {window} rows begin every {Plural(earlier.Plan.Stride, "row")}; the last "
                    + $"{ReportText.Count(count - first)} rows are held out, and no window reaches from one part into the other.",
                ],
            },
            earlier.Plan);
    }

    /// <summary>Divides a table.</summary>
    /// <param name="table">Its rows in the order of time.</param>
    /// <param name="window">The rows of a window.</param>
    /// <param name="stride">From one to the next; null for a tenth of the window.</param>
    /// <param name="columns">The columns that are wanted; null for all that hold numbers.</param>
    /// <exception cref="BadArgumentException">The data are no table of numbers, or shorter than a window.</exception>
    public static LongSeries Of(Dataset table, int window, int? stride, IReadOnlyList<string>? columns = null)
    {
        var (points, names, notes) = Follow(table, columns);
        var (count, width) = (points.Shape[0], names.Length);
        if (count < window)
            throw columns is null
                ? new BadArgumentException(
                    $"{DetectOptions.Window.Name}: {window} rows do not fit {table.Name}, which has {Plural(count, "row")}; take fewer.")
                : new BadFileException($"{table.Name}: {Plural(count, "row")} are no window of {window}, as the model has learned from.");
        var step = stride ?? SeriesPlan.StrideFor(window);
        var starts = new List<int>();
        for (var start = 0; start + window <= count; start += step) starts.Add(start);
        if (starts[^1] + window < count) starts.Add(count - window);

        var values = points.AsSpan();
        var samples = new float[starts.Count * window * width];
        for (var i = 0; i < starts.Count; i++)
            values.Slice(starts[i] * width, window * width).CopyTo(samples.AsSpan(i * window * width));
        return new()
        {
            Plan = new(window, step, names),
            Points = points,
            Starts = [.. starts],
            Table = table,
            Windows = new Dataset(
                table.Name, Tensor.From(samples, [starts.Count, window, width]), source: table.Source, license: table.License,
                sequences: new Sequences([.. Enumerable.Repeat(window, starts.Count)], [.. names])),
            Notes = notes,
        };
    }

    private static void CheckIsTable(Dataset table)
    {
        if (table.SampleShape.Rank != 1)
            throw new BadArgumentException(
                $"{DetectOptions.Window.Name}: {table.Name} holds samples of shape {table.SampleShape}; a long series is a table, a row "
                    + $"for each time.");
    }

    /// <summary>The columns of a table that are followed over time: (N, C), their names, and what to know of them.</summary>
    /// <inheritdoc cref="Of"/>
    public static (Tensor Points, string[] Columns, IReadOnlyList<string> Notes) Follow(
        Dataset table, IReadOnlyList<string>? columns = null)
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
        var (count, width) = (table.Count, numbers.Length);
        var values = table.Samples.AsSpan();
        var points = new float[count * width];
        for (var row = 0; row < count; row++)
            for (var c = 0; c < width; c++) points[(row * width) + c] = values[(row * table.SampleShape[0]) + numbers[c].At];
        var left = all.Except(numbers).Select(column => column.Name).ToArray();
        return (
            Tensor.From(points, [count, width]), [.. numbers.Select(column => column.Name)],
            left.Length == 0 ? table.Notes
                : [.. table.Notes, $"{string.Join(", ", left)}: "
                    + "no numbers that change over time by themselves, so they are left out of the series."]);
    }

    /// <summary>The score of each row: the mean over the windows that it is in.</summary>
    public float[] PointScores(ReadOnlySpan<float> windows)
    {
        var (sums, counts) = (new double[Points.Shape[0]], new int[Points.Shape[0]]);
        for (var i = 0; i < Starts.Length; i++)
        {
            for (var row = Starts[i]; row < Starts[i] + Plan.Window; row++)
            {
                sums[row] += windows[i];
                counts[row]++;
            }
        }
        return [.. sums.Select((sum, row) => (float)(sum / counts[row]))];
    }

    /// <summary>For each row the most abnormal window that it is in.</summary>
    public int[] WorstWindows(ReadOnlySpan<float> windows)
    {
        var worst = new int[Points.Shape[0]];
        Array.Fill(worst, -1);
        for (var i = 0; i < Starts.Length; i++)
            for (var row = Starts[i]; row < Starts[i] + Plan.Window; row++)
                if (worst[row] < 0 || windows[i] > windows[worst[row]]) worst[row] = i;
        return worst;
    }
}
