namespace LatentSharp;

/// <summary>Reads samples, and labels where there are any, from NumPy's files of several arrays.</summary>
public static class NpzDataset
{
    private static readonly string[] SampleNames = ["x_train", "train_images", "X", "x", "data", "samples", "images", "features", "arr_0"];
    private static readonly string[] LabelNames = ["y_train", "train_labels", "y", "Y", "labels", "label", "target", "targets"];
    private static readonly string[] TestSampleNames = ["x_test", "test_images"];
    private static readonly string[] TestLabelNames = ["y_test", "test_labels"];

    /// <summary>
    /// Reads an array of shape (N, sample shape…) by the rules of <see cref="NpyDataset"/>: the first that is there of x_train,
    /// train_images, X, x, data, samples, images, features and arr_0, or else the only one of the file. Labels are the first of y_train,
    /// train_labels, y, Y, labels, label, target and targets: whole numbers or texts of shape (N) or (N, 1), or rows (N, K) of a single 1
    /// among zeros, whose place is the class. Targets that are no classes are left out, and <see cref="Dataset.Notes"/> says why. With
    /// x_train, x_test and y_test become the <see cref="Dataset.TestPart"/>, as with train_images their test_images and test_labels.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <param name="array">The array of the samples; null, the default, chooses as above.</param>
    /// <param name="label">
    /// The array of the labels; null, the default, chooses as above, and takes none when <paramref name="array"/> is given.
    /// <see cref="DataOptions.NoLabel"/> takes none.
    /// </param>
    /// <param name="channels">Where the channels of images are. The default finds it out.</param>
    /// <exception cref="BadArgumentException">There is no array of such a name.</exception>
    /// <exception cref="BadFileException">
    /// There is no such file, it is not a whole npz file, arrays do not fit together, or a number is not finite.
    /// </exception>
    public static Dataset Read(string path, string? array = null, string? label = null, ChannelOrder channels = ChannelOrder.Auto) =>
        Read(path, new DataOptions { Array = array, Label = label, Channels = channels });

    internal static Dataset Read(string path, DataOptions options)
    {
        var (array, label) = (options.Array, options.Label);
        using var stream = InputFile.Open(path);
        using var archive = new NpzArchive(stream, path);
        var name = Path.GetFileNameWithoutExtension(path);
        var notes = new List<string>();
        var reader = new NpzLabels(archive, path, notes);
        var (samplesName, labelName) = Choose(archive, path, options, notes);
        var samples = Samples(samplesName, notes);
        var labels = labelName is null ? null : reader.Read(labelName, samples.Shape[0], isGiven: label is not null);
        var isSplit = array is null && Array.IndexOf(SampleNames, samplesName) < TestSampleNames.Length
            && First(archive, TestSampleNames) is not null;
        if (labelName is null && label is null && !isSplit) NoteOthers(archive, samplesName, notes);
        if (!isSplit) return Build(samples, labels);

        var test = Samples(First(archive, TestSampleNames)!, null);
        if (test.Shape[1..] != samples.Shape[1..])
            throw new BadFileException(
                $"{path}: test samples of shape {test.Shape[1..]} do not fit those to learn from, {samples.Shape[1..]}.");
        var testLabels = labels is not null && First(archive, TestLabelNames) is { } testName
            ? reader.Read(testName, test.Shape[0], isGiven: true)
            : null;
        if (labels is null || testLabels is null)
        {
            if (labels is not null)
                notes.Add(
                    $"the test part has no labels under {string.Join(" or ", TestLabelNames)}, "
                    + $"so that those of '{labelName}' were left out.");
            return new Dataset(name, samples, testPart: new Dataset(name, test)) { Notes = notes };
        }
        var (classes, both) = reader.Classes(label is not null, labels, testLabels);
        return new Dataset(name, samples, both[0], classes, testPart: new Dataset(name, test, both[1], classes)) { Notes = notes };

        Tensor Samples(string samplesArray, List<string>? told) =>
            SampleArray.From(archive.Read(samplesArray), $"{path}: {samplesArray}", options.Channels, told, options.TakesOne);

        Dataset Build(Tensor all, LabelList? list)
        {
            if (list is null) return new Dataset(name, all) { Notes = notes };
            var (classNames, indices) = reader.Classes(label is not null, list);
            return new Dataset(name, all, indices[0], classNames) { Notes = notes };
        }
    }

    /// <summary>
    /// The samples of an array, written once to a <see cref="SpooledArray"/>; a test part among the arrays is not read.
    /// </summary>
    internal static DatasetStream OpenStream(string path, DataOptions options)
    {
        using var stream = InputFile.Open(path);
        using var archive = new NpzArchive(stream, path);
        var notes = new List<string>();
        var (samplesName, labelName) = Choose(archive, path, options, notes);
        var samples = archive.Read(samplesName, false, (member, place, length) =>
        {
            using var spool = new SpooledArray(place);
            spool.Write(member);
            notes.Add(spool.Note($"the array '{CsvLayout.Shorten(samplesName)}' was unpacked"));
            return NpyStream.Spooled(spool, place);
        });
        try
        {
            SampleArray.CheckStream(samples, path, options.Channels, options.TakesOne);
            var reader = new NpzLabels(archive, path, notes);
            var list = labelName is null ? null : reader.Read(labelName, samples.Count, isGiven: options.Label is not null);
            if (First(archive, TestSampleNames) is { } test) notes.Add($"the array '{test}' is not read: a stream has no test part.");
            var (names, labels) = list is null ? ([], []) : reader.Classes(options.Label is not null, list);
            return new()
            {
                Name = Path.GetFileNameWithoutExtension(path), Samples = samples, Labels = list is null ? null : labels[0],
                ClassNames = names, Notes = notes,
            };
        }
        catch
        {
            samples.Dispose();
            throw;
        }
    }

    /// <summary>The bytes of the packed file, which are those of its arrays at most.</summary>
    internal static long BytesInMemory(string path) => File.Exists(path) ? new FileInfo(path).Length : 0;

    /// <summary>The arrays that hold the samples and the labels.</summary>
    private static (string Samples, string? Labels) Choose(NpzArchive archive, string path, DataOptions options, List<string> notes)
    {
        var (array, label) = (options.Array, options.Label);
        var samplesName = array ?? First(archive, SampleNames) ?? (archive.Names.Count == 1 ? archive.Names[0] : null)
            ?? throw new BadFileException(
                $"{path}: none of the arrays is named {string.Join(", ", SampleNames)}, so which "
                + $"holds the samples is not clear; {archive.Listed}.");
        var labelName = label == DataOptions.NoLabel
            ? null
            : label ?? (array is null && !LabelNames.Contains(samplesName) ? First(archive, LabelNames) : null);
        if (labelName == samplesName)
            throw new BadArgumentException(
                $"{path}: the array '{CsvLayout.Shorten(samplesName)}' holds the samples, so that it cannot be the labels too.");
        if (labelName is null && LabelNames.Contains(samplesName))
            notes.Add($"the array '{samplesName}', the only one, was taken for the samples.");
        return (samplesName, labelName);
    }

    private static string? First(NpzArchive archive, string[] names) => Array.Find(names, archive.Has);

    /// <summary>Says which arrays were passed over, since one may hold the labels under a name of its own.</summary>
    private static void NoteOthers(NpzArchive archive, string samples, List<string> notes)
    {
        var others = archive.Names.Where(other => other != samples).Select(CsvLayout.Shorten).ToArray();
        if (others.Length == 0) return;
        notes.Add(
            $"'{CsvLayout.Shorten(samples)}' holds the samples; {(others.Length == 1 ? "the array" : "the arrays")} "
            + $"{ColumnMatch.List(others)} {(others.Length == 1 ? "was" : "were")} not read. If one holds the labels, name "
            + $"it, as --label {others[0]}; if none does, say --label {DataOptions.NoLabel}.");
    }
}
