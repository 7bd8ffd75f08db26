namespace LatentSharp.Bench;

/// <summary>
/// Runs our side, the peers and the bare fused multiply-add by turns, a short slice each, so that whatever else the machine does meets all
/// alike; the medians count, and those of each round's ratios. Each slice is preceded by a shorter one that does not count, and the first
/// by some seconds, in which compilers at run time come to their best.
/// </summary>
internal sealed class Race(Row row, Setting setting, int rounds)
{
    private const double Slice = 0.06;
    private const double WarmUp = 0.5;
    private const double Settle = 1.5;

    /// <summary>A variant that takes so many times as long as the best of its family, by both times, leaves after one slice.</summary>
    private const double Hopeless = 1.5;

    private readonly List<(Entrant Entrant, SideProcess Side)> sides = [];

    /// <summary>What each side's first slice took.</summary>
    private readonly Dictionary<SideProcess, Times> first = [];

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
            foreach (var (_, side) in sides) side.Run(Settle);
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
        try
        {
            side.Run(WarmUp);
            first[side] = side.Run(Slice);
        }
        catch (SideEndedException e) when (entrant.IsPeer)
        {
            Absences.Add($"{entrant.Family} ({entrant.Variant}) in {row.Name}: {e.Message}");
            side.Dispose();
            return;
        }
        sides.Add((entrant, side));
        if (entrant.IsPeer) Versions.Add(side.Version);
        LeaveTheHopelessOut(entrant.Family);
    }

    /// <summary>At once, so that not too many processes stand by where there are many variants.</summary>
    private void LeaveTheHopelessOut(string family)
    {
        var own = sides.Where(s => s.Entrant.Family == family).Select(s => s.Side).ToArray();
        var best = Times.Least(own.Select(side => first[side]))!.Value;
        foreach (var side in own.Where(side => first[side] / best is { Wall: > Hopeless, Processor: > Hopeless })) Leave(side);
    }

    private void Leave(SideProcess side)
    {
        sides.RemoveAll(s => s.Side == side);
        side.Dispose();
    }

    private Result Conclude(List<Times>[] times)
    {
        var peers = new List<PeerResult>();
        Times? percentOfPeak = null;
        for (var i = 1; i < sides.Count; i++)
        {
            var (entrant, ratio) = (sides[i].Entrant, Ratio(times[i], times[0]));
            if (entrant.IsPeer) peers.Add(new PeerResult(entrant.Family, entrant.Variant, Times.Median(times[i]), ratio));
            else percentOfPeak = 100 * row.Operations!.Value / Peak.Operations(setting) * ratio;
        }
        return new Result(
            row.Name, row.Work, setting.Threads, setting.Bits, row.Goal, Times.Median(times[0]),
            Times.Least(peers.Select(peer => peer.Ratio)), sides[0].Side.BytesPerStep(), percentOfPeak, peers);
    }

    /// <summary>Round by round, since the speed of a machine that is shared varies.</summary>
    private static Times Ratio(List<Times> theirs, List<Times> ours) =>
        Times.Median([.. theirs.Zip(ours, (t, o) => t / o)]);
}
