using System.Collections.Concurrent;

namespace LatentSharp;

/// <summary>
/// Files and folders that are being written under another name than their own. What is left of them when the process ends by a signal that
/// can be caught, or by an exit in the middle, is removed; after a kill that cannot be caught the next run clears them.
/// </summary>
internal static class Unfinished
{
    private static readonly ConcurrentDictionary<string, bool> Paths = new(StringComparer.Ordinal);

    static Unfinished() => AppDomain.CurrentDomain.ProcessExit += (_, _) => Discard();

    /// <summary>Something is written here from now on.</summary>
    internal static void Begin(string path) => Paths[path] = true;

    /// <summary>It has its own name now, or was removed.</summary>
    internal static void End(string path) => Paths.TryRemove(path, out _);

    /// <summary>
    /// Removes all that is unfinished. A folder loses its name first, so that whoever still writes into it finds nothing to fill.
    /// </summary>
    internal static void Discard()
    {
        foreach (var path in Paths.Keys)
        {
            End(path);
            try
            {
                if (File.Exists(path))
                {
                    File.Delete(path);
                }
                else if (Directory.Exists(path))
                {
                    var nameless = path + ".removed";
                    Directory.Move(path, nameless);
                    Directory.Delete(nameless, recursive: true);
                }
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // The process ends; the next run clears what could not be removed.
            }
        }
    }
}
