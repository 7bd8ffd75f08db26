namespace LatentSharp;

/// <summary>Finds data by the name of a built-in set or by the path of a file.</summary>
public static class DataSource
{
    private static readonly SortedDictionary<string, Func<Dataset>> BuiltIns = new(StringComparer.OrdinalIgnoreCase)
    {
        ["digits"] = Digits.Load,
    };

    private static readonly (string Ending, bool HasColumns, Func<string, DataOptions, Dataset> Read)[] Formats =
    [
        (".csv", true, static (path, options) => CsvFile.Read(path, new CsvOptions { Label = options.Label })),
        (".tsv", true, static (path, options) => CsvFile.Read(path, new CsvOptions { Label = options.Label, Separator = '\t' })),
        (".txt", true, static (path, options) => CsvFile.Read(path, new CsvOptions { Label = options.Label })),
        (".csv.gz", true, static (path, options) => CsvFile.Read(path, new CsvOptions { Label = options.Label })),
        (".tsv.gz", true, static (path, options) => CsvFile.Read(path, new CsvOptions { Label = options.Label, Separator = '\t' })),
        (".txt.gz", true, static (path, options) => CsvFile.Read(path, new CsvOptions { Label = options.Label })),
        (".npy", false, static (path, _) => NpyDataset.Read(path)),
    ];

    /// <summary>The names of the data sets that come with the library.</summary>
    public static IReadOnlyList<string> BuiltInNames { get; } = [.. BuiltIns.Keys];

    /// <summary>The endings of the files that can be read.</summary>
    public static IReadOnlyList<string> FileEndings { get; } = [.. Formats.Select(format => format.Ending)];

    /// <summary>Loads a built-in set by its name, or a file by its path; the path's ending says which format it is.</summary>
    /// <exception cref="BadArgumentException">There is no such set and no such format, or a label does not fit the data.</exception>
    /// <exception cref="BadFileException">The file cannot be read; the message names the place in it.</exception>
    public static Dataset Open(string nameOrPath, DataOptions? options = null)
    {
        if (string.IsNullOrWhiteSpace(nameOrPath)) throw new BadArgumentException($"The name of the data is empty; {Known}");
        options ??= new DataOptions();
        if (BuiltIns.TryGetValue(nameOrPath, out var load))
        {
            if (options.Label is not null) throw new BadArgumentException($"{nameOrPath} brings its own labels; leave the label '{options.Label}' out.");
            return load();
        }
        foreach (var (ending, hasColumns, read) in Formats)
        {
            if (!nameOrPath.EndsWith(ending, StringComparison.OrdinalIgnoreCase)) continue;
            if (options.Label is not null && !hasColumns) throw new BadArgumentException($"{nameOrPath}: a {ending} file has no columns by name, so '{options.Label}' cannot be its label.");
            return read(nameOrPath, options);
        }
        if (Directory.Exists(nameOrPath)) throw new BadFileException($"{nameOrPath}: this is a folder; a file is expected.");
        throw new BadArgumentException($"'{nameOrPath}' is neither a data set that comes with the library nor a file of a known format; {Known}");
    }

    private static string Known => $"known are {string.Join(", ", BuiltInNames)} and files ending in {string.Join(", ", FileEndings)}.";
}
