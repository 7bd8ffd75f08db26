using System.Diagnostics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace LatentSharp;

/// <summary>
/// Busy waiting for about as long as parking and waking would take (8 µs for the one that wakes and 15 until the woken one runs, where
/// measured), and no longer. After the first 2 or 3 µs it offers the processor to others at each look: on a busy machine the one that is
/// waited for may have to run on this very processor.
/// </summary>
internal struct BriefSpin
{
    private const int Pauses = 64;
    private const int Microseconds = 30;

    private static readonly long limit = Stopwatch.Frequency * Microseconds / 1_000_000;

    private int looks;
    private long since;

    /// <summary>Lets a moment pass; false when the time is up.</summary>
    internal bool Once()
    {
        if (looks < Pauses)
        {
            looks++;
            if (X86Base.IsSupported) X86Base.Pause();
            else if (ArmBase.IsSupported) ArmBase.Yield();
            else Thread.SpinWait(1);
            return true;
        }

        Thread.Yield();
        var now = Stopwatch.GetTimestamp();
        if (since == 0) since = now;
        return now - since < limit;
    }
}
