namespace LatentSharp;

/// <summary>Finds data whose samples can be read in blocks: the part of <see cref="DataSource"/> that need not fit into memory.</summary>
internal static class StreamSource
{
    /// <summary>A format: its name in messages, how it is told, how many bytes its samples have in memory, how it is opened.</summary>
    private sealed record Format(
        string Name, Func<string, bool> IsHere, Func<string, DataOptions, long> Bytes, Func<string, DataOptions, DatasetStream> Open);

    private static readonly Format[] Formats =
    [
        new(".npy", path => Ends(path, ".npy"), (path, _) => NpyStream.BytesInMemory(path), NpyDataset.OpenStream),
        new(".npz", path => Ends(path, ".npz"), (path, _) => NpzDataset.BytesInMemory(path), NpzDataset.OpenStream),
        new(
            "IDX", path => Ends(path, IdxDataset.Endings) && File.Exists(path), (path, _) => IdxDataset.BytesInMemory(path),
            IdxDataset.OpenStream),
        new(
            ".csv, .tsv or .txt", path => Ends(path, DataSource.TableEndings), (path, _) => CsvFile.BytesInMemory(path),
            static (path, options) => CsvFile.OpenStream(path, DataSource.TableOptions(path, options))),
        new(
            "folder of pictures", path => Directory.Exists(path) && DataSource.HoldsPictures(path), ImageFolder.BytesInMemory,
            ImageFolder.OpenStream),
    ];

    /// <summary>What can be read so, for messages.</summary>
    internal static string Names => string.Join(", ", Formats.Select(format => format.Name));

    /// <summary>Whether its samples can be read in blocks, read as it is said.</summary>
    internal static bool Has(string path, DataOptions options) =>
        options.Sequence is null && options.Text is null && options.Query is null && !DataSource.IsName(path) && Find(path) is not null;

    /// <summary>
    /// Bytes of all samples in memory, as far as they are known without reading them: of a table those of its file, of a packed one none.
    /// </summary>
    internal static long BytesInMemory(string path, DataOptions options) => Find(path)!.Bytes(path, options);

    /// <summary>Opens it.</summary>
    /// <exception cref="BadFileException">The file cannot be read, or its samples do not lie as they are needed.</exception>
    internal static DatasetStream Open(string path, DataOptions options)
    {
        if (options.Label != DataOptions.NoLabel || Ends(path, ".npz")) return Find(path)!.Open(path, options);
        return Find(path)!.Open(path, options with { Label = null }) with { Labels = null, ClassNames = [] };
    }

    private static Format? Find(string path) => Array.Find(Formats, format => format.IsHere(path));

    private static bool Ends(string path, params ReadOnlySpan<string> endings)
    {
        foreach (var ending in endings)
            if (path.EndsWith(ending, StringComparison.OrdinalIgnoreCase)) return true;
        return false;
    }
}
