namespace LatentSharp;

/// <summary>Opens data for a model that has learned from others, and refuses what does not fit it.</summary>
internal static class NewData
{
    /// <summary>Opens data; a table is read as the one that the model learned from.</summary>
    /// <param name="saved">The model.</param>
    /// <param name="path">A set's name or a file's path.</param>
    /// <param name="reading">
    /// Where labels and sequences are, and how a table is written; what the model learned, as what stands in for missing values, is the
    /// model's.
    /// </param>
    /// <param name="notes">Told, in a sentence each, what is passed over and what stands in for missing values.</param>
    /// <exception cref="BadFileException">The data do not fit the model.</exception>
    public static Dataset Open(SavedModel saved, string path, DataOptions reading, IProgress<string>? notes = null)
    {
        var expected = saved.Model.InputShape;
        if (reading.Size is { } said && said != saved.Size)
            throw new BadArgumentException(
                $"{LearnOptions.Size.Name}: {LearnOptions.Size.Write(said)} does not fit, since the model "
                + (saved.Size is { } own ? $"reads pictures in {own} pixels" : "learned from pictures in their own size")
                + "; leave it out.");
        if (reading.Sound != new SoundOptions())
            throw new BadArgumentException(
                $"{path}: {saved.Model.Name} has learned what recordings become; leave the options of that out.");
        var options = AsLearned(saved, reading);
        if (options.Query is null && DataSource.HoldsSounds(path))
            options = options with
            {
                Sound = saved.Sound?.Options
                    ?? throw new BadFileException($"{path}: these are recordings, but the model learned from none; other data fit it."),
            };
        if (options.Query is null && DataSource.HoldsPictures(path))
            options = options with
            {
                Size = saved.Size, Fit = saved.Fit, Channelled = expected.Rank == 3 ? expected[2] : null,
            };
        var data = Read(path, options, expected);
        if (saved.Text is null && data.Text is not null)
            throw new BadFileException($"{path}: these are texts, but the model learned from quantities, {expected} a sample.");
        if (data.Sequences is not null && expected.Rank == 2 && data.SampleShape[1] == expected[1])
        {
            if (data.SampleShape[0] > expected[0])
                throw new BadFileException(
                    $"{path}: the longest sequence has {data.SampleShape[0]} steps, but the model "
                    + $"takes at most {expected[0]}; shorten it, or divide it.");
            data = data.PadTo(expected[0]);
        }
        if (data.SampleShape.Count != expected.Count || !IsReshape(data.SampleShape, expected))
            throw new BadFileException(
                $"{path}: a sample has {Counted.Of(data.SampleShape.Count, "value")} {data.SampleShape}, but the "
                + $"model takes {expected.Count} {expected}{Hint(data, expected, reading.Label)}.");
        if (saved.Encoding is null) CheckColumns(saved, data, path);
        foreach (var note in data.Notes) notes?.Report($"{path}: {note}");
        // What the model has learned does not say it, so that it was found in the new data.
        if (saved.Encoding is null && data.Encoding is { Description.Length: > 0 } found) notes?.Report($"{path}: {found.Description}.");
        return LearnRun.Known(data.SampleShape == expected ? data : Reshaped(data, expected), saved.Model.Options);
    }

    /// <summary>What was said of data, with what the model has learned of the reading of its own.</summary>
    public static DataOptions AsLearned(SavedModel saved, DataOptions reading)
    {
        var format = reading.Format;
        if (saved.Encoding is null && saved.Numbers is { } numbers && format.Decimal is null && format.Thousands is null)
            format = format with { Decimal = numbers.Decimal, Thousands = numbers.Thousands };
        return reading with
        {
            Text = saved.Text is null ? reading.Text : (reading.Text ?? new()) with
            {
                Learned = saved.Text, Window = saved.Model is FittedLanguageModel ? saved.Text.Length : null,
            }, Encoding = saved.Encoding,
            Missing = saved.Missing, Format = format, TakesOne = true,
        };
    }

    /// <summary>Images whose channels come first or last are read as the model has learned them.</summary>
    private static Dataset Read(string path, DataOptions options, Shape expected)
    {
        var data = DataSource.Open(path, options);
        if (data.SampleShape == expected || data.SampleShape.Rank != 3 || expected.Rank != 3 || !IsArrays(path)) return data;
        foreach (var order in new[] { ChannelOrder.First, ChannelOrder.Last })
            if (DataSource.Open(path, options with { Channels = order }) is { } other && other.SampleShape == expected) return other;
        return data;
    }

    private static bool IsArrays(string path) =>
        path.EndsWith(".npy", StringComparison.OrdinalIgnoreCase) || path.EndsWith(".npz", StringComparison.OrdinalIgnoreCase);

    /// <summary>
    /// Whether the numbers mean the same in both shapes: one is flat, or they differ in axes of a single number. Anything else would mix
    /// rows and channels.
    /// </summary>
    private static bool IsReshape(Shape from, Shape to) =>
        from.Rank == 1 || to.Rank == 1
            || from.AsSpan().ToArray().Where(size => size > 1).SequenceEqual(to.AsSpan().ToArray().Where(size => size > 1));

    private static Dataset Reshaped(Dataset data, Shape sample) => new(
        data.Name, data.Samples.Reshape(sample.Prepend(data.Count)), data.Labels, data.ClassNames, source: data.Source,
        license: data.License,
        testPart: data.TestPart is { } test ? Reshaped(test, sample) : null) { Notes = data.Notes };

    private static string Hint(Dataset data, Shape expected, string? label) =>
        label is null && data.Encoding is not null && data.SampleShape.Count == expected.Count + 1
            ? $"; if one column holds labels, name it with {LearnOptions.Label.Name}"
            : "";

    /// <summary>Of a model that was saved without its table's encoding only the names are known.</summary>
    private static void CheckColumns(SavedModel saved, Dataset data, string path)
    {
        for (var c = 0; c < Math.Min(data.ColumnNames.Count, saved.ColumnNames.Count); c++)
        {
            if (data.ColumnNames[c] != saved.ColumnNames[c])
                throw new BadFileException(
                    $"{path}: column {c + 1} is '{data.ColumnNames[c]}', but the model learned from "
                    + $"'{saved.ColumnNames[c]}' there; the columns must be the same, in the same order.");
        }
    }
}
