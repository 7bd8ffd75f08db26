namespace LatentSharp;

/// <summary>Reads samples, and labels where there are any, from NumPy's files of several arrays.</summary>
public static class NpzDataset
{
    private static readonly string[] SampleNames = ["x_train", "train_images", "X", "x", "data", "samples", "images", "features", "arr_0"];
    private static readonly string[] LabelNames = ["y_train", "train_labels", "y", "Y", "labels", "label", "target", "targets"];
    private static readonly string[] TestSampleNames = ["x_test", "test_images"];
    private static readonly string[] TestLabelNames = ["y_test", "test_labels"];

    /// <summary>
    /// Reads an array of shape (N, sample shape…) by the rules of <see cref="NpyDataset"/>: the first that is there of x_train, train_images, X, x, data, samples, images, features
    /// and arr_0, or else the only one of the file. Labels, whole numbers of shape (N) or (N, 1), are the first of y_train, train_labels, y, Y, labels,
    /// label, target and targets; targets that are not whole numbers are no classes, and are left out. With x_train, x_test and y_test become the
    /// <see cref="Dataset.TestPart"/>, as with train_images their test_images and test_labels.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <param name="array">The array of the samples; null, the default, chooses as above.</param>
    /// <param name="label">The array of the labels; null, the default, chooses as above, and takes none when <paramref name="array"/> is given.</param>
    /// <exception cref="BadArgumentException">There is no array of such a name.</exception>
    /// <exception cref="BadFileException">There is no such file, it is not a whole npz file, arrays do not fit together, or a number is not finite.</exception>
    public static Dataset Read(string path, string? array = null, string? label = null)
    {
        using var stream = InputFile.Open(path);
        using var archive = new NpzArchive(stream, path);
        var name = Path.GetFileNameWithoutExtension(path);
        var samplesName = array ?? First(archive, SampleNames) ?? (archive.Names.Count == 1 ? archive.Names[0] : null)
            ?? throw new BadFileException($"{path}: none of the arrays is named {string.Join(", ", SampleNames)}, so which holds the samples is not clear; {archive.Listed}.");
        var labelName = label ?? (array is null ? First(archive, LabelNames) : null);
        var samples = Samples(archive, path, samplesName);
        var labels = Labels(archive, labelName, samples.Shape[0], given: label is not null);
        var isSplit = array is null && Array.IndexOf(SampleNames, samplesName) < TestSampleNames.Length && First(archive, TestSampleNames) is not null;
        if (!isSplit) return Build(name, path, samples, labels);

        var test = Samples(archive, path, First(archive, TestSampleNames)!);
        if (test.Shape[1..] != samples.Shape[1..])
            throw new BadFileException($"{path}: test samples of shape {test.Shape[1..]} do not fit those to learn from, {samples.Shape[1..]}.");
        var testLabels = labels is null ? null : Labels(archive, First(archive, TestLabelNames), test.Shape[0], given: true);
        if (labels is null || testLabels is null) return new Dataset(name, samples, testPart: new Dataset(name, test));
        var (classes, both) = ClassLabels.From((path, labels.Value, samples.Shape[0]), (path, testLabels.Value, test.Shape[0]));
        return new Dataset(name, samples, both[0], classes, testPart: new Dataset(name, test, both[1], classes));
    }

    private static Dataset Build(string name, string path, Tensor samples, Tensor? labels)
    {
        if (labels is null) return new Dataset(name, samples);
        var (classes, indices) = ClassLabels.From((path, labels.Value, samples.Shape[0]));
        return new Dataset(name, samples, indices[0], classes);
    }

    private static string? First(NpzArchive archive, string[] names) => Array.Find(names, archive.Has);

    private static Tensor Samples(NpzArchive archive, string path, string array) => SampleArray.From(archive.Read(array), $"{path}: {array}");

    private static Tensor? Labels(NpzArchive archive, string? array, int count, bool given)
    {
        if (array is null) return null;
        var labels = archive.Read(array);
        if (given) return labels;
        if (labels.Rank == 0 || labels.Shape[0] != count || labels.Count != count) return null;
        foreach (var value in SampleArray.ToFloat32(labels, labels.Shape).AsSpan())
            if (value != MathF.Truncate(value)) return null;
        return labels;
    }
}
