using System.Globalization;
using System.Runtime.InteropServices;

namespace LatentSharp.Bench;

/// <summary>What the numbers were measured on.</summary>
internal static class Machine
{
    internal static string Describe() => string.Create(CultureInfo.InvariantCulture,
        $"{Processor()}, {Environment.ProcessorCount} processors, vectors of {Dispatch.Width * 32} bits, pool round trip "
        + $"{Pace.RoundTrip(Engine.Threads):f1} µs, load {Load()}, {RuntimeInformation.FrameworkDescription}, {RuntimeInformation.OSDescription}");

    private static string Processor()
    {
        const string file = "/proc/cpuinfo";
        var line = File.Exists(file)
            ? File.ReadLines(file).FirstOrDefault(l => l.StartsWith("model name", StringComparison.Ordinal))
            : null;
        return line?[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim() ?? RuntimeInformation.ProcessArchitecture.ToString();
    }

    /// <summary>How many others wanted the processors in the last minute: numbers taken on a busy machine are worth little.</summary>
    private static string Load()
    {
        const string file = "/proc/loadavg";
        return File.Exists(file) ? File.ReadAllText(file).Split(' ')[0] : "unknown";
    }
}
