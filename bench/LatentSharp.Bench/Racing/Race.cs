namespace LatentSharp.Bench;

/// <summary>
/// Runs our side, the peers and the bare fused multiply-add by turns, a short slice each, so that whatever else the machine does meets all
/// alike; the medians count. Each slice is preceded by a shorter one that does not count.
/// </summary>
internal sealed class Race(Row row)
{
    private const int Rounds = 15;
    private const double Slice = 0.06;
    private const double WarmUp = 0.5;

    /// <summary>The versions of the peers that took part.</summary>
    internal IReadOnlyCollection<string> Versions => versions;

    private readonly SortedSet<string> versions = new(StringComparer.Ordinal);

    internal Result Run()
    {
        Engine.Threads = row.Threads;
        using var ours = row.Ours();
        var peak = row.Operations is null ? null : new StepLoop(() => Peak.Run(row.Threads));
        PeerProcess[] peers = [.. row.Peers()];
        try
        {
            foreach (var peer in peers) versions.Add(peer.Version);
            ISide[] sides = [ours, .. peers, .. peak is null ? Array.Empty<ISide>() : [peak]];
            var times = sides.Select(_ => new List<double>()).ToArray();
            foreach (var side in sides) side.Run(WarmUp);
            for (var round = 0; round < Rounds; round++)
            {
                for (var i = 0; i < sides.Length; i++)
                {
                    sides[i].Run(Slice / 5);
                    times[i].Add(sides[i].Run(Slice));
                }
            }

            var mine = Median(times[0]);
            double? best = peers.Length == 0 ? null : times.Skip(1).Take(peers.Length).Min(Median);
            double? percent = peak is null ? null : PercentOfPeak(times[0], times[^1]);
            return new Result(row.Name, "µs", mine, best, best / mine, row.Goal, BytesPerStep(ours), percent);
        }
        finally
        {
            foreach (var peer in peers) peer.Dispose();
        }
    }

    /// <summary>Round by round, since the peak of a machine that is shared varies.</summary>
    private double PercentOfPeak(List<double> ours, List<double> peak) =>
        100 * row.Operations!.Value / Peak.Operations(row.Threads) * Median([.. ours.Zip(peak, (o, p) => p / o)]);

    /// <summary>Managed memory that a step allocates on its thread.</summary>
    private static double BytesPerStep(ISide side)
    {
        if (side.BytesPerStep() is { } known) return known;
        var before = GC.GetAllocatedBytesForCurrentThread();
        var microseconds = side.Run(Slice);
        var steps = Math.Max(1, Slice * 1e6 / microseconds);
        return Math.Round((GC.GetAllocatedBytesForCurrentThread() - before) / steps);
    }

    private static double Median(List<double> values)
    {
        var sorted = values.Order().ToArray();
        return sorted[sorted.Length / 2];
    }
}
