namespace LatentSharp;

/// <summary>A stream without some of its samples.</summary>
/// <param name="all">The whole stream.</param>
/// <param name="rows">Which are left out, ascending.</param>
internal sealed class SamplesWithout(SampleStream all, int[] rows) : SampleStream
{
    public override int Count => all.Count - rows.Length;

    public override Shape SampleShape => all.SampleShape;

    public override bool IsForwardOnly => all.IsForwardOnly;

    public override void Read(int first, Span<float> samples)
    {
        var width = Width;
        var next = Skipped(first);
        var from = first + next;
        while (samples.Length > 0)
        {
            var until = next < rows.Length ? rows[next] : all.Count;
            var count = Math.Min(until - from, samples.Length / width);
            if (count > 0) all.Read(from, samples[..(count * width)]);
            samples = samples[(count * width)..];
            (from, next) = (until + 1, next + 1);
        }
    }

    /// <summary>How many that are left out come before a sample, by its number among those that stay.</summary>
    private int Skipped(int place)
    {
        var (low, high) = (0, rows.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            // Before the sample that is left out at this place, rows[middle] - middle others stay.
            if (rows[middle] - middle <= place) low = middle + 1;
            else high = middle;
        }
        return low;
    }
}
