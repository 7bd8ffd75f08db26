namespace LatentSharp;

/// <summary>Which way a watched value is better.</summary>
public enum MonitorMode
{
    /// <summary>
    /// As the watched loss or metric says of itself (<see cref="Metric.Direction"/>); where nothing says so, it is refused.
    /// </summary>
    Auto,

    /// <summary>Smaller is better.</summary>
    Min,

    /// <summary>Larger is better.</summary>
    Max,
}

/// <summary>Compares values of a watched series: the one rule of all callbacks that watch.</summary>
/// <param name="LargerIsBetter">Which way is better.</param>
internal readonly record struct Monitoring(bool LargerIsBetter)
{
    /// <summary>What every value is better than.</summary>
    internal double Worst => LargerIsBetter ? double.NegativeInfinity : double.PositiveInfinity;

    /// <summary>The rule for a series of a training.</summary>
    /// <exception cref="BadArgumentException">
    /// The mode is <see cref="MonitorMode.Auto"/>, and nothing says which way the series is better.
    /// </exception>
    internal static Monitoring Of(MonitorMode mode, string series, TrainingState state, string who)
    {
        ArgumentNullException.ThrowIfNull(state);
        if (mode != MonitorMode.Auto) return new(mode == MonitorMode.Max);
        return state.DirectionOf(series) switch
        {
            MetricDirection.LargerIsBetter => new(true),
            MetricDirection.SmallerIsBetter => new(false),
            _ => throw new BadArgumentException(
                $"{who}: nothing says whether '{series}' is better when larger or smaller; set Mode to MonitorMode.Min or "
                + $"MonitorMode.Max. Known are {string.Join(", ", state.Directed)}, each with 'val_' in front too."),
        };
    }

    internal bool IsBetter(double value, double best, double minDelta) =>
        LargerIsBetter ? value > best + minDelta : value < best - minDelta;
}
