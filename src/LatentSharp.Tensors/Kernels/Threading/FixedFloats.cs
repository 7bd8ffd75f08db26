namespace LatentSharp;

/// <summary>Memory of a caller as other threads can have it too; only good within <see cref="Use{TState}"/>.</summary>
internal readonly unsafe struct FixedFloats
{
    private readonly void* start;
    private readonly int length;

    private FixedFloats(void* start, int length)
    {
        this.start = start;
        this.length = length;
    }

    internal Span<float> Span => new(start, length);

    /// <summary>Holds memory in its place for the time of an action.</summary>
    internal static void Use<TState>(Span<float> memory, TState state, Action<FixedFloats, TState> action)
    {
        fixed (float* start = memory) action(new FixedFloats(start, memory.Length), state);
    }
}
