namespace LatentSharp;

/// <summary>A request, from any thread, to end a training after the running batch and to keep what was learned.</summary>
public sealed class StopSignal
{
    private volatile bool requested;

    /// <summary>Whether the training is to end.</summary>
    public bool IsRequested => requested;

    /// <summary>Asks for the end.</summary>
    public void Request() => requested = true;
}
