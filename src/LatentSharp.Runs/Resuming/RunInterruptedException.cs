namespace LatentSharp;

/// <summary>A run was asked to stop, and has written a checkpoint to go on from; the message says how.</summary>
public sealed class RunInterruptedException : Exception
{
    internal RunInterruptedException(string run)
        : base($"{run} was interrupted; it goes on where it was with: latent learn {LearnOptions.Resume.Name} {run}") => Run = run;

    /// <summary>The run folder that will be.</summary>
    public string Run { get; }
}
