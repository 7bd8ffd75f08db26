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

    internal unsafe Storage(int bytes)
    {
        array = GC.AllocateUninitializedArray<byte>(bytes + Alignment, pinned: true);
        var address = (nint)Unsafe.AsPointer(ref array[0]);
        start = (int)(-address & (Alignment - 1));
        Capacity = bytes;
    }

    internal int Capacity { get; }

    internal Span<byte> Bytes => array.AsSpan(start, Capacity);
}
