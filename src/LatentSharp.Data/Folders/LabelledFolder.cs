namespace LatentSharp;

/// <summary>
/// The files of a kind in a folder, each a sample: with a file <c>metadata.csv</c> those that it lists; with folders in it, all of them,
/// each in the class that its folder names; with folders <c>train</c> and <c>test</c> alone, the latter's apart; otherwise all of them
/// without classes.
/// </summary>
/// <param name="Kind">What they are.</param>
/// <param name="Folder">Where they are.</param>
/// <param name="Files">The files, in the order of their paths or of the list.</param>
/// <param name="Test">Those of the test part; null for none.</param>
/// <param name="Notes">What to know of how they were found, a sentence each.</param>
internal sealed record LabelledFolder(
    MediaKind Kind, string Folder, List<LabelledFile> Files, List<LabelledFile>? Test, IReadOnlyList<string> Notes)
{
    private const string TrainName = "train", TestName = "test";

    /// <summary>What to call the data.</summary>
    internal string Name { get; private init; } = Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(Folder)));

    /// <summary>The files of both parts.</summary>
    internal List<LabelledFile> All => Test is null ? Files : [.. Files, .. Test];

    /// <exception cref="BadFileException">There is no such folder, or files in it do not fit together.</exception>
    /// <exception cref="BadArgumentException">A label is given, but there is no such column.</exception>
    internal static LabelledFolder Read(string folder, MediaKind kind, DataOptions options)
    {
        if (!Directory.Exists(folder)) throw new BadFileException($"{folder}: there is no such folder.");
        var found = Find(folder, kind, options);
        if (options.LabelFromName is not { } part || found.Files.Count == 0) return found;
        if (options.Label is { } label)
            throw new BadArgumentException($"{folder}: classes come from the column '{label}' or from the files' names, not from both.");
        return found with
        {
            Files = NamePart.Label(found.Files, part), Test = found.Test is null ? null : NamePart.Label(found.Test, part),
            Notes = [.. found.Notes, NamePart.Note(found.Files[0].Path, part)],
        };
    }

    /// <summary>A single file.</summary>
    internal static LabelledFolder Of(string path, MediaKind kind) =>
        new(kind, path, [new LabelledFile(path, null)], null, []) { Name = Path.GetFileNameWithoutExtension(path) };

    /// <summary>Refuses too few.</summary>
    internal void CheckCount(DataOptions options)
    {
        if (Files.Count < (options.TakesOne ? 1 : 2))
            throw new BadFileException(
                $"{Folder}: there {(Files.Count == 1 ? $"is 1 {Kind.Noun}" : $"are no {Kind.Noun}s")} ({Kind.Endings}); at least 2 "
                + $"are needed{string.Concat(Notes.Select(note => "; " + note.TrimEnd('.')))}.");
    }

    /// <summary>The classes of all files; null when they have none.</summary>
    internal ClassTable? FindClasses()
    {
        if (Files[0].Class is null) return null;
        var isListed = Files[0].Line > 0;
        var list = Path.Combine(Folder, FolderMetadata.FileName);
        var classes = new ClassTable(
            (line, problem) => isListed ? BadFileException.At(list, $"line {line}", problem) : new BadFileException($"{Folder}: {problem}"),
            areNames: !isListed);
        foreach (var file in All) classes.Add(file.Class!, file.Line);
        classes.Sort();
        return classes;
    }

    private static LabelledFolder Find(string folder, MediaKind kind, DataOptions options)
    {
        var isNamed = options.LabelFromName is not null;
        if (File.Exists(Path.Combine(folder, FolderMetadata.FileName)))
        {
            var listed = FolderMetadata.Read(folder, options.Label, kind);
            return new(kind, folder, listed, null, [.. FolderMetadata.Notes(folder, listed, kind)]);
        }
        if (options.Label is { } label && !isNamed)
            throw new BadArgumentException(
                $"{folder}: there is no {FolderMetadata.FileName} with a column '{label}'; leave the label out: folders name the classes.");
        var folders = Directory.GetDirectories(folder).Select(Path.GetFileName).Order(StringComparer.Ordinal).ToArray();
        string[] parts = folders is [TestName, TrainName]
            ? [Path.Combine(folder, TrainName), Path.Combine(folder, TestName)]
            : [folder];
        var found = Array.ConvertAll(parts, part => FolderFiles.Below(part, kind));
        var files = parts.Zip(found, (part, below) => OfKind(part, below.Paths, kind, isNamed)).ToArray();
        string[] others = [.. found.SelectMany(below => below.Paths).Where(path => !kind.IsRead(path))];
        var notes = FolderFiles.Notes(found, kind);
        if (others.Length > 0) notes = notes.Append(FolderFiles.PassedOver(others, kind));
        return new(kind, folder, files[0], files.Length > 1 ? files[1] : null, [.. notes]);
    }

    /// <summary>All files of the kind below a folder; the class is the path from it to the file's folder.</summary>
    private static List<LabelledFile> OfKind(string folder, IReadOnlyList<string> paths, MediaKind kind, bool isNamed)
    {
        var files = new List<LabelledFile>();
        foreach (var path in paths)
        {
            if (kind.IsOther(path))
                throw new BadFileException(
                    $"{path}: {kind.Noun}s of this format are not read; convert it to {kind.ConvertTo} (read are {kind.Endings}).");
            if (!kind.IsRead(path)) continue;
            var inside = Path.GetDirectoryName(Path.GetRelativePath(folder, path))!.Replace('\\', '/');
            files.Add(new LabelledFile(path, inside.Length == 0 ? null : inside));
        }
        if (!isNamed && files.Exists(file => file.Class is null) && files.Find(file => file.Class is not null) is { } other)
            throw new BadFileException(
                $"{files.First(file => file.Class is null).Path}: this {kind.Noun} lies beside the "
                + $"folders of classes, as '{other.Class}'; move it into one.");
        return files;
    }
}
