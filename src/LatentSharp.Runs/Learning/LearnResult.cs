namespace LatentSharp;

/// <summary>A finished run.</summary>
/// <param name="Folder">The run folder, as the request named it, or where it went instead (<see cref="Note"/>).</param>
/// <param name="Metrics">What was measured.</param>
/// <param name="Model">What was learned.</param>
public sealed record LearnResult(string Folder, RunMetrics Metrics, FittedModel Model)
{
    /// <summary>Why the run folder is not where it was to be, in a sentence; null when it is.</summary>
    public string? Note { get; init; }
}
