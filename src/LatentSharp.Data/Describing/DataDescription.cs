namespace LatentSharp;

/// <summary>What there is to know about data before one learns from them.</summary>
public sealed record DataDescription
{
    /// <summary>What the data are called.</summary>
    public required string Name { get; init; }

    /// <summary>The number of samples, without those of the test part.</summary>
    public required int Count { get; init; }

    /// <summary>The number of samples in the test part; 0 when there is none.</summary>
    public required int TestCount { get; init; }

    /// <summary>The sizes of one sample.</summary>
    public required IReadOnlyList<int> SampleShape { get; init; }

    /// <summary>The type of the numbers as they are learned from: float32.</summary>
    public required string Type { get; init; }

    /// <summary>The least, greatest and mean number and the standard deviation, that of the whole population, over all samples.</summary>
    public required NumberRange Values { get; init; }

    /// <summary>
    /// The number of a sample's values that are the same in all samples, and so say nothing; of sequences, the number of such channels.
    /// </summary>
    public required int ConstantValues { get; init; }

    /// <summary>What is known of each column of a table; empty for other samples.</summary>
    public required IReadOnlyList<ColumnDescription> Columns { get; init; }

    /// <summary>The classes with the number of samples in each, without those of the test part; empty without labels.</summary>
    public required IReadOnlyList<ClassCount> Classes { get; init; }

    /// <summary>What became of texts and missing values, as a sentence; empty when nothing was changed.</summary>
    public required string Preparation { get; init; }

    /// <summary>What scaling would be chosen to learn from them, as a sentence.</summary>
    public required string Scaling { get; init; }

    /// <summary>Where the data come from; null when it is not known.</summary>
    public required string? Source { get; init; }

    /// <summary>The terms under which they may be used; null when they are not known.</summary>
    public required string? License { get; init; }

    /// <summary>What to know of how the data were read (<see cref="Dataset.Notes"/>); empty when there is nothing to say.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>
    /// What to do about columns of a table that look like something else than values to learn from, a sentence each: those that count the
    /// rows, are the same everywhere, or may hold classes.
    /// </summary>
    public IReadOnlyList<string> Advice { get; init; } = [];

    /// <summary>How long samples are that are sequences; null for other samples.</summary>
    public required SequenceDescription? Sequences { get; init; }

    /// <summary>What the recordings are that samples were made of; null for other samples.</summary>
    public SoundDescription? Recordings { get; init; }

    /// <summary>What is known of samples that are texts; null for other samples.</summary>
    public TextDescription? Texts { get; init; }

    /// <summary>
    /// The number of values that are missing in a table or in arrays, or in sequences and those of their test part; of texts the number of
    /// empty ones.
    /// </summary>
    public int MissingValues { get; init; }

    /// <summary>
    /// Opens data and describes them; missing values are counted, also those of a column that holds nothing else.
    /// </summary>
    /// <param name="nameOrPath">A set's name, or the path of a file or folder.</param>
    /// <param name="options">How they are read. Null for the defaults.</param>
    /// <exception cref="BadArgumentException">There are no such data, or an option does not fit them.</exception>
    /// <exception cref="BadFileException">The file cannot be read; the message names the place in it.</exception>
    public static DataDescription Of(string nameOrPath, DataOptions? options = null) =>
        Of(DataSource.Open(nameOrPath, (options ?? new()) with { Missing = Missing.Impute, TakesEmptyColumns = true }));

    /// <summary>Describes data. To count missing values instead of meeting a refusal, open it with <see cref="Missing.Impute"/>.</summary>
    /// <exception cref="BadArgumentException">There are no samples.</exception>
    public static DataDescription Of(Dataset data)
    {
        ArgumentNullException.ThrowIfNull(data);
        if (data.Samples.Count == 0)
            throw new BadArgumentException(
                $"DataDescription: {data.Name} has samples of shape {data.Samples.Shape}; at least one number is needed.");
        var values = data.Sequences?.Steps(data.Samples) ?? data.Samples;
        var (summary, sequences) = (ValueSummary.Of(values), SequenceDescription.Of(data));
        var padding = sequences is null || data.Text is not null ? "" : SequenceDescription.Preparation(data);
        string[] preparation = [data.Encoding?.Description ?? "", padding];
        return new DataDescription
        {
            Name = data.Name,
            Count = data.Count,
            TestCount = data.TestPart?.Count ?? 0,
            SampleShape = data.SampleShape.AsSpan().ToArray(),
            Type = "float32",
            Values = summary.Range,
            ConstantValues = summary.Constant,
            Sequences = sequences,
            Recordings = data.Sounds is { } sounds ? SoundDescription.Of(sounds.Files) : null,
            Texts = TextDescription.Of(data),
            Columns = data.ColumnNames.Count == 0 ? [] : Describe(data, ColumnStatistics.Of(values)),
            Classes = CountClasses(data),
            MissingValues = (data.Encoding?.Columns.Sum(column => column.MissingCount) ?? 0) + (sequences?.Missing ?? 0)
                + data.Texts.Count(string.IsNullOrWhiteSpace),
            Preparation = string.Join("; ", preparation.Where(part => part.Length > 0)),
            Scaling = Scaler.DescriptionFor(data),
            Source = data.Source,
            License = data.License,
            Notes = data.Notes,
            Advice = ColumnAdvice.For(data),
        };
    }

    private static List<ColumnDescription> Describe(Dataset data, ColumnStatistics[] statistics)
    {
        if (data.Encoding is not { } encoding)
            return [.. data.ColumnNames.Select((name, i) => new ColumnDescription(name, Range(statistics[i]), [], 0))];
        var columns = new List<ColumnDescription>(encoding.Columns.Length);
        var at = 0;
        foreach (var column in encoding.Columns)
        {
            columns.Add(column.IsEmpty ? new ColumnDescription(column.Name, null, [], column.MissingCount) : column.IsText
                ? new ColumnDescription(
                    column.Name, null,
                    [.. column.Categories.Select((text, i) => new ClassCount(text, (int)Math.Round(statistics[at + i].Mean * data.Count)))],
                    column.MissingCount)
                : new ColumnDescription(column.Name, Range(statistics[at]), [], column.MissingCount));
            at += column.Width;
        }
        return columns;
    }

    private static ClassCount[] CountClasses(Dataset data)
    {
        if (data.Labels is not { } labels) return [];
        var counts = new int[data.ClassNames.Count];
        foreach (var label in labels.AsSpan<int>()) counts[label]++;
        return [.. data.ClassNames.Select((name, i) => new ClassCount(name, counts[i]))];
    }

    private static NumberRange Range(ColumnStatistics column) => new(column.Minimum, column.Maximum, column.Mean, column.StandardDeviation);
}

/// <summary>What is known of some numbers.</summary>
public sealed record NumberRange(double Minimum, double Maximum, double Mean, double StandardDeviation);

/// <summary>A class, or a text of a column, and how many samples have it.</summary>
public sealed record ClassCount(string Name, int Count);

/// <summary>What is known of one column of a table.</summary>
/// <param name="Name">The column's name.</param>
/// <param name="Values">Its numbers, with those that stand in for missing ones; null for texts and where all are missing.</param>
/// <param name="Texts">Its texts and how often each is there, where missing ones count as the most frequent; empty for numbers.</param>
/// <param name="Missing">How many values are missing.</param>
public sealed record ColumnDescription(string Name, NumberRange? Values, IReadOnlyList<ClassCount> Texts, int Missing);
