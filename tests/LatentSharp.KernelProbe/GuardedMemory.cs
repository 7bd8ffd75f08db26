using System.Runtime.InteropServices;

namespace LatentSharp.Tests;

/// <summary>Some pages between two that the process dies from touching.</summary>
internal sealed unsafe partial class GuardedMemory
{
    private const int ReadWrite = 3;
    private const int Private = 2;
    private const int Pages = 2;

    private readonly byte* start;

    internal GuardedMemory()
    {
        var page = Environment.SystemPageSize;
        var anonymous = OperatingSystem.IsMacOS() ? 0x1000 : 0x20;
        var all = (byte*)Map(0, (nuint)((Pages + 2) * page), ReadWrite, Private | anonymous, -1, 0);
        if ((nint)all == -1) throw new InvalidOperationException("mmap failed");
        start = all + page;
        if (Protect((nint)all, (nuint)page, 0) != 0 || Protect((nint)(start + (Pages * page)), (nuint)page, 0) != 0)
            throw new InvalidOperationException("mprotect failed");
    }

    /// <summary>Floats that begin where the memory does.</summary>
    internal Span<float> AtStart(int count) => new(start, count);

    /// <summary>Floats that end where the memory does.</summary>
    internal Span<float> AtEnd(int count) => new(start + (Pages * Environment.SystemPageSize) - (count * sizeof(float)), count);

    [LibraryImport("libc", EntryPoint = "mmap", SetLastError = true)]
    private static partial nint Map(nint address, nuint length, int protection, int flags, int file, nint offset);

    [LibraryImport("libc", EntryPoint = "mprotect", SetLastError = true)]
    private static partial int Protect(nint address, nuint length, int protection);
}
