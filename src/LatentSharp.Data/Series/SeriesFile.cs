namespace LatentSharp;

/// <summary>
/// Reads sequences from the <c>.ts</c> files of the UCR and UEA archives (A. Bagnall et al., "The UEA multivariate time series
/// classification archive, 2018"): tags, then one sequence in each line, its dimensions divided by colons and their steps by commas, and
/// its class at the end. Gzip is unpacked.
/// </summary>
public static class SeriesFile
{
    private const string Train = "_TRAIN", Test = "_TEST";
    private static readonly string[] Endings = [".ts", ".ts.gz"];

    /// <summary>
    /// Reads samples of shape (N, T, C): T steps, those of the longest sequence, and C dimensions as channels. Shorter ones are padded at
    /// the end with 0; <see cref="Dataset.Lengths"/> says where they end. Classes are those of the head of the file, in its order. A file
    /// <c>X_TRAIN.ts</c> takes the file <c>X_TEST.ts</c> beside it as its <see cref="Dataset.TestPart"/>, and both are padded to the
    /// longest sequence of the two. With time stamps, the smallest time between two is the step of all, and a step without a value is a
    /// missing one. Targets that are no classes are refused.
    /// </summary>
    /// <param name="path">A file; the beginning <c>X</c> of the names of two; or a folder with both.</param>
    /// <param name="missing">What to do with missing values. The default refuses them.</param>
    /// <exception cref="BadFileException">
    /// There is no such file, a line of it cannot be read, or the two do not fit together; the message says where.
    /// </exception>
    public static Dataset Read(string path, Missing missing = Missing.Refuse) => Read(path, new DataOptions { Missing = missing });

    internal static Dataset Read(string path, DataOptions options)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var train = Find(path);
        var test = StemOf(train) is { } stem ? Existing(stem + Test) : null;
        return Read(InputSource.File(train), test is null ? null : InputSource.File(test), options);
    }

    internal static Dataset Read(InputSource train, InputSource? test, DataOptions options)
    {
        var name = CsvFile.NameOf(StemOf(train.Name) is { } stem ? stem + Endings[0] : train.Name);
        var (sequences, classes, notes) = SeriesReader.Read(train, options.Missing);
        if (test is null) return sequences.ToDataset(name, sequences.Steps, classes, notes: notes, takesOne: options.TakesOne);
        var (others, otherClasses, otherNotes) = SeriesReader.Read(test, options.Missing, classes);
        if (others.ChannelCount != sequences.ChannelCount)
            throw new BadFileException(
                $"{test.Name}: {others.ChannelCount} dimensions do not fit those to learn from, {sequences.ChannelCount}.");
        if (classes is null && otherClasses is not null)
            throw new BadFileException($"{test.Name}: there are classes, but the training part has none.");
        var steps = Math.Max(sequences.Steps, others.Steps);
        if (!notes.SequenceEqual(otherNotes, StringComparer.Ordinal))
            throw new BadFileException(
                $"{test.Name}: the time stamps do not fit those to learn from: {string.Concat(otherNotes)} There, "
                + $"{string.Concat(notes)}");
        return sequences.ToDataset(name, steps, classes, others.ToDataset(name, steps, classes), notes);
    }

    /// <summary>Whether a path is a folder of such files or the beginning of their names.</summary>
    internal static bool IsHere(string path) =>
        Directory.Exists(path) ? TrainingFiles(path).Length > 0 : Existing(path + Train) is not null;

    private static string Find(string path)
    {
        if (!Directory.Exists(path)) return File.Exists(path) ? path : Existing(path + Train) ?? path;
        var files = TrainingFiles(path);
        if (files.Length == 1) return files[0];
        if (files.Length == 0) return path;
        throw new BadFileException(
            $"{path}: it is not clear which sequences to learn from; name one of {string.Join(", ", files.Select(Path.GetFileName))}.");
    }

    private static string[] TrainingFiles(string folder) =>
        [
            .. Directory.EnumerateFiles(folder).Where(file => StemOf(file) is not null).Order(StringComparer.Ordinal)
            .DistinctBy(StemOf, StringComparer.Ordinal)];

    /// <summary>What stands before <c>_TRAIN.ts</c>; null for other files.</summary>
    private static string? StemOf(string file)
    {
        var ending = Array.Find(Endings, e => file.EndsWith(Train + e, StringComparison.OrdinalIgnoreCase));
        return ending is null ? null : file[..^(Train.Length + ending.Length)];
    }

    private static string? Existing(string start) => Array.Find(Array.ConvertAll(Endings, ending => start + ending), File.Exists);
}
