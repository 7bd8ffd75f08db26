namespace LatentSharp;

/// <summary>What was measured of an experiment.</summary>
/// <param name="Experiment">The experiment.</param>
/// <param name="Ours">The figure; null where it was not measured.</param>
/// <param name="Seconds">The time that it took.</param>
/// <param name="IsQuick">Whether it compares with nothing (<see cref="ReproduceRequest.IsQuick"/>).</param>
public sealed record ReproducedFigure(Experiment Experiment, double? Ours, double Seconds, bool IsQuick)
{
    /// <summary>Why there is none, in a sentence; empty for nothing.</summary>
    public string Note { get; init; } = "";

    /// <summary>Whether it reaches the goal; null where that cannot be said.</summary>
    public bool? Reached => IsQuick || Ours is not { } ours ? null : Experiment.Reaches(ours);
}
