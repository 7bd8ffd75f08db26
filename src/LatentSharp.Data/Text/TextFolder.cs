namespace LatentSharp;

/// <summary>
/// Finds texts in a folder, each file one: with folders in it, each text in the class that its folder names; with folders <c>train</c> and
/// <c>test</c> alone, the latter's as a test part; otherwise without labels.
/// </summary>
internal static class TextFolder
{
    private const string Train = "train", Test = "test", Ending = ".txt";

    private static readonly MediaKind Kind = new("text", Ending, Ending, IsText, static _ => false);

    /// <summary>Whether there are text files; what else can be read together is looked for before.</summary>
    internal static bool IsHere(string path) => Directory.Exists(path) && FolderFiles.Below(path, Kind).Paths.Any(IsText);

    internal static FoundTexts Read(string folder, TextOptions options)
    {
        if (options.Source is not (null or TextOptions.Whole))
            throw new BadArgumentException($"{folder}: each file of a folder is one text, so '{options.Source}' cannot be chosen.");
        if (options.LabelSeparator is not null)
            throw new BadArgumentException($"{folder}: folders name the classes of texts; leave the sign behind labels out.");
        string?[] folders = [.. Directory.GetDirectories(folder).Select(Path.GetFileName).Order(StringComparer.Ordinal)];
        if (folders is not [Test, Train]) return Part(folder, folder, options, null);
        return Part(folder, Path.Combine(folder, Train), options, Part(folder, Path.Combine(folder, Test), options, null));
    }

    private static FoundTexts Part(string folder, string part, TextOptions options, FoundTexts? test)
    {
        var found = new FoundTexts
        {
            Refuse = (_, problem) => new BadFileException($"{folder}: {problem}"), HasNames = true, TestPart = test,
        };
        var below = FolderFiles.Below(part, Kind);
        // Text files need no ending; where some have the usual one, the others are something else.
        string[] files = below.Paths.Any(IsText) ? [.. below.Paths.Where(IsText)] : [.. below.Paths];
        string[] others = [.. below.Paths.Except(files, StringComparer.Ordinal)];
        if (others.Length > 0) found.Notes.Add(FolderFiles.PassedOver(others, Kind));
        if (below.FolderLinks.Count > 0) found.Notes.AddRange(FolderFiles.Notes([below], Kind));
        foreach (var path in files)
        {
            var inside = Path.GetDirectoryName(Path.GetRelativePath(part, path))!.Replace('\\', '/');
            if (inside.Length == 0 != (found.Labels.Count == 0) && found.Texts.Count > 0)
                throw new BadFileException($"{path}: some texts lie beside folders of classes; move each into one, or all out of them.");
            found.Texts.Add(TextFile.Read(path, options.Encoding));
            if (inside.Length > 0) found.Labels.Add((inside, 0));
        }
        return found;
    }

    private static bool IsText(string path) => path.EndsWith(Ending, StringComparison.OrdinalIgnoreCase);
}
