using System.Text;

namespace LatentSharp;

/// <summary>Reads the list of a folder's files and their classes: a table with a header and a column of paths.</summary>
internal static class FolderMetadata
{
    internal const string FileName = "metadata.csv";

    private static readonly string[] FileColumns = ["file", "file_name", "filename", "path", "image", "audio", "recording"];
    private static readonly string[] LabelColumns = ["label", "class"];

    internal static List<LabelledFile> Read(string folder, string? label, MediaKind kind)
    {
        var path = System.IO.Path.Combine(folder, FileName);
        using var scanner = new CsvScanner(InputSource.File(path), null);
        if (!scanner.Next()) throw new BadFileException($"{path}: the file has no lines with text.");
        var columns = new string[scanner.CellCount];
        for (var i = 0; i < columns.Length; i++) columns[i] = Encoding.UTF8.GetString(scanner.Cell(i)).Trim();
        var file = Array.FindIndex(columns, column => FileColumns.Contains(column, StringComparer.OrdinalIgnoreCase));
        if (file < 0)
            throw BadFileException.At(
                path, "line 1",
                $"there is no column with the {kind.Noun}s' files; one named {string.Join(", ", FileColumns)} is expected.");
        var classes = Array.FindIndex(
            columns, column => label is null ? LabelColumns.Contains(column, StringComparer.OrdinalIgnoreCase) : column == label);
        if (classes < 0 && label is not null)
            throw new BadArgumentException(
                $"{path} has no column '{CsvLayout.Shorten(label)}'; its columns are "
                + $"{string.Join(", ", columns.Take(20).Select(CsvLayout.Shorten))}.");

        var files = new List<LabelledFile>();
        while (scanner.Next())
        {
            if (scanner.CellCount != columns.Length)
                throw BadFileException.At(
                    path, $"line {scanner.Line}", $"expected {Counted.Of(columns.Length, "column")}, found {scanner.CellCount}.");
            var entry = Encoding.UTF8.GetString(scanner.Cell(file)).Trim();
            if (!StaysInside(entry))
                throw BadFileException.At(path, $"line {scanner.Line}", $"'{CsvLayout.Shorten(entry)}' is not a path inside this folder.");
            var name = classes < 0 ? null : Encoding.UTF8.GetString(scanner.Cell(classes)).Trim();
            files.Add(new LabelledFile(System.IO.Path.Combine(folder, entry), name) { Line = scanner.Line });
        }
        return files;
    }

    /// <summary>Sentences on files that the list leaves out, or names more than once.</summary>
    internal static IEnumerable<string> Notes(string folder, IReadOnlyList<LabelledFile> listed, MediaKind kind)
    {
        var paths = new HashSet<string>(StringComparer.Ordinal);
        var again = listed.Where(file => !paths.Add(System.IO.Path.GetFullPath(file.Path))).ToArray();
        if (again.Length > 0)
            yield return $"{FileName} lists {Counted.Of(again.Length, kind.Noun)} again, as {again[0].Path} in line {again[0].Line}; "
                + "each line is a sample.";
        var left = FolderFiles.Below(folder, kind).Paths
            .Where(path => kind.Means(path) && !paths.Contains(System.IO.Path.GetFullPath(path))).ToArray();
        if (left.Length > 0)
            yield return $"{Counted.Of(left.Length, kind.Noun)} in the folder {(left.Length == 1 ? "is" : "are")} not in {FileName} and "
                + $"{(left.Length == 1 ? "was" : "were")} passed over, as {left[0]}.";
    }

    private static bool StaysInside(string path) =>
        path.Length > 0 && !System.IO.Path.IsPathRooted(path) && path.AsSpan().IndexOfAny("\\:\0\n") < 0
            && !path.Split('/').Contains("..", StringComparer.Ordinal);
}
