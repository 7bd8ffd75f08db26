using System.IO.Compression;

namespace LatentSharp.Tests;

/// <summary>Files that other programs wrote; the script that made each archive stands beside it.</summary>
internal static class References
{
    public static Dictionary<string, byte[]> Read(string folder, string name)
    {
        using var archive = ZipFile.OpenRead(Path.Combine(AppContext.BaseDirectory, folder, "references", name));
        return archive.Entries.ToDictionary(entry => entry.FullName, entry =>
        {
            using var stream = entry.Open();
            var copy = new MemoryStream();
            stream.CopyTo(copy);
            return copy.ToArray();
        }, StringComparer.Ordinal);
    }
}
