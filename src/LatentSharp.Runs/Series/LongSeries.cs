using static LatentSharp.ReportText;

namespace LatentSharp;

/// <summary>
/// A table whose rows follow each other in time, as windows: (windows, T, C). Windows begin every so many rows, and the last one of each
/// stretch without a gap ends with it.
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
    /// <param name="maxGap">The gaps that they may reach over.</param>
    /// <param name="reading">How the table is read.</param>
    /// <param name="hasPlan">Whether a model may have windows of its own.</param>
    public static void Check(int? window, int? stride, int? maxGap, DataOptions reading, bool hasPlan = false)
    {
        DetectOptions.Window.Check(window);
        DetectOptions.Stride.Check(stride);
        DetectOptions.MaxGap.Check(maxGap);
        if ((stride ?? maxGap) is not null && window is null && !hasPlan)
        {
            var name = stride is not null ? DetectOptions.Stride.Name : DetectOptions.MaxGap.Name;
            throw new BadArgumentException($"{name}: there are no windows without {DetectOptions.Window.Name}.");
        }
        if (stride > window)
            throw new BadArgumentException(
                $"{DetectOptions.Stride.Name}: {stride} does not fit windows of {window} rows, between which rows would be passed over.");
        if (window is not null && reading.Sequence is not null)
            throw new BadArgumentException(
                $"{DetectOptions.Window.Name}: does not fit {LearnOptions.Sequence.Name}, which makes many sequences; choose one of them.");
    }

    /// <summary>New data as a model has learned its windows.</summary>
    public static LongSeries Open(string path, DataOptions reading, SeriesPlan plan) =>
        Of(SeriesRows.Read(path, reading), plan.Window, plan.Stride, plan.MaxGap, plan.Columns);

    /// <summary>
    /// The windows of the earlier rows, and as the test part those of the later ones: nothing that is measured on was there in learning.
    /// </summary>
    /// <param name="table">Its rows in the order of time.</param>
    /// <param name="window">The rows of a window.</param>
    /// <param name="stride">From one to the next; null for a tenth of the window.</param>
    /// <param name="later">The share of the rows that are held out.</param>
    /// <param name="maxGap">The gaps that windows may reach over; null for <see cref="SeriesPlan.MaxGapFor"/>.</param>
    public static (Dataset Data, SeriesPlan Plan) Divided(Dataset table, int window, int? stride, double later, int? maxGap = null)
    {
        SeriesRows.CheckIsTable(table);
        var (first, count) = (table.Count - (int)Math.Ceiling((table.Count * later) - 1e-9), table.Count);
        if (Math.Min(first, count - first) < window)
            throw new BadArgumentException(
                $"{DetectOptions.Window.Name}: {window} rows do not fit {table.Name}, of whose {Plural(count, "row")} "
                + $"{ReportText.Count(count - first)} are held out; take fewer.");
        var reach = maxGap ?? SeriesPlan.MaxGapFor(window);
        var rows = SeriesRows.Of(table, reach: reach);
        var plan = new SeriesPlan(window, stride ?? SeriesPlan.StrideFor(window), reach, rows.Columns);
        var earlier = Of(rows, plan, new(0, first));
        var known = earlier.Windows;
        return (
            new Dataset(
                known.Name, known.Samples, source: known.Source, license: known.License,
                testPart: Of(rows, plan, new(first, count)).Windows, sequences: known.Sequences)
            {
                Notes =
                [
                    .. earlier.Notes,
                    $"windows of {window} rows begin every {Plural(plan.Stride, "row")}; the last "
                    + $"{ReportText.Count(count - first)} rows are held out, and no window reaches from one part into the other.",
                ],
            },
            plan);
    }

    /// <summary>Divides a table.</summary>
    /// <param name="table">Its rows in the order of time.</param>
    /// <param name="window">The rows of a window.</param>
    /// <param name="stride">From one to the next; null for a tenth of the window.</param>
    /// <param name="maxGap">The gaps that windows may reach over; null for <see cref="SeriesPlan.MaxGapFor"/>.</param>
    /// <param name="columns">The columns that are wanted; null for all that hold numbers.</param>
    /// <param name="everyRow">Whether rows that no window holds otherwise are to be in some that reach over gaps.</param>
    /// <exception cref="BadArgumentException">The data are no table of numbers, or shorter than a window.</exception>
    public static LongSeries Of(
        Dataset table, int window, int? stride, int? maxGap = null, IReadOnlyList<string>? columns = null, bool everyRow = false)
    {
        var reach = maxGap ?? SeriesPlan.MaxGapFor(window);
        var rows = SeriesRows.Of(table, columns, reach);
        if (rows.Count < window)
            throw columns is null
                ? new BadArgumentException(
                    $"{DetectOptions.Window.Name}: {window} rows do not fit {table.Name}, which has {Plural(rows.Count, "row")}; "
                    + "take fewer.")
                : new BadFileException(
                    $"{table.Name}: {Plural(rows.Count, "row")} are no window of {window}, as the model has learned from.");
        return Of(
            rows, new(window, stride ?? SeriesPlan.StrideFor(window), reach, rows.Columns), new(0, rows.Count), everyRow);
    }

    private static LongSeries Of(SeriesRows rows, SeriesPlan plan, RowRange part, bool everyRow = false)
    {
        var (table, window, width) = (rows.Table, plan.Window, rows.Columns.Count);
        var whole = rows.Whole.Select(stretch => stretch.Within(part)).Where(stretch => stretch.Count > 0).ToArray();
        if (!everyRow && !Array.Exists(whole, stretch => stretch.Count >= window))
            throw new BadArgumentException(
                $"{DetectOptions.Window.Name}: {window} rows do not fit {table.Name}, whose longest stretch without a gap has "
                + $"{Plural(whole.Select(stretch => stretch.Count).DefaultIfEmpty().Max(), "row")}; take fewer, or a greater "
                + $"{DetectOptions.MaxGap.Name} than {plan.MaxGap}.");
        var starts = whole.SelectMany(stretch => WindowsOf(stretch, plan)).ToList();
        var notes = rows.Notes.ToList();
        var outside = Outside(starts, window, part).ToArray();
        if (outside.Length > 0)
        {
            notes.Add(
                $"{Plural(outside.Sum(stretch => stretch.Count), "row")} between gaps are fewer than a window of {window} at a time, and "
                + "are " + (everyRow ? "looked at in windows that reach over the gaps." : "left out."));
            if (everyRow) starts = [.. starts.Concat(outside.SelectMany(rest => WindowsOver(rest, plan, part))).Distinct().Order()];
        }
        var values = rows.Points.AsSpan();
        var samples = new float[starts.Count * window * width];
        for (var i = 0; i < starts.Count; i++)
            values.Slice(starts[i] * width, window * width).CopyTo(samples.AsSpan(i * window * width));
        return new()
        {
            Plan = plan,
            Points = rows.Points,
            Starts = [.. starts],
            Table = table,
            Windows = new Dataset(
                table.Name, Tensor.From(samples, [starts.Count, window, width]), source: table.Source, license: table.License,
                sequences: new Sequences([.. Enumerable.Repeat(window, starts.Count)], [.. rows.Columns])),
            Notes = notes,
        };
    }

    /// <summary>The first rows of the windows of a stretch, of which the last ends with it.</summary>
    private static IEnumerable<int> WindowsOf(RowRange stretch, SeriesPlan plan)
    {
        var last = stretch.End - plan.Window;
        for (var start = stretch.First; start < last; start += plan.Stride) yield return start;
        if (last >= stretch.First) yield return last;
    }

    /// <summary>The rows that no window holds.</summary>
    private static IEnumerable<RowRange> Outside(IReadOnlyList<int> starts, int window, RowRange part)
    {
        var first = part.First;
        foreach (var start in starts)
        {
            if (start > first) yield return new(first, start);
            first = start + window;
        }
        if (first < part.End) yield return new(first, part.End);
    }

    /// <summary>The first rows of windows that hold all rows of a stretch, and others beside it where it is too short.</summary>
    private static IEnumerable<int> WindowsOver(RowRange rows, SeriesPlan plan, RowRange part)
    {
        var last = Math.Max(part.First, Math.Min(Math.Max(rows.First, rows.End - plan.Window), part.End - plan.Window));
        for (var start = Math.Min(rows.First, last); start < last; start += plan.Stride) yield return start;
        yield return last;
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
