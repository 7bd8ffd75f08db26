using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace LatentSharp;

/// <summary>Folders <c>.NAME.PROCESS.partial</c> of runs whose process was killed before it could remove them.</summary>
internal static partial class Leftovers
{
    /// <summary>What a folder is called while its run goes on.</summary>
    public static string Name(string run) => string.Create(CultureInfo.InvariantCulture, $".{run}.{Environment.ProcessId}.partial");

    /// <summary>Removes those of dead processes from a folder; what cannot be removed stays.</summary>
    public static void Clear(string folder)
    {
        foreach (var path in Directory.EnumerateDirectories(folder, ".*.partial*"))
        {
            if (Pattern().Match(Path.GetFileName(path)) is not { Success: true } match) continue;
            try
            {
                using var place = PlaceLock.TryTake(folder, match.Groups["run"].Value);
                if (place is null || Lives(match.Groups["process"].Value, Directory.GetCreationTimeUtc(path))) continue;
                Directory.Delete(path, recursive: true);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // It belongs to another user, or is gone already.
            }
        }
    }

    /// <summary>
    /// Whether the process that made a folder still runs here. A process that is younger than the folder only has its number.
    /// </summary>
    private static bool Lives(string process, DateTime made)
    {
        if (!int.TryParse(process, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number == Environment.ProcessId)
            return false;
        try
        {
            using var owner = Process.GetProcessById(number);
            return owner.StartTime.ToUniversalTime() <= made;
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException or System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }

    [GeneratedRegex(
        @"^\.(?<run>.+)\.(?<process>[0-9]+)\.partial(\.removed)?$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Pattern();
}
