namespace LatentSharp;

/// <summary>Samples to learn from, and what is known about them. It never changes; <see cref="Take"/> makes another.</summary>
public sealed class Dataset
{
    /// <summary>Puts samples and what is known about them together.</summary>
    /// <param name="name">What to call the data: <c>digits</c>, a file's name.</param>
    /// <param name="samples">Float32 of shape (N, sample shape…), all finite.</param>
    /// <param name="labels">Int32 of shape (N): for each sample the index of its class in <paramref name="classNames"/>.</param>
    /// <param name="classNames">The names of the classes; needed with labels. Without labels, none.</param>
    /// <param name="columnNames">The names of the columns of samples of one axis; none for other samples.</param>
    /// <param name="source">Where the data come from: authors, address.</param>
    /// <param name="license">The terms under which they may be used.</param>
    /// <param name="testPart">
    /// Further samples that the makers of the set keep for judging, of the same shape and with the same classes and columns.
    /// </param>
    /// <param name="encoding">How the columns of a table became the numbers of the samples; null for other samples.</param>
    /// <param name="sequences">How long each sample is, when samples are sequences of shape (T, C); null for other samples.</param>
    /// <exception cref="BadArgumentException">Types, shapes or counts do not fit together, or a label is no class.</exception>
    public Dataset(
        string name,
        Tensor samples,
        Tensor? labels = null,
        IReadOnlyList<string>? classNames = null,
        IReadOnlyList<string>? columnNames = null,
        string? source = null,
        string? license = null,
        Dataset? testPart = null,
        TableEncoding? encoding = null,
        Sequences? sequences = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        if (samples.DType != DType.Float32 || samples.Rank < 2)
            throw new BadArgumentException(
                $"Dataset {name}: samples of {samples.DType} {samples.Shape} do not fit; Float32 of shape (N, sample shape…) is needed.");
        Name = name;
        Samples = samples;
        Labels = labels;
        ClassNames = classNames ?? [];
        ColumnNames = columnNames ?? [];
        Source = source;
        License = license;
        TestPart = testPart;
        Encoding = encoding;
        Sequences = sequences;
        if (ColumnNames.Count > 0 && (samples.Rank != 2 || ColumnNames.Count != samples.Shape[1]))
            throw new BadArgumentException(
                $"Dataset {name}: {ColumnNames.Count} column names do not fit samples of shape {samples.Shape}.");
        sequences?.Check(name, samples);
        if (labels is { } given) CheckLabels(given);
        if (testPart is not null) CheckTestPart(testPart);
    }

    /// <summary>What the data are called.</summary>
    public string Name { get; }

    /// <summary>Float32 of shape (N, sample shape…).</summary>
    public Tensor Samples { get; }

    /// <summary>
    /// Int32 of shape (N): each sample's class as an index into <see cref="ClassNames"/>; null when no classes are known.
    /// </summary>
    public Tensor? Labels { get; }

    /// <summary>The names of the classes; empty without labels.</summary>
    public IReadOnlyList<string> ClassNames { get; }

    /// <summary>The names of the columns of a table; empty for other samples.</summary>
    public IReadOnlyList<string> ColumnNames { get; }

    /// <summary>Where the data come from, when that is known.</summary>
    public string? Source { get; }

    /// <summary>The terms under which the data may be used, when they are known.</summary>
    public string? License { get; }

    /// <summary>
    /// The samples that the makers of the set keep for judging, as MNIST's last 10,000; null where there is no such part. They are not
    /// among <see cref="Samples"/>: what is learned from must not hold them.
    /// </summary>
    public Dataset? TestPart { get; }

    /// <summary>
    /// How the columns of a table became the numbers of the samples, to be applied to other tables as it is; null for samples that are no
    /// table.
    /// </summary>
    public TableEncoding? Encoding { get; }

    /// <summary>What is known of samples that are sequences, of shape (N, T, C) and padded at the end; null for other samples.</summary>
    public Sequences? Sequences { get; }

    /// <summary>How many steps of each sample are its own, the others being padding; empty for samples that are no sequences.</summary>
    public IReadOnlyList<int> Lengths => Sequences?.Lengths ?? [];

    /// <summary>
    /// What to know of how the data were read: what was taken for a header, numbers in another notation, dates, columns of a table that
    /// were passed over, texts that <see cref="DataOptions.Encoding"/> does not have, values that stand in for missing ones. Each is a
    /// sentence; empty when there is nothing to say.
    /// </summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>What is known of the recordings that the samples were made of; null for other data.</summary>
    public SoundFacts? Sounds { get; init; }

    /// <summary>
    /// Whether each channel has one unit wherever it stands, so that it is scaled as a whole: sequences and spectrograms have.
    /// </summary>
    internal bool IsByChannel => Sequences is not null || Sounds is not null;

    /// <summary>How texts became the samples, to be applied to other texts as it is; null for samples that are no texts.</summary>
    public TextEncoding? Text { get; init; }

    /// <summary>The texts that the samples are of; empty for samples that are no texts.</summary>
    public IReadOnlyList<string> Texts { get; init; } = [];

    /// <summary>The number of samples, without those of the <see cref="TestPart"/>.</summary>
    public int Count => Samples.Shape[0];

    /// <summary>The shape of one sample, without the batch axis.</summary>
    public Shape SampleShape => Samples.Shape[1..];

    /// <summary>
    /// The samples at these rows, in this order, with their labels; a row may be taken more than once. The <see cref="TestPart"/> goes
    /// along unchanged.
    /// </summary>
    /// <exception cref="BadArgumentException">A row does not exist.</exception>
    public Dataset Take(ReadOnlySpan<int> rows)
    {
        foreach (var row in rows)
            if ((uint)row >= (uint)Count)
                throw new BadArgumentException($"Take: row {row} does not exist; {Name} has rows 0 to {Count - 1}.");
        var texts = new List<string>(Texts.Count == 0 ? 0 : rows.Length);
        foreach (var row in Texts.Count == 0 ? [] : rows) texts.Add(Texts[row]);
        return With(Samples.Take(rows), Labels?.Take(rows), TestPart, Sequences?.Take(rows), texts);
    }

    /// <summary>
    /// The same samples known as sequences: of (N, T, C), with channels 1 to C. What is known as sequences already stays as it is.
    /// </summary>
    /// <param name="padded">Whether steps of zeros at the end of a sample are padding; the first step never is.</param>
    /// <exception cref="BadArgumentException">The samples are not of shape (N, T, C).</exception>
    public Dataset AsSequences(bool padded = false) => Sequences is not null
        ? this
        : With(Samples, Labels, TestPart?.AsSequences(padded), Sequences.Of(Name, Samples, padded));

    /// <summary>Sequences with more steps of padding, so that each has this many; the <see cref="TestPart"/> gets them too.</summary>
    /// <exception cref="BadArgumentException">The samples are no sequences, or have more steps.</exception>
    public Dataset PadTo(int steps)
    {
        if (Sequences is null || steps < SampleShape[0])
            throw new BadArgumentException(
                $"PadTo: samples of shape {SampleShape} cannot be padded to {steps} steps; sequences of at most as many can.");
        if (steps == SampleShape[0]) return this;
        return With(Sequences.Pad(Samples, steps), Labels, TestPart?.PadTo(steps), Sequences);
    }

    /// <summary>The same samples without their classes.</summary>
    internal Dataset WithoutLabels() => Labels is null && ClassNames.Count == 0
        ? this
        : new Dataset(
            Name, Samples, null, null, ColumnNames, Source, License, TestPart?.WithoutLabels(), Encoding, Sequences)
            {
                Notes = Notes, Sounds = Sounds, Text = Text, Texts = Texts,
            };

    /// <summary>The same, with where they come from, and more to know of how they were read.</summary>
    internal Dataset From(string source, IReadOnlyList<string> notes) => new(
        Name, Samples, Labels, ClassNames, ColumnNames, source, License, TestPart, Encoding, Sequences)
    {
        Notes = [.. Notes, .. notes], Sounds = Sounds, Text = Text, Texts = Texts,
    };

    /// <summary>The same without the <see cref="TestPart"/>.</summary>
    internal Dataset WithoutTestPart() => TestPart is null ? this : With(Samples, Labels, null, Sequences);

    /// <summary>Other samples of the same data, and everything else as it is.</summary>
    private Dataset With(
        Tensor samples, Tensor? labels, Dataset? testPart, Sequences? sequences, IReadOnlyList<string>? texts = null) =>
        new(Name, samples, labels, ClassNames, ColumnNames, Source, License, testPart, Encoding, sequences)
        {
            Notes = Notes, Sounds = Sounds, Text = Text, Texts = texts ?? Texts,
        };

    private void CheckLabels(Tensor labels)
    {
        if (labels.DType != DType.Int32 || labels.Shape != (Shape)Count)
            throw new BadArgumentException(
                $"Dataset {Name}: labels of {labels.DType} {labels.Shape} do not fit; Int32 of shape ({Count}) is needed.");
        foreach (var label in labels.AsSpan<int>())
            if ((uint)label >= (uint)ClassNames.Count)
                throw new BadArgumentException($"Dataset {Name}: label {label} is no class; there are {ClassNames.Count}.");
    }

    private void CheckTestPart(Dataset test)
    {
        if (test.SampleShape != SampleShape || test.TestPart is not null || test.Sequences is null != Sequences is null
            || test.Labels is null != Labels is null
            || !test.ClassNames.SequenceEqual(ClassNames, StringComparer.Ordinal)
            || !test.ColumnNames.SequenceEqual(ColumnNames, StringComparer.Ordinal))
        {
            throw new BadArgumentException(
                $"Dataset {Name}: a test part of samples {test.SampleShape} and {test.ClassNames.Count} classes does not fit; the same "
                + $"shape, classes and columns are needed, {SampleShape} and {ClassNames.Count}, and no further test part.");
        }
    }
}
