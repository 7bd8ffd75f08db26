namespace LatentSharp;

/// <summary>
/// How rare scores are among learned ones, so that those of several methods compare: -ln of the share of learned scores that are as high,
/// of
/// equal ones half. A usual score has about 1, the highest of N about ln 2N; beyond it goes on to rise, by less than ln 2.
/// </summary>
internal sealed class ScoreRanks
{
    private readonly float[] sorted;
    private readonly double room;

    /// <param name="learned">(N), N at least 1.</param>
    internal ScoreRanks(Tensor learned)
    {
        sorted = learned.ToArray();
        if (sorted.Length == 0) throw new BadArgumentException("ScoreRanks: there are no learned scores.");
        Array.Sort(sorted);
        var range = sorted[^1] - (double)sorted[sorted.Length / 2];
        room = range > 0 ? range : 1;
    }

    /// <summary>How rare a score is, 0 or more.</summary>
    internal double Of(float score)
    {
        var (below, upTo) = (Below(score), UpTo(score));
        var above = sorted.Length - ((below + upTo) / 2.0);
        if (upTo < sorted.Length || below < upTo) return -Math.Log(Math.Max(above, 0.5) / sorted.Length);
        var beyond = (score - (double)sorted[^1]) / room;
        return Math.Log(2.0 * sorted.Length) + Math.Log(1 + (beyond / (1 + beyond)));
    }

    private int Below(float score)
    {
        var (low, high) = (0, sorted.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (sorted[middle] < score) low = middle + 1;
            else high = middle;
        }
        return low;
    }

    private int UpTo(float score)
    {
        var (low, high) = (0, sorted.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (sorted[middle] <= score) low = middle + 1;
            else high = middle;
        }
        return low;
    }
}
