using System.IO.Compression;

namespace LatentSharp.Testing;

/// <summary>Files that other programs wrote; the script that made each archive stands beside it.</summary>
public static class ReferenceArchive
{
    /// <summary>The contents by name of an archive in <c>references</c> beside the tests of a folder.</summary>
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
