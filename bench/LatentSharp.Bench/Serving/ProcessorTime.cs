using System.Runtime.InteropServices;

namespace LatentSharp.Bench;

/// <summary>What the processors did for this process: on a machine that others use too it says more than the clock.</summary>
internal static unsafe partial class ProcessorTime
{
    private const int Self = 0, Children = -1;

    /// <summary>Of all threads and, on Linux, of the child processes that have ended.</summary>
    internal static double Seconds => OperatingSystem.IsLinux() ? Used(Self) + Used(Children) : Environment.CpuUsage.TotalTime.TotalSeconds;

    private static double Used(int who)
    {
        // struct rusage begins with the time in the program and the time in the kernel, as seconds and microseconds each.
        var usage = stackalloc long[32];
        return getrusage(who, usage) == 0 ? usage[0] + usage[2] + (usage[1] + usage[3]) * 1e-6 : 0;
    }

    [LibraryImport("libc")]
    private static partial int getrusage(int who, long* usage);
}
