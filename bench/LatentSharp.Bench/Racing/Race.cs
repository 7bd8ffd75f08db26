namespace LatentSharp.Bench;

/// <summary>
/// Runs our side, the peers and the bare fused multiply-add by turns, a short slice each, so that whatever else the machine does meets all alike; the medians
/// count, and those of each round's ratios. Each slice is preceded by a shorter one that does not count.
/// </summary>
internal sealed class Race(Row row, Setting setting, int rounds)
{
    private const double Slice = 0.06;
    private const double WarmUp = 0.5;

    /// <summary>A variant that takes so many times as long as the best of its family, by both times, leaves after one slice.</summary>
    private const double Hopeless = 1.5;

    private readonly List<(Entrant Entrant, SideProcess Side)> sides = [];

    /// <summary>The versions of the peers that took part.</summary>
    internal SortedSet<string> Versions { get; } = new(StringComparer.Ordinal);

    /// <summary>The families that did not, each with the reason.</summary>
    internal SortedSet<string> Absences { get; } = new(StringComparer.Ordinal);

    internal Result Run()
    {
        using var prepared = row.Prepare();
        try
        {
            Start(Entrant.Self(Entrant.Ourselves, row.Name, setting));
            if (sides.Count == 0) throw new InvalidOperationException(string.Join("; ", Absences));
            if (row.Operations is not null) Start(Entrant.Self(Entrant.Limit, row.Name, setting));
            foreach (var peer in row.Peers(setting)) Start(peer);
            LeaveTheHopelessOut();
            var times = sides.Select(_ => new List<Times>()).ToArray();
            for (var round = 0; round < rounds; round++)
            {
                for (var i = 0; i < sides.Count; i++)
                {
                    sides[i].Side.Run(Slice / 5);
                    times[i].Add(sides[i].Side.Run(Slice));
                }
            }
            return Conclude(times);
        }
        finally
        {
            foreach (var (_, side) in sides) side.Dispose();
        }
    }

    private void Start(Entrant entrant)
    {
        var (side, reason) = SideProcess.Start(entrant);
        if (side is null)
        {
            Absences.Add($"{entrant.Family}: {reason}");
            return;
        }
        sides.Add((entrant, side));
        if (entrant.Family is not (Entrant.Ourselves or Entrant.Limit)) Versions.Add(side.Version);
    }

    private void LeaveTheHopelessOut()
    {
        foreach (var (_, side) in sides) side.Run(WarmUp);
        var first = sides.ToDictionary(s => s.Side, s => s.Side.Run(Slice));
        foreach (var family in sides.GroupBy(s => s.Entrant.Family, StringComparer.Ordinal).ToArray())
        {
            var best = Times.Least(family.Select(s => first[s.Side]));
            foreach (var entry in family.Where(s => first[s.Side] / best is { Wall: > Hopeless, Processor: > Hopeless }))
            {
                sides.Remove(entry);
                entry.Side.Dispose();
            }
        }
    }

    private Result Conclude(List<Times>[] times)
    {
        var peers = sides.Index().Where(s => s.Item.Entrant.Family is not (Entrant.Ourselves or Entrant.Limit))
            .Select(s => new PeerResult(s.Item.Entrant.Family, s.Item.Entrant.Variant, Times.Median(times[s.Index]), Ratio(times[s.Index], times[0]))).ToArray();
        var limit = sides.FindIndex(s => s.Entrant.Family == Entrant.Limit);
        return new Result(
            row.Name, row.Work, setting.Threads, setting.Bits, row.Goal, Times.Median(times[0]), peers.Length == 0 ? null : Times.Least(peers.Select(p => p.Ratio)),
            sides[0].Side.BytesPerStep(), limit < 0 ? null : 100 * row.Operations!.Value / Peak.Operations(setting) * Ratio(times[limit], times[0]), peers);
    }

    /// <summary>Round by round, since the speed of a machine that is shared varies.</summary>
    private static Times Ratio(List<Times> theirs, List<Times> ours) => Times.Median(theirs.Zip(ours, (t, o) => t / o));
}
