namespace LatentSharp;

/// <summary>
/// Ends a training when any series of the history becomes infinite or not a number. For the training loss <c>Fit</c> does so by itself, at
/// the batch where it happens; this watches validation and metrics too.
/// </summary>
public sealed class TerminateOnNaN : Callback
{
    /// <inheritdoc/>
    public override void OnEpochEnd(TrainingState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        state.Stop |= state.History.Names.Any(name => !double.IsFinite(state.Latest(name)));
    }
}
