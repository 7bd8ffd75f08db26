using System.Numerics;

namespace LatentSharp;

/// <summary>
/// Owns what one thread computes during a step and hands the same memory out again for the next: storages by size class, so
/// that a short last batch costs nothing, and tensor bodies. After a few steps nothing is allocated any more.
/// </summary>
internal sealed class Arena
{
    private const int SmallestClass = 8;

    [ThreadStatic]
    private static Arena? current;

    [ThreadStatic]
    private static Stack<Arena>? spare;

    private readonly Stack<Storage>[] free = CreateClasses();
    private readonly List<Storage> used = [];
    private readonly List<TensorBody> bodies = [];
    private int bodiesUsed;

    /// <summary>The arena that this thread computes in, or null when tensors are left to the garbage collector.</summary>
    internal static Arena? Current => current;

    /// <summary>Bytes of all storages that the arena holds, in use or free.</summary>
    internal long BytesHeld { get; private set; }

    /// <summary>
    /// Opens an arena on this thread, unless one is open: the outermost owns the memory. Returns it when it is the caller's to
    /// <see cref="Close"/>, otherwise null.
    /// </summary>
    internal static Arena? Open()
    {
        if (current is not null) return null;
        current = spare is { Count: > 0 } ? spare.Pop() : new Arena();
        return current;
    }

    /// <summary>Recycles everything computed in the arena and leaves it ready for the thread's next <see cref="Open"/>.</summary>
    internal void Close()
    {
        Recycle();
        // One that is closed while it is suspended will be resumed once more: it is left to the collector, so that no other shares it.
        if (current != this) return;
        current = null;
        (spare ??= new Stack<Arena>()).Push(this);
    }

    /// <summary>
    /// Suspends the arena of this thread, so that what is made next outlives it; give the result to <see cref="Resume"/>.
    /// </summary>
    internal static Arena? Suspend()
    {
        var arena = current;
        current = null;
        return arena;
    }

    internal static void Resume(Arena? arena) => current = arena;

    /// <summary>Takes back all memory; handles to it are stale from here on.</summary>
    internal void Recycle()
    {
        for (var i = 0; i < bodiesUsed; i++)
        {
            bodies[i].Generation++;
            bodies[i].Node = null;
        }
        bodiesUsed = 0;
        foreach (var storage in used)
        {
            if (MemoryDebugging.PoisonRecycled) storage.Bytes.Fill(0xFF);
            free[ClassOf(storage.Capacity)].Push(storage);
        }
        used.Clear();
    }

    internal Storage RentStorage(int bytes)
    {
        var size = ClassOf(bytes);
        if (!free[size].TryPop(out var storage))
        {
            storage = new Storage(SizeOf(size));
            BytesHeld += storage.Capacity;
        }
        used.Add(storage);
        return storage;
    }

    internal TensorBody RentBody()
    {
        if (bodiesUsed == bodies.Count) bodies.Add(new TensorBody());
        return bodies[bodiesUsed++];
    }

    /// <summary>Four classes an octave: at most a fifth of a block is unused.</summary>
    private static int ClassOf(int bytes)
    {
        if (bytes <= 1 << SmallestClass) return 0;
        var octave = BitOperations.Log2((uint)(bytes - 1));
        var quarter = (bytes - 1) >> (octave - 2) & 3;
        return ((octave - SmallestClass) * 4) + quarter + 1;
    }

    private static int SizeOf(int sizeClass)
    {
        if (sizeClass == 0) return 1 << SmallestClass;
        var (octave, quarter) = (((sizeClass - 1) / 4) + SmallestClass, (sizeClass - 1) % 4);
        return (int)Math.Min((1L << octave) / 4 * (5 + quarter), int.MaxValue - (2L * Storage.Alignment));
    }

    private static Stack<Storage>[] CreateClasses()
    {
        var classes = new Stack<Storage>[((32 - SmallestClass) * 4) + 1];
        for (var i = 0; i < classes.Length; i++) classes[i] = new Stack<Storage>();
        return classes;
    }
}

/// <summary>Switches that help to find mistakes in the use of recycled memory.</summary>
public static class MemoryDebugging
{
    /// <summary>
    /// Fills recycled memory with NaN, so that a span kept beyond its tape shows at once. Off by default; the environment variable
    /// <c>LATENT_POISON=1</c> turns it on.
    /// </summary>
    public static bool PoisonRecycled { get; set; } = Environment.GetEnvironmentVariable("LATENT_POISON") == "1";
}
