namespace LatentSharp;

/// <summary>Instances of one kind that this thread has done with, to be used again.</summary>
internal static class Spare<T> where T : class, new()
{
    /// <summary>A thread that only finishes what others put off would gather theirs without end.</summary>
    private const int Most = 256;

    [ThreadStatic]
    private static Stack<T>? free;

    internal static T Rent() => free is { Count: > 0 } ? free.Pop() : new T();

    internal static void Return(T instance)
    {
        free ??= new Stack<T>();
        if (free.Count < Most) free.Push(instance);
    }
}
