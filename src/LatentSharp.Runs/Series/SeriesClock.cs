using static LatentSharp.ReportText;

namespace LatentSharp;

/// <summary>The column of a table that says when each row was.</summary>
/// <param name="name">Its name.</param>
/// <param name="unit">What its numbers count.</param>
/// <param name="times">The numbers.</param>
internal sealed class SeriesClock(string name, string unit, float[] times)
{
    /// <summary>How far from a whole number of steps a time may be, in steps: months are of unequal length.</summary>
    private const double Tolerance = 0.1;

    /// <summary>The share of times that may be further from one before they are called uneven.</summary>
    private const double MostUneven = 0.1;

    /// <summary>Rounding steps of the numbers that a step of time must have for gaps to be told.</summary>
    private const double LeastFine = 8;

    /// <summary>The first column of dates; null where there is none that has one in each row.</summary>
    public static SeriesClock? Of(Dataset table, IReadOnlyList<TableColumn> columns)
    {
        var stride = table.SampleShape[0];
        foreach (var column in columns)
        {
            if (column.Encoding is not { Dates: { Order: not DateOrder.TimeOfDay } dates } encoding) continue;
            if (encoding.MissingCount > 0) continue;
            var values = table.Samples.AsSpan();
            var times = new float[table.Count];
            for (var row = 0; row < times.Length; row++) times[row] = values[(row * stride) + column.At];
            return new(column.Name, dates.InDays ? "day" : "second", times);
        }
        return null;
    }

    /// <summary>Tells where there are gaps, and returns what to know of the times.</summary>
    public IEnumerable<string> Divide(SeriesGaps gaps)
    {
        var steps = new double[Math.Max(0, times.Length - 1)];
        for (var i = 0; i < steps.Length; i++) steps[i] = times[i + 1] - (double)times[i];
        for (var i = 0; i < steps.Length; i++)
            if (steps[i] < 0) gaps.Jump(i + 1, long.MaxValue);
        var forward = steps.Where(step => step > 0).Order().ToArray();
        if (forward.Length == 0) return [$"the times of '{name}' do not go on, so that nothing is known of gaps."];
        var step = forward[forward.Length / 2];
        var latest = times.Max();
        if (step < LeastFine * (MathF.BitIncrement(latest) - latest))
            return [$"the times of '{name}' are too close to each other for their range, so that nothing is known of gaps."];
        var uneven = steps.Count(each => each >= 0 && Math.Abs((each / step) - Math.Round(each / step)) > Tolerance);
        if (uneven > MostUneven * steps.Length)
            return [$"the times of '{name}' are uneven; the rows are taken to be at equal steps, whatever lies between them."];
        for (var i = 0; i < steps.Length; i++)
            if (Math.Round(steps[i] / step) is > 1 and var all) gaps.Jump(i + 1, (long)all - 1);
        return [$"a step is {Number(step)} {unit}{(step == 1 ? "" : "s")} by '{name}', the usual time from one row to the next."];
    }
}
