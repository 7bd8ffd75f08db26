namespace LatentSharp;

/// <summary>
/// Memory for computing without a gradient: what is made inside is recycled at the end, and an open tape of the thread neither
/// records it nor keeps it. What is to outlive it is copied out by <see cref="Tensor.Keep"/>.
/// <code>
/// using var scope = InferenceScope.Open();
/// </code>
/// </summary>
public readonly ref struct InferenceScope
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

    /// <summary>Opens one on this thread; it ends when it is disposed.</summary>
    public static InferenceScope Open()
    {
        var recording = Recording.Suspend();
        var outer = Arena.Suspend();
        return new InferenceScope(outer, Arena.Open()!, recording);
    }

    /// <summary>Recycles what was computed since the scope was opened; it stays open.</summary>
    public void Recycle() => own.Recycle();

    /// <summary>Recycles everything, and lets an outer tape go on.</summary>
    public void Dispose()
    {
        own.Close();
        Arena.Resume(outer);
        Recording.Resume(recording);
    }
}
