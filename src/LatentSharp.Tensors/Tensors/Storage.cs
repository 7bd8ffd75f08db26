using System.Runtime.CompilerServices;

namespace LatentSharp;

/// <summary>
/// A block of host memory that starts on a cache line. It is a pinned array: spans over it keep it alive by themselves, the
/// collector sees its size, and nobody has to dispose it.
/// </summary>
internal sealed class Storage
{
    internal const int Alignment = 64;

    private readonly byte[] array;
    private readonly int start;
    private RowQueue? waiting;

    /// <param name="bytes">How much it holds.</param>
    /// <param name="owner">The arena that takes it back, or null when the collector does.</param>
    internal unsafe Storage(int bytes, Arena? owner = null)
    {
        Owner = owner;
        array = GC.AllocateUninitializedArray<byte>(bytes + Alignment, pinned: true);
        var address = (nint)Unsafe.AsPointer(ref array[0]);
        start = (int)(-address & (Alignment - 1));
        Capacity = bytes;
    }

    internal int Capacity { get; }

    /// <summary>The queue that has yet to compute what is here, or null.</summary>
    internal RowQueue? Waiting { get => Volatile.Read(ref waiting); set => Volatile.Write(ref waiting, value); }

    /// <summary>How many numbers wait here from its start that come row by row; -1 when they are a sum over the rows.</summary>
    internal int WaitingInRows { get; set; }

    /// <summary>The arena that hands it out again, or null.</summary>
    internal Arena? Owner { get; }

    internal Span<byte> Bytes => array.AsSpan(start, Capacity);
}
