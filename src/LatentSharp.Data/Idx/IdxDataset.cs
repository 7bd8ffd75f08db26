namespace LatentSharp;

/// <summary>
/// Reads images with their labels from IDX files, which stand beside each other under paired names: <c>train-images-idx3-ubyte.gz</c> and
/// <c>train-labels-idx1-ubyte.gz</c>.
/// </summary>
public static class IdxDataset
{
    private const string Train = "train", Images = "-images-idx", Labels = "-labels-idx";

    /// <summary>What file names of this format end in.</summary>
    internal static readonly string[] Endings = ["-ubyte", "-ubyte.gz", ".idx", ".idx.gz"];

    private static readonly string[] TestPrefixes = ["t10k", "test"];

    /// <summary>
    /// Reads samples from one of three: a file; the common beginning of the names of images and labels (<c>folder/train</c>); or a folder of one such pair, or of a
    /// <c>train</c> pair with a <c>t10k</c> or <c>test</c> pair, which becomes the <see cref="Dataset.TestPart"/>. Images of shape (N, H, W) get one
    /// channel: (N, H, W, 1). A file of images is read with its labels where these stand beside it; any other file without.
    /// </summary>
    /// <exception cref="BadFileException">There is no such file, one is not a whole IDX file, or images and labels do not fit together.</exception>
    public static Dataset Read(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (!Directory.Exists(path) || !IsHere(path)) return Read(NameOf(path), Find(path) ?? path, null);
        var images = FindImages(path);
        var candidates = images.Length == 1 ? images : Array.FindAll(images, file => PrefixOf(file).EndsWith(Train, StringComparison.OrdinalIgnoreCase));
        if (candidates.Length != 1)
            throw new BadFileException($"{path}: it is not clear which images to learn from; name one of {string.Join(", ", images.Select(Path.GetFileName))}.");
        var start = PrefixOf(candidates[0]);
        if (start.EndsWith(Train, StringComparison.OrdinalIgnoreCase)) start = start[..^Train.Length];
        var test = Array.Find(images, file => Array.Exists(TestPrefixes, prefix => PrefixOf(file) == start + prefix));
        return Read(Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(path))), candidates[0], test);
    }

    /// <summary>Whether a path is a folder of such files or the beginning of their names.</summary>
    internal static bool IsHere(string path) => Directory.Exists(path) ? FindImages(path).Length > 0 : Find(path) is not null;

    private static Dataset Read(string name, string images, string? testImages)
    {
        var samples = ReadImages(images);
        var labels = LabelsOf(images);
        if (testImages is null)
        {
            if (labels is null) return new Dataset(name, samples);
            var (classes, indices) = ClassLabels.From((labels, IdxFile.Read(labels), samples.Shape[0]));
            return new Dataset(name, samples, indices[0], classes);
        }
        var testSamples = ReadImages(testImages);
        if (testSamples.Shape[1..] != samples.Shape[1..])
            throw new BadFileException($"{testImages}: samples of shape {testSamples.Shape[1..]} do not fit those to learn from, {samples.Shape[1..]}.");
        var testLabels = LabelsOf(testImages);
        if (labels is null || testLabels is null) return new Dataset(name, samples, testPart: new Dataset(name, testSamples));
        var (names, both) = ClassLabels.From((labels, IdxFile.Read(labels), samples.Shape[0]), (testLabels, IdxFile.Read(testLabels), testSamples.Shape[0]));
        return new Dataset(name, samples, both[0], names, testPart: new Dataset(name, testSamples, both[1], names));
    }

    private static Tensor ReadImages(string path)
    {
        var samples = SampleArray.From(IdxFile.Read(path), path);
        return samples.Rank == 3 ? samples.Reshape(samples.Shape.Append(1)) : samples;
    }

    /// <summary>The images that a common beginning stands for.</summary>
    private static string? Find(string prefix)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(prefix));
        if (File.Exists(prefix) || folder is null || !Directory.Exists(folder)) return null;
        return Array.Find(FindImages(folder), file => PrefixOf(file) == Path.GetFileName(prefix)) is { } found
            ? Path.Combine(Path.GetDirectoryName(prefix) ?? "", Path.GetFileName(found))
            : null;
    }

    private static string[] FindImages(string folder) =>
        [.. Directory.EnumerateFiles(folder).Where(IsImages).Order(StringComparer.Ordinal).DistinctBy(PrefixOf, StringComparer.Ordinal)];

    private static bool IsImages(string file) =>
        Path.GetFileName(file) is var name && name.Contains(Images, StringComparison.Ordinal) && HasEnding(name);

    private static bool HasEnding(string file) => Array.Exists(Endings, ending => file.EndsWith(ending, StringComparison.OrdinalIgnoreCase));

    private static string PrefixOf(string file) => Path.GetFileName(file) is var name && name.IndexOf(Images, StringComparison.Ordinal) is >= 0 and var at ? name[..at] : name;

    /// <summary>The labels beside the images: the same beginning, one axis, packed or not.</summary>
    private static string? LabelsOf(string images)
    {
        var name = Path.GetFileName(images);
        if (!name.Contains(Images, StringComparison.Ordinal)) return null;
        var folder = Path.GetDirectoryName(images) ?? "";
        var start = PrefixOf(images) + Labels;
        return Directory.EnumerateFiles(folder.Length == 0 ? "." : folder, start + "*").Select(file => Path.Combine(folder, Path.GetFileName(file)))
            .Where(file => HasEnding(file)).Order(StringComparer.Ordinal).FirstOrDefault();
    }

    private static string NameOf(string path)
    {
        var name = Path.GetFileName(path);
        var ending = Array.Find(Endings, e => name.EndsWith(e, StringComparison.OrdinalIgnoreCase));
        return ending is null || ending.Length == name.Length ? name : name[..^ending.Length];
    }
}
