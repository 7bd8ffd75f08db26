namespace LatentSharp;

/// <summary>A time in which nothing is recorded and tensors belong to nobody's arena: code of others runs within a step.</summary>
internal readonly ref struct OutsideMemory
{
    private readonly Arena? arena;
    private readonly Recording? recording;

    private OutsideMemory(Arena? arena, Recording? recording) => (this.arena, this.recording) = (arena, recording);

    internal static OutsideMemory Open() => new(Arena.Suspend(), Recording.Suspend());

    public void Dispose()
    {
        Arena.Resume(arena);
        Recording.Resume(recording);
    }
}
