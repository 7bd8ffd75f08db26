namespace LatentSharp;

/// <summary>
/// Classes in the names of files: a name without its ending, divided by <c>_</c> or, where it has none, by <c>-</c>.
/// </summary>
internal static class NamePart
{
    /// <summary>The files with the classes that a part of their names says.</summary>
    /// <param name="files">The files.</param>
    /// <param name="part">Which part, from 1.</param>
    /// <exception cref="BadFileException">A name has fewer parts; the message names it.</exception>
    internal static List<LabelledFile> Label(IEnumerable<LabelledFile> files, int part) =>
        [.. files.Select(file => new LabelledFile(file.Path, Of(file.Path, part)))];

    /// <summary>A part of a file's name.</summary>
    internal static string Of(string path, int part)
    {
        var name = Path.GetFileNameWithoutExtension(path);
        var parts = name.Split(name.Contains('_', StringComparison.Ordinal) ? '_' : '-');
        return part <= parts.Length && parts[part - 1].Trim().Length > 0
            ? parts[part - 1]
            : throw new BadFileException(
                $"{path}: the name has no part {part} to be its class; divided by _ or -, it has "
                + $"{string.Join(", ", parts.Select(each => $"'{each}'"))}.");
    }

    /// <summary>A sentence on where the classes came from.</summary>
    internal static string Note(string path, int part) =>
        $"part {part} of the files' names is their class, as '{Of(path, part)}' of {Path.GetFileName(path)}.";
}
