namespace LatentSharp;

/// <summary>A finished run.</summary>
/// <param name="Folder">The run folder, as the request named it.</param>
/// <param name="Metrics">What was measured.</param>
/// <param name="Model">What was learned.</param>
public sealed record LearnResult(string Folder, RunMetrics Metrics, FittedModel Model);
