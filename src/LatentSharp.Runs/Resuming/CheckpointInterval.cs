using System.Globalization;

namespace LatentSharp;

/// <summary>How often a run writes a checkpoint: after so many steps of training, or so much time.</summary>
public readonly record struct CheckpointInterval
{
    private const string Unit = "steps";

    private static readonly OptionSpec<TimeSpan> Times = OptionKinds.Time("", "", TimeSpan.FromMinutes(1));

    private CheckpointInterval(int? steps, TimeSpan? time) => (Steps, Time) = (steps, time);

    /// <summary>The steps from one to the next; null where time counts.</summary>
    public int? Steps { get; }

    /// <summary>The time from one to the next; null where steps count.</summary>
    public TimeSpan? Time { get; }

    /// <summary>After so many steps.</summary>
    /// <exception cref="BadArgumentException">It is less than 1.</exception>
    public static CheckpointInterval OfSteps(int steps) => steps > 0
        ? new(steps, null)
        : throw new BadArgumentException(FormattableString.Invariant($"CheckpointInterval: {steps} steps do not fit; 1 or more would."));

    /// <summary>After the first step so long after the one before.</summary>
    /// <exception cref="BadArgumentException">It is less than a second or more than 1,000 hours.</exception>
    public static CheckpointInterval OfTime(TimeSpan time)
    {
        Times.Check(time);
        return new(null, time);
    }

    /// <summary><c>500steps</c> or <c>5m</c>.</summary>
    public override string ToString() =>
        Steps is { } steps ? string.Create(CultureInfo.InvariantCulture, $"{steps}{Unit}") : Time is { } time ? Times.Write(time) : "";

    internal static (bool Ok, CheckpointInterval? Value) Read(string text)
    {
        if (!text.EndsWith(Unit, StringComparison.Ordinal))
            return Times.TryRead(text, out var time) ? (true, new CheckpointInterval(null, (TimeSpan)time!)) : (false, null);
        return int.TryParse(text[..^Unit.Length], NumberStyles.None, CultureInfo.InvariantCulture, out var steps) && steps > 0
            ? (true, new CheckpointInterval(steps, null))
            : (false, null);
    }
}
