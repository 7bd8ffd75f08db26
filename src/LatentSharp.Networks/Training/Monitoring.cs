namespace LatentSharp;

/// <summary>Which way a watched value is better.</summary>
public enum MonitorMode
{
    /// <summary>Larger for accuracies, areas, precision, recall, F1 and R², by the end of the name; otherwise smaller.</summary>
    Auto,

    /// <summary>Smaller is better.</summary>
    Min,

    /// <summary>Larger is better.</summary>
    Max,
}

/// <summary>Compares values of a watched series.</summary>
internal static class Monitoring
{
    private static readonly string[] LargerIsBetter = ["acc", "accuracy", "auc", "precision", "recall", "f1_score", "r2_score"];

    internal static double Worst(MonitorMode mode, string series) => IsMax(mode, series) ? double.NegativeInfinity : double.PositiveInfinity;

    internal static bool IsBetter(MonitorMode mode, string series, double value, double best, double minDelta) =>
        IsMax(mode, series) ? value > best + minDelta : value < best - minDelta;

    private static bool IsMax(MonitorMode mode, string series) => mode == MonitorMode.Max
        || (mode == MonitorMode.Auto && LargerIsBetter.Any(end => series.EndsWith(end, StringComparison.Ordinal)));
}
