namespace LatentSharp;

/// <summary>
/// What stands in for the missing numbers of arrays: for each place the mean over all samples, or what data that were learned from had
/// there.
/// </summary>
internal sealed class StandIns
{
    private readonly string file;
    private readonly TableEncoding? given;
    private readonly ReadingNotes? seen;
    private readonly double[] sums;
    private readonly int[] present;

    /// <param name="file">What to call the data in messages.</param>
    /// <param name="options">What to do with missing values, and what was learned.</param>
    /// <param name="count">How many numbers a sample has.</param>
    internal StandIns(string file, DataOptions options, int count)
    {
        this.file = file;
        if (options.Encoding is { } learned && learned.Columns.Length == count
            && learned.Columns.All(column => column is { IsText: false, Fill: not null }))
            (given, seen) = (learned, new ReadingNotes(learned));
        if (options is { Missing: Missing.Indicator, Encoding: null })
            throw new BadArgumentException($"{file}: {DataSource.NoIndicator}");
        // A model keeps them all in its configuration, as it does for a table.
        var areFound = options.Missing == Missing.Impute && options.Encoding is null && count <= CsvScanner.MaxColumns;
        (sums, present) = areFound ? (new double[count], new int[count]) : ([], []);
    }

    /// <summary>Whether missing numbers are taken.</summary>
    internal bool Exist => given is not null || sums.Length > 0;

    /// <summary>Sentences on what stood in for what is missing in new data.</summary>
    internal IEnumerable<string> Notes => seen?.Say([]) ?? [];

    /// <summary>Notes a sample.</summary>
    /// <param name="sample">Its numbers, NaN where one is missing; none when nothing stands in.</param>
    internal void Add(ReadOnlySpan<float> sample)
    {
        for (var i = 0; i < sample.Length; i++)
        {
            if (float.IsNaN(sample[i])) seen?.AddMissing(i);
            else if (given is null)
            {
                sums[i] += sample[i];
                present[i]++;
            }
        }
    }

    /// <summary>A column for each place, in the order of the numbers; null when nothing stands in.</summary>
    /// <exception cref="BadFileException">A place has no value in any sample.</exception>
    internal TableEncoding? Find(int rows)
    {
        if (given is not null || !Exist) return given;
        var columns = new ColumnEncoding[sums.Length];
        for (var i = 0; i < columns.Length; i++)
        {
            var name = CsvLayout.NumberName(i);
            if (present[i] == 0) throw new BadFileException($"{file}: {name} of the arrays holds no value at all; leave it out.");
            columns[i] = new ColumnEncoding(name, [], sums[i] / present[i]) { MissingCount = rows - present[i] };
        }
        return new TableEncoding([.. columns]);
    }
}
