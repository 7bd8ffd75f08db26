using System.Buffers;
using Apache.Arrow.Memory;

namespace LatentSharp;

/// <summary>Compares what Arrow unpacks with the size of the file, before memory is taken.</summary>
internal sealed class BoundedAllocator(string name, long packed) : MemoryAllocator
{
    private long unpacked;

    protected override IMemoryOwner<byte> AllocateInternal(int length, out int bytesAllocated)
    {
        unpacked += length;
        UnpackedLimit.Current.CheckStream(name, packed, unpacked);
        bytesAllocated = length;
        return new Owner(new byte[length]);
    }

    private sealed class Owner(byte[] bytes) : IMemoryOwner<byte>
    {
        public Memory<byte> Memory => bytes;

        public void Dispose()
        {
        }
    }
}
