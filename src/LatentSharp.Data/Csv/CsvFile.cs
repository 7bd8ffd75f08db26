namespace LatentSharp;

/// <summary>
/// Reads tables from text: UTF-8, cells divided by commas, semicolons, bars, tabs or blanks, quotes after RFC 4180, gzip accepted. The file
/// is gone through once where it holds nothing but numbers with a decimal point, missing ones and labels, otherwise twice.
/// </summary>
public static class CsvFile
{
    /// <summary>
    /// Reads a table of at least two rows into samples of shape (rows, numbers). A column holds numbers alone, in any notation that all of
    /// it fits (<see cref="NumberNotation"/>); or dates alone (<see cref="DateNotation"/>); or texts alone, at most 50 different ones, each
    /// of which becomes a number of 0 or 1 (<see cref="ColumnEncoding"/>). With <see cref="CsvOptions.Label"/>, that column gives the
    /// classes instead: any texts, sorted by number when all are numbers. With <see cref="CsvOptions.Sequence"/>, samples are sequences of
    /// shape (steps, channels), padded at the end with 0 as in <see cref="SeriesFile.Read(string, Missing)"/>.
    /// </summary>
    /// <exception cref="BadFileException">
    /// There is no such file, or a cell of it cannot be read; the message names line and column.
    /// </exception>
    /// <exception cref="BadArgumentException">There is no such label column, or no such separator.</exception>
    public static Dataset Read(string path, CsvOptions? options = null) => Read(InputSource.File(path), options ?? new CsvOptions());

    internal static Dataset Read(InputSource source, CsvOptions options)
    {
        var table = Find(source, options);
        if (options.Sequence is { } sequence)
            return TableSequences.Read(
                table, NameOf(source.Name), table.Layout.FindColumn(source.Name, sequence), options.Missing, options.TakesOne);
        return TableReader.Read(table, NameOf(source.Name), options.Missing, options.Encoding, options.HashSize);
    }

    /// <summary>
    /// A table of any number of rows: once it is known what its columns hold, its samples are written to a <see cref="SpooledArray"/>.
    /// </summary>
    internal static DatasetStream OpenStream(string path, CsvOptions options)
    {
        var table = Find(InputSource.File(path), options);
        return TableReader.Spool(table, NameOf(path), options.Missing, options.Encoding, options.HashSize);
    }

    /// <summary>The bytes of a file; none of a packed one.</summary>
    internal static long BytesInMemory(string path) =>
        !File.Exists(path) || path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? 0 : new FileInfo(path).Length;

    private static TableText Find(InputSource source, CsvOptions options)
    {
        options.Check();
        var layout = CsvLayout.Find(source, options);
        return new TableText(source.Name, layout, options, () => Open(source, layout)) { TakesEmptyColumns = options.TakesEmptyColumns };
    }

    /// <summary>A file's name without its folder and its ending.</summary>
    internal static string NameOf(string path)
    {
        var name = Path.GetFileName(path);
        if (name.EndsWith(".gz", StringComparison.OrdinalIgnoreCase)) name = name[..^3];
        return Path.GetFileNameWithoutExtension(name) is { Length: > 0 } stem ? stem : name;
    }

    internal static CsvScanner Open(InputSource source, CsvLayout layout)
    {
        var scanner = new CsvScanner(source, layout.Separator);
        try
        {
            if (layout.HasHeader) scanner.Next();
            // A line of a single column that is empty is a row without a value; of several columns it is no row.
            scanner.KeepsEmptyLines = layout.Columns.Count == 1;
            return scanner;
        }
        catch
        {
            scanner.Dispose();
            throw;
        }
    }
}
