namespace LatentSharp;

/// <summary>
/// The files below a folder but hidden ones, in the order of their paths. Links to files are followed, wherever they lead; links to folders
/// are not, since they may lead in circles, and both are counted.
/// </summary>
internal sealed class FolderFiles
{
    private const int MaxDepth = 32;

    private static readonly EnumerationOptions Options = new() { AttributesToSkip = FileAttributes.None, IgnoreInaccessible = false };

    private FolderFiles(List<string> paths, int links, List<string> folderLinks) =>
        (Paths, Links, FolderLinks) = (paths, links, folderLinks);

    /// <summary>The files.</summary>
    internal IReadOnlyList<string> Paths { get; }

    /// <summary>How many of the kind among them are links to files elsewhere.</summary>
    internal int Links { get; }

    /// <summary>The links to folders, which were passed over.</summary>
    internal IReadOnlyList<string> FolderLinks { get; }

    internal static FolderFiles Below(string folder, MediaKind kind)
    {
        var (paths, folderLinks, links) = (new List<string>(), new List<string>(), 0);
        foreach (var entry in Entries(new DirectoryInfo(folder)))
        {
            var isLink = IsLink(entry);
            var path = Path.Combine(folder, Path.GetRelativePath(folder, entry.FullName));
            if (entry is DirectoryInfo)
            {
                if (isLink) folderLinks.Add(path);
                continue;
            }
            if (isLink && kind.Means(path)) links++;
            paths.Add(path);
        }
        paths.Sort(StringComparer.Ordinal);
        folderLinks.Sort(StringComparer.Ordinal);
        return new FolderFiles(paths, links, folderLinks);
    }

    /// <summary>Sentences on the links of several folders.</summary>
    internal static IEnumerable<string> Notes(IReadOnlyList<FolderFiles> parts, MediaKind kind)
    {
        var links = parts.Sum(part => part.Links);
        if (links > 0)
            yield return $"{Counted.Of(links, kind.Noun)} {(links == 1 ? "is a link to a file" : "are links to files")} "
                + $"elsewhere, which {(links == 1 ? "was" : "were")} read.";
        var folders = parts.SelectMany(part => part.FolderLinks).ToArray();
        if (folders.Length > 0)
            yield return $"links to folders are not followed: {ColumnMatch.List(folders)} "
                + $"{(folders.Length == 1 ? "was" : "were")} passed over.";
    }

    /// <summary>A sentence on files that are not of the kind.</summary>
    internal static string PassedOver(IReadOnlyList<string> paths, MediaKind kind)
    {
        var alone = DataSource.FileEndings.Where(ending => !ending.StartsWith(".txt", StringComparison.Ordinal)
            && paths.Any(path => path.EndsWith(ending, StringComparison.OrdinalIgnoreCase)));
        var others = string.Join(", ", alone);
        return $"{Counted.Of(paths.Count, "file")} of another ending than {kind.Endings} {(paths.Count == 1 ? "was" : "were")} passed over"
            + $"{(others.Length == 0 ? "" : $"; those in {others} are read one at a time, each by its path")}.";
    }

    private static IEnumerable<FileSystemInfo> Entries(DirectoryInfo folder, int depth = 0)
    {
        foreach (var entry in folder.EnumerateFileSystemInfos("*", Options).Where(entry => !IsHidden(entry.Name)))
        {
            yield return entry;
            if (depth == MaxDepth || entry is not DirectoryInfo inner || IsLink(inner)) continue;
            foreach (var deeper in Entries(inner, depth + 1)) yield return deeper;
        }
    }

    private static bool IsLink(FileSystemInfo entry) => entry.Attributes.HasFlag(FileAttributes.ReparsePoint);

    private static bool IsHidden(string name) => name.StartsWith('.') || name == "__MACOSX";
}
