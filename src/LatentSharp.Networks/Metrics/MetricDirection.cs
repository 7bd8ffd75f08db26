namespace LatentSharp;

/// <summary>Which way a figure is better: what <see cref="MonitorMode.Auto"/> goes by.</summary>
public enum MetricDirection
{
    /// <summary>Nobody said; <see cref="MonitorMode.Auto"/> refuses to guess.</summary>
    Unknown,

    /// <summary>Smaller is better, as for losses and errors.</summary>
    SmallerIsBetter,

    /// <summary>Larger is better, as for accuracies and areas.</summary>
    LargerIsBetter,
}
