using System.Diagnostics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace LatentSharp;

/// <summary>
/// Busy waiting for about as long as parking and waking would cost, and no longer: the processors may be wanted by others. Parking and waking
/// cost 10 to 50 µs where measured, and the pause between two operations of a training step is shorter.
/// </summary>
internal struct BriefSpin
{
    private const int Microseconds = 30;
    private const int LooksPerClock = 16;

    private static readonly long limit = Stopwatch.Frequency * Microseconds / 1_000_000;

    private int looks;
    private long since;

    /// <summary>Lets a moment pass; false when the time is up.</summary>
    internal bool Once()
    {
        if (X86Base.IsSupported) X86Base.Pause();
        else if (ArmBase.IsSupported) ArmBase.Yield();
        else Thread.SpinWait(1);

        if (++looks % LooksPerClock != 0) return true;
        var now = Stopwatch.GetTimestamp();
        if (since == 0) since = now;
        return now - since < limit;
    }
}
