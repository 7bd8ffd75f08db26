using static LatentSharp.ReportText;

namespace LatentSharp;

/// <summary>Where a long series has gaps: rows without a value, and times without a row.</summary>
/// <param name="count">How many rows there are.</param>
/// <param name="reach">The steps of a gap that windows may reach over.</param>
internal sealed class SeriesGaps(int count, int reach)
{
    private readonly bool[] missing = new bool[count];
    private readonly SortedDictionary<int, long> jumps = [];

    /// <summary>A row has no value of its own in a channel.</summary>
    public void Miss(int row) => missing[row] = true;

    /// <summary>Before a row, so many steps of time have none; the greatest number where time runs back.</summary>
    public void Jump(int row, long steps) => jumps[row] = steps;

    /// <summary>The stretches between the gaps that no window may reach over.</summary>
    public IReadOnlyList<RowRange> Whole()
    {
        var cuts = Stretches().Where(stretch => stretch.Count > reach)
            .Concat(jumps.Where(jump => jump.Value > reach).Select(jump => new RowRange(jump.Key, jump.Key)))
            .OrderBy(cut => cut.First).ThenBy(cut => cut.End);
        var (whole, first) = (new List<RowRange>(), 0);
        foreach (var cut in cuts)
        {
            if (cut.First > first) whole.Add(new(first, cut.First));
            first = Math.Max(first, cut.End);
        }
        if (first < count) whole.Add(new(first, count));
        return whole;
    }

    /// <summary>What to know of them.</summary>
    public IEnumerable<string> Notes
    {
        get
        {
            var stretches = Stretches().ToArray();
            if (stretches.Length > 0)
            {
                var longest = stretches.MaxBy(stretch => stretch.Count);
                yield return $"the value before stands for what is missing in {Plural(stretches.Sum(stretch => stretch.Count), "row")}, "
                    + $"at most {Count(longest.Count)} on end, from row {Count(longest.First + 1)} on"
                    + Divided(stretches.Count(stretch => stretch.Count > reach));
            }
            var gaps = jumps.Where(jump => jump.Value != long.MaxValue).ToArray();
            if (gaps.Length > 0)
            {
                var longest = gaps.MaxBy(gap => gap.Value);
                yield return $"rows are missing at {Plural(gaps.Length, "place")}, at most {Count(longest.Value)} on end, "
                    + $"before row {Count(longest.Key + 1)}" + Divided(gaps.Count(gap => gap.Value > reach));
            }
            var back = jumps.Where(jump => jump.Value == long.MaxValue).ToArray();
            if (back.Length > 0)
                yield return $"time runs back {Plural(back.Length, "time")}, first at row {Count(back[0].Key + 1)}, and the series is "
                    + "divided there; sort the rows by time if they are of one series.";
        }
    }

    private string Divided(int divisions) => reach == int.MaxValue ? "."
        : divisions == 0 ? $"; windows reach over {Plural(reach, "step")} ({DetectOptions.MaxGap.Name})."
        : $"; {Plural(divisions, "gap")} longer than {Plural(reach, "step")} ({DetectOptions.MaxGap.Name}) "
            + $"{(divisions == 1 ? "divides" : "divide")} the series.";

    /// <summary>Rows without a value that follow each other.</summary>
    private IEnumerable<RowRange> Stretches()
    {
        for (var row = 0; row < count; row++)
        {
            if (!missing[row]) continue;
            var first = row;
            while (row < count && missing[row]) row++;
            yield return new(first, row);
        }
    }
}
