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

    internal unsafe Storage(int bytes)
    {
        array = GC.AllocateUninitializedArray<byte>(bytes + Alignment, pinned: true);
        var address = (nint)Unsafe.AsPointer(ref array[0]);
        start = (int)(-address & (Alignment - 1));
        Capacity = bytes;
    }

    internal int Capacity { get; }

    /// <summary>The queue that has yet to compute what is here, or null.</summary>
    internal RowQueue? Waiting { get => Volatile.Read(ref waiting); set => Volatile.Write(ref waiting, value); }

    internal Span<byte> Bytes => array.AsSpan(start, Capacity);
}
