using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace LatentSharp;

/// <summary>
/// Each thread's memory for packed panels and for a tile; it grows to what the largest product needs, which is a few megabytes.
/// </summary>
internal static unsafe class PackBuffer
{
    [ThreadStatic]
    private static Storage? a, b, scratch, kernel, plan, lines;

    internal static float* A(nint floats) => Fit(ref a, floats);

    internal static float* B(nint floats) => Fit(ref b, floats);

    internal static float* Scratch(nint floats) => Fit(ref scratch, floats);

    internal static float* Kernel(nint floats) => Fit(ref kernel, floats);

    /// <summary>For lines of a result that nobody keeps.</summary>
    internal static float* Lines(nint floats) => Fit(ref lines, floats);

    /// <summary>Bytes for what a kernel works out about its sizes.</summary>
    internal static void* Plan(int bytes) => Fit(ref plan, Blocking.CeilingDivide(bytes, sizeof(float)));

    private static float* Fit(ref Storage? storage, nint floats)
    {
        var bytes = checked((int)((floats + Transposition.Slack) * sizeof(float)));
        if (storage is null || storage.Capacity < bytes) storage = new Storage(Math.Max(bytes, 2 * (storage?.Capacity ?? 0)));
        return (float*)Unsafe.AsPointer(ref MemoryMarshal.GetReference(storage.Bytes));
    }
}
