using System.Globalization;
using System.Text;

namespace LatentSharp;

/// <summary>
/// Sequences whose values have time stamps, <c>(2004-10-01 00:00:00,25.0),(2004-10-01 01:00:00,26.5)</c> or <c>(0,25.0),(1,26.5)</c>. Once
/// all are seen, the smallest time between two stamps is the step of them all, and each becomes values at every step from its first to its
/// last: where there is none, the value is missing.
/// </summary>
/// <param name="file">What to call the data in messages.</param>
/// <param name="missing">What to do with missing values.</param>
internal sealed class StampedSeries(string file, Missing missing)
{
    /// <summary>How far from a whole number of steps a stamp may be, in steps: fractions of seconds are not exact.</summary>
    private const double Tolerance = 1e-3;

    /// <summary>Steps that may be made of each value: a single stamp that is far off would make millions.</summary>
    private const int MostSteps = 100;

    private readonly List<Sequence> sequences = [];
    private bool? areDates;

    /// <summary>The dimensions of a sequence.</summary>
    internal int? Dimensions => sequences.Count == 0 ? null : sequences[0].Dimensions.Length;

    /// <summary>Takes the line of a sequence: its dimensions, divided by colons, each in tuples, and after them its class.</summary>
    internal void Add(string text, int line, int label)
    {
        var dimensions = new List<List<(double Time, float Value)>>();
        for (var at = 0; at < text.Length && text[at] == '(';) dimensions.Add(ReadDimension(text, ref at, line, dimensions.Count + 1));
        if (dimensions.Count == 0) throw Bad(line, 1, "a sequence with time stamps begins with (time,value)");
        if (Dimensions is { } expected && dimensions.Count != expected)
            throw Bad(line, dimensions.Count, $"there are {dimensions.Count} dimensions; {expected} are expected");
        sequences.Add(new(line, label, [.. dimensions]));
    }

    /// <summary>The sequences at equal steps, and what to know of that.</summary>
    internal (SequenceList Sequences, string Note) ToList()
    {
        var step = Step();
        var list = new SequenceList(file, Sequences.NamesOf(Dimensions!.Value));
        foreach (var sequence in sequences)
            list.Add(Even(sequence, step), sequence.Label, string.Create(CultureInfo.InvariantCulture, $"line {sequence.Line}"));
        return (list, $"a step is {Shown(step)}, the smallest time between two stamps; the stamps themselves are not learned from.");
    }

    private List<(double Time, float Value)> ReadDimension(string text, ref int at, int line, int dimension)
    {
        var values = new List<(double Time, float Value)>();
        while (true)
        {
            var end = at < text.Length && text[at] == '(' ? text.IndexOf(')', at) : -1;
            var comma = end < 0 ? -1 : text.LastIndexOf(',', end, end - at);
            if (comma < 0) throw Bad(line, dimension, $"value {values.Count + 1} is not written as (time,value)");
            var time = Time(text.AsSpan(at + 1, comma - at - 1).Trim(), line, dimension);
            if (values.Count > 0 && time <= values[^1].Time)
                throw Bad(line, dimension, $"the time '{text[(at + 1)..comma].Trim()}' is not after the one before");
            values.Add((time, Value(text.AsSpan(comma + 1, end - comma - 1).Trim(), line, dimension, values.Count + 1)));
            at = end + 1;
            if (at < text.Length && text[at] == ',') at++;
            else break;
        }
        if (at < text.Length && text[at] == ':') at++;
        else if (at < text.Length) throw Bad(line, dimension, $"a comma or a colon is needed after value {values.Count}");
        return values;
    }

    /// <summary>A number as it is, or a date in seconds.</summary>
    private double Time(ReadOnlySpan<char> text, int line, int dimension)
    {
        var isDate = !double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var time);
        if (isDate)
        {
            if (!DateNotation.TryParse(Encoding.UTF8.GetBytes(text.ToString()), DateOrder.YearFirst, out var date))
                throw Bad(line, dimension, $"'{CsvLayout.Shorten(text.ToString())}' is no time; a number or 2004-10-01 00:00:00 would be");
            time = date.Ticks / (double)TimeSpan.TicksPerSecond;
        }
        if (!double.IsFinite(time) || isDate != (areDates ??= isDate))
            throw Bad(line, dimension, $"the time '{CsvLayout.Shorten(text.ToString())}' is not written as those before");
        return time;
    }

    private float Value(ReadOnlySpan<char> text, int line, int dimension, int place)
    {
        var kind = CsvNumber.Parse(Encoding.UTF8.GetBytes(text.ToString()), out var value);
        if (kind == CsvCell.Number) return value;
        if (kind == CsvCell.Missing) return float.NaN;
        throw Bad(line, dimension, $"value {place}, '{CsvLayout.Shorten(text.ToString())}', is no finite number");
    }

    private double Step()
    {
        var step = double.PositiveInfinity;
        foreach (var dimension in sequences.SelectMany(sequence => sequence.Dimensions))
            for (var i = 1; i < dimension.Count; i++) step = Math.Min(step, dimension[i].Time - dimension[i - 1].Time);
        return double.IsFinite(step) ? step : 1;
    }

    private float[] Even(Sequence sequence, double step)
    {
        var all = sequence.Dimensions;
        var (first, last) = (all.Min(values => values[0].Time), all.Max(values => values[^1].Time));
        var steps = Math.Round((last - first) / step) + 1;
        if (steps > (double)MostSteps * all.Max(values => values.Count))
            throw Bad(
                sequence.Line, 1,
                $"{all[0].Count} values spread over {steps.ToString(CultureInfo.InvariantCulture)} steps of {Shown(step)}, the smallest "
                + "time between two stamps of the file; divide the sequence where it has gaps");
        var even = new float[(int)steps * all.Length];
        Array.Fill(even, float.NaN);
        for (var d = 0; d < all.Length; d++)
        {
            foreach (var (time, value) in all[d])
            {
                var place = Math.Round((time - first) / step);
                if (Math.Abs(((time - first) / step) - place) > Tolerance)
                    throw Bad(
                        sequence.Line, d + 1,
                        $"the times are uneven: one is {Shown(time - first)} after the first, no multiple of {Shown(step)}, the smallest "
                        + "time between two stamps of the file; bring them to equal steps");
                even[((int)place * all.Length) + d] = value;
            }
            if (missing == Missing.Impute) continue;
            for (var i = d; i < even.Length; i += all.Length)
                if (float.IsNaN(even[i]))
                    throw Bad(
                        sequence.Line, d + 1,
                        $"there is no value at step {(i / all.Length) + 1}, {Shown(step * (i / all.Length))} after the first; learn with "
                        + "--missing impute, so that the value before stands in");
        }
        return even;
    }

    private string Shown(double time) => areDates == true
        ? string.Create(CultureInfo.InvariantCulture, $"{time} seconds") : time.ToString(CultureInfo.InvariantCulture);

    private BadFileException Bad(int line, int dimension, string problem) =>
        BadFileException.At(file, string.Create(CultureInfo.InvariantCulture, $"line {line}, dimension {dimension}"), $"{problem}.");

    private sealed record Sequence(int Line, int Label, List<(double Time, float Value)>[] Dimensions);
}
