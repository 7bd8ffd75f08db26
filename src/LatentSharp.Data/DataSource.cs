namespace LatentSharp;

/// <summary>Finds data by the name of a set or by the path of a file or folder.</summary>
public static class DataSource
{
    private static readonly SortedDictionary<string, Func<Dataset>> BuiltIns = new(StringComparer.OrdinalIgnoreCase)
    {
        ["digits"] = Digits.Load,
    };

    private static readonly (string Ending, bool TakesLabel, Func<string, DataOptions, Dataset> Read)[] Formats =
    [
        (".csv", true, ReadTable),
        (".tsv", true, ReadTable),
        (".txt", true, ReadTable),
        (".csv.gz", true, ReadTable),
        (".tsv.gz", true, ReadTable),
        (".txt.gz", true, ReadTable),
        (".jsonl", true, static (path, options) => JsonLinesFile.Read(path, options)),
        (".jsonl.gz", true, static (path, options) => JsonLinesFile.Read(path, options)),
        (".parquet", true, static (path, options) => ParquetFile.Read(InputSource.File(path), options)),
        (".arrow", true, static (path, options) => ArrowFile.Read(InputSource.File(path), options)),
        (".feather", true, static (path, options) => ArrowFile.Read(InputSource.File(path), options)),
        (".ts", false, static (path, options) => SeriesFile.Read(path, options)),
        (".ts.gz", false, static (path, options) => SeriesFile.Read(path, options)),
        (".npy", true, static (path, options) => NpyDataset.Read(path, options)),
        (".npz", true, static (path, options) => NpzDataset.Read(path, options)),
        ("-ubyte", false, static (path, _) => IdxDataset.Read(path)),
        ("-ubyte.gz", false, static (path, _) => IdxDataset.Read(path)),
        (".idx", false, static (path, _) => IdxDataset.Read(path)),
        (".idx.gz", false, static (path, _) => IdxDataset.Read(path)),
    ];

    /// <summary>The endings of tables of text.</summary>
    internal static readonly string[] TableEndings = [".csv", ".tsv", ".txt", ".csv.gz", ".tsv.gz", ".txt.gz"];

    /// <summary>Why <see cref="Missing.Indicator"/> is refused where there is no table.</summary>
    internal const string NoIndicator =
        "only the columns of a table get a number that says what was missing; with --missing impute something stands in.";

    private static readonly string[] ArrayEndings = [".npy", ".npz"];

    // What several files make together: a folder, or the common beginning of their names.
    private static readonly (Func<string, bool> IsHere, bool TakesLabel, Func<string, DataOptions, Dataset> Read)[] Groups =
    [
        (SeriesFile.IsHere, false, static (path, options) => SeriesFile.Read(path, options)),
        (IdxDataset.IsHere, false, static (path, _) => IdxDataset.Read(path)),
        (SoundFolder.IsHere, true, SoundFolder.Read),
        (SoundFile.IsHere, false, SoundFolder.ReadFile),
        (ImageFolder.IsHere, true, ImageFolder.Read),
        (ImageFile.IsHere, false, ImageFolder.ReadFile),
        (TextFolder.IsHere, false, static (path, options) => TextData.Read(path, options, isTable: false)),
    ];

    /// <summary>The names of the data sets that come with the library.</summary>
    public static IReadOnlyList<string> BuiltInNames { get; } = [.. BuiltIns.Keys];

    /// <summary>The endings of the files that can be read.</summary>
    public static IReadOnlyList<string> FileEndings { get; } = [.. Formats.Select(format => format.Ending)];

    /// <summary>
    /// Loads a set by its name, or a file or folder by its path, or the answer of a query (<see cref="DataOptions.Query"/>). Names are
    /// those of <see cref="BuiltInNames"/> and of <see cref="KnownSets"/>; a path's ending says which format it is, a folder's content
    /// which files it holds.
    /// </summary>
    /// <exception cref="BadArgumentException">There is no such set and no such format, or a label does not fit the data.</exception>
    /// <exception cref="BadFileException">The file cannot be read; the message names the place in it.</exception>
    public static Dataset Open(string nameOrPath, DataOptions? options = null)
    {
        if (string.IsNullOrWhiteSpace(nameOrPath)) throw new BadArgumentException($"The name of the data is empty; {Known}");
        options ??= new DataOptions();
        if (options.Query is null) CheckIsThere(nameOrPath);
        CheckFormat(nameOrPath, options.Format);
        if (options.Channels != ChannelOrder.Auto
            && !Array.Exists(ArrayEndings, ending => nameOrPath.EndsWith(ending, StringComparison.OrdinalIgnoreCase)))
            throw new BadArgumentException(
                $"{nameOrPath}: only {string.Join(" and ", ArrayEndings)} files hold images whose channels may come first or last.");
        if (options.Size is not null && !HoldsPictures(nameOrPath))
            throw new BadArgumentException($"{nameOrPath}: only pictures in files ({ImageFile.Endings}) are brought to a size.");
        if (options.Sound != new SoundOptions() && !HoldsSounds(nameOrPath))
            throw new BadArgumentException(
                $"{nameOrPath}: only recordings ({SoundFile.Endings}) are brought to a rate or a length and become spectrograms.");
        if (options.LabelFromName is not null && !HoldsSounds(nameOrPath) && !HoldsPictures(nameOrPath))
            throw new BadArgumentException($"{nameOrPath}: only folders of images or recordings have classes in the names of files.");
        if (options.Label != DataOptions.NoLabel) return Find(nameOrPath, options);
        return nameOrPath.EndsWith(".npz", StringComparison.OrdinalIgnoreCase)
            ? Find(nameOrPath, options)
            : Find(nameOrPath, options with { Label = null }).WithoutLabels();
    }

    private static Dataset Find(string nameOrPath, DataOptions options)
    {
        if (options.Sequence is not null
            && !Array.Exists(TableEndings, ending => nameOrPath.EndsWith(ending, StringComparison.OrdinalIgnoreCase)))
            throw new BadArgumentException(
                $"{nameOrPath}: only {string.Join(", ", TableEndings)} files have rows that make "
                + $"sequences by a column, so '{options.Sequence}' cannot be chosen.");
        if (options is { Missing: Missing.Indicator, Encoding: null }
            && (options.Sequence is not null
                || Array.Exists([".ts", ".ts.gz"], ending => nameOrPath.EndsWith(ending, StringComparison.OrdinalIgnoreCase))))
            throw new BadArgumentException($"{nameOrPath}: {NoIndicator}");
        if (options.Query is { } query)
        {
            if (options.Array is null && options.Text is null) return query.Read(nameOrPath, options);
            throw new BadArgumentException($"{nameOrPath}: the answer of a query holds no {(options.Text is null ? "arrays" : "texts that "
                + "are learned from; write them to a file")}.");
        }
        if (FindNamed(nameOrPath) is { } load)
        {
            if (options.Text is not null)
                throw new BadArgumentException($"{nameOrPath}: this set holds no texts; name a file or a folder of texts.");
            if (options.Label is not null)
                throw new BadArgumentException($"{nameOrPath} brings its own labels; leave the label '{options.Label}' out.");
            return load();
        }
        if (options.Array is not null && !nameOrPath.EndsWith(".npz", StringComparison.OrdinalIgnoreCase))
            throw new BadArgumentException($"{nameOrPath}: only .npz files hold arrays by name, so '{options.Array}' cannot be chosen.");
        if (options.Text is not null) return ReadTexts(nameOrPath, options);
        foreach (var (ending, takesLabel, read) in Formats)
        {
            if (!nameOrPath.EndsWith(ending, StringComparison.OrdinalIgnoreCase)) continue;
            if (options.Label is not null && !takesLabel)
                throw new BadArgumentException(
                    $"{nameOrPath}: a {ending} file has no columns by name, so '{options.Label}' cannot be its label.");
            return read(nameOrPath, options);
        }
        foreach (var (isHere, takesLabel, read) in Groups)
        {
            if (!isHere(nameOrPath)) continue;
            if (options.Label is not null && !takesLabel)
                throw new BadArgumentException($"{nameOrPath}: these files bring their own labels; leave the label '{options.Label}' out.");
            return read(nameOrPath, options);
        }
        if (Directory.Exists(nameOrPath))
            throw new BadFileException($"{nameOrPath}: there is nothing in this folder that can be read together; name a file.");
        throw Unknown(nameOrPath);
    }

    /// <summary>Refuses what is nowhere before options are compared with it; files of formats with an ending say so themselves.</summary>
    private static void CheckIsThere(string nameOrPath)
    {
        if (File.Exists(nameOrPath) || Directory.Exists(nameOrPath) || FindNamed(nameOrPath) is not null
            || Array.Exists(Formats, format => nameOrPath.EndsWith(format.Ending, StringComparison.OrdinalIgnoreCase))
            || Array.Exists(Groups, group => group.IsHere(nameOrPath)))
            return;
        if (ImageFile.Kind.IsRead(nameOrPath) || SoundFile.Kind.IsRead(nameOrPath))
            throw new BadFileException($"{nameOrPath}: there is no such file.");
        if (nameOrPath.AsSpan().ContainsAny('/', Path.DirectorySeparatorChar))
            throw new BadFileException($"{nameOrPath}: there is no such file or folder.");
        throw Unknown(nameOrPath);
    }

    private static BadArgumentException Unknown(string nameOrPath) =>
        new($"'{nameOrPath}' is neither a known data set nor a file of a known format; {Known}");

    private static Dataset ReadTexts(string path, DataOptions options)
    {
        var ending = Array.Find(Formats, format => path.EndsWith(format.Ending, StringComparison.OrdinalIgnoreCase)).Ending;
        if (ending is not null && !HoldsTexts(ending))
            throw new BadArgumentException($"{path}: a {ending} file holds no texts.");
        if (options.Sequence is not null)
            throw new BadArgumentException($"{path}: each text is a sequence by itself; leave the column '{options.Sequence}' out.");
        return TextData.Read(path, options, ending is not null && !IsPlain(ending));
    }

    private static bool HoldsTexts(string ending) => IsPlain(ending) || ending.StartsWith(".jsonl", StringComparison.Ordinal)
        || Array.IndexOf(TableEndings, ending) >= 0;

    private static bool IsPlain(string ending) => ending is ".txt" or ".txt.gz";

    /// <summary>Whether this is the name of a set that comes with the library or can be fetched.</summary>
    public static bool IsName(string text) => FindNamed(text) is not null;

    /// <summary>Whether this is a picture or a folder of pictures.</summary>
    internal static bool HoldsPictures(string path) =>
        FindNamed(path) is null
            && (ImageFile.IsHere(path) || (!IsOtherGroup(path) && !SoundFolder.IsHere(path) && ImageFolder.IsHere(path)));

    /// <summary>Whether this is a recording or a folder of recordings.</summary>
    internal static bool HoldsSounds(string path) =>
        FindNamed(path) is null && (SoundFile.IsHere(path) || (!IsOtherGroup(path) && SoundFolder.IsHere(path)));

    private static bool IsOtherGroup(string path) => SeriesFile.IsHere(path) || IdxDataset.IsHere(path);

    private static Dataset ReadTable(string path, DataOptions options) => CsvFile.Read(path, TableOptions(path, options));

    /// <summary>How a table is read: what ends in .tsv has tabs.</summary>
    internal static CsvOptions TableOptions(string path, DataOptions options)
    {
        var isTabbed = path.EndsWith(".tsv", StringComparison.OrdinalIgnoreCase)
            || path.EndsWith(".tsv.gz", StringComparison.OrdinalIgnoreCase);
        return new(options.Format)
        {
            Label = options.Label, Sequence = options.Sequence, Missing = options.Missing, Encoding = options.Encoding,
            HashSize = options.HashSize, TakesOne = options.TakesOne,
            TakesEmptyColumns = options.TakesEmptyColumns, Separator = options.Format.Separator ?? (isTabbed ? '	' : null),
        };
    }

    /// <summary>Refuses what is said of a table where there is none.</summary>
    private static void CheckFormat(string path, TableFormat format)
    {
        format.Check();
        if (Array.Exists(TableEndings, ending => path.EndsWith(ending, StringComparison.OrdinalIgnoreCase))) return;
        var numbers = format.SaysNumbers;
        if (format.HasHeader is not null || format.Separator is not null)
            throw new BadArgumentException(
                $"{path}: only {string.Join(", ", TableEndings)} files have a header or separators; leave "
                + $"{(format.HasHeader is null ? "the separator" : "the header")} out.");
        if (numbers && !path.EndsWith(".jsonl", StringComparison.OrdinalIgnoreCase)
            && !path.EndsWith(".jsonl.gz", StringComparison.OrdinalIgnoreCase))
            throw new BadArgumentException(
                $"{path}: only {string.Join(", ", TableEndings)} and .jsonl files hold numbers as text; "
                + "leave the decimal sign and what divides thousands out.");
    }

    private static Func<Dataset>? FindNamed(string name)
    {
        if (BuiltIns.TryGetValue(name, out var load)) return load;
        return KnownSets.Find(name) is { } set ? () => KnownSets.Load(set) : null;
    }

    private static string Known =>
        $"known are {string.Join(", ", BuiltInNames.Concat(KnownSets.All.Select(set => set.Name)))}, files "
        + $"ending in {string.Join(", ", FileEndings)}, and folders of images, recordings or texts; "
        + "--text lines reads the lines of any other file as texts.";
}
