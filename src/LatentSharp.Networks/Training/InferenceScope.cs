namespace LatentSharp;

/// <summary>
/// Memory for computing without a gradient: what is made inside is recycled at the end, and an open tape of the thread neither
/// records it nor keeps it.
/// </summary>
internal readonly ref struct InferenceScope
{
    private readonly Arena? outer;
    private readonly Arena own;
    private readonly Recording? recording;

    private InferenceScope(Arena? outer, Arena own, Recording? recording)
    {
        this.outer = outer;
        this.own = own;
        this.recording = recording;
    }

    internal static InferenceScope Open()
    {
        var recording = Recording.Active;
        recording?.Pause();
        var outer = Arena.Suspend();
        return new InferenceScope(outer, Arena.Open()!, recording);
    }

    /// <summary>Recycles what was computed since the scope was opened; it stays open.</summary>
    internal void Recycle() => own.Recycle();

    public void Dispose()
    {
        own.Close();
        Arena.Resume(outer);
        recording?.Continue();
    }
}
