using System.Text.RegularExpressions;

namespace LatentSharp;

/// <summary>
/// Reads images with their labels from IDX files, which stand beside each other under paired names: <c>train-images-idx3-ubyte.gz</c> and
/// <c>train-labels-idx1-ubyte.gz</c>, or with a dot as <c>train-images.idx3-ubyte</c>.
/// </summary>
public static partial class IdxDataset
{
    private const string Train = "train", Images = "images", Labels = "labels";

    /// <summary>What file names of this format end in.</summary>
    internal static readonly string[] Endings = ["-ubyte", "-ubyte.gz", ".idx", ".idx.gz"];

    private static readonly string[] TestPrefixes = ["t10k", "test"];

    /// <summary>
    /// Reads samples from one of three: a file; the common beginning of the names of images and labels (<c>folder/train</c>); or a folder
    /// of one such pair, or of a <c>train</c> pair with a <c>t10k</c> or <c>test</c> pair, which becomes the
    /// <see cref="Dataset.TestPart"/>. Images of shape (N, H, W) get one channel: (N, H, W, 1). A file of images is read with its labels
    /// where these stand beside it, and <see cref="Dataset.Notes"/> says so when there are none; any other file is read without.
    /// </summary>
    /// <exception cref="BadFileException">
    /// There is no such file, one is not a whole IDX file, or images and labels do not fit together.
    /// </exception>
    public static Dataset Read(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (!Directory.Exists(path) || !IsHere(path)) return Read(NameOf(path), Find(path) ?? path, null);
        var images = FindImages(path);
        var candidates = images.Length == 1
            ? images
            : Array.FindAll(images, file => PartOf(file).EndsWith(Train, StringComparison.OrdinalIgnoreCase));
        if (candidates.Length != 1)
            throw new BadFileException(
                $"{path}: it is not clear which images to learn from; name one of {string.Join(", ", images.Select(Path.GetFileName))}.");
        var start = PartOf(candidates[0]);
        if (start.EndsWith(Train, StringComparison.OrdinalIgnoreCase)) start = start[..^Train.Length];
        var test = Array.Find(images, file => Array.Exists(TestPrefixes, prefix => PartOf(file) == start + prefix));
        return Read(Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(path))), candidates[0], test);
    }

    /// <summary>Whether a path is a folder of such files or the beginning of their names.</summary>
    internal static bool IsHere(string path) => Directory.Exists(path) ? FindImages(path).Length > 0 : Find(path) is not null;

    private static Dataset Read(string name, string images, string? testImages)
    {
        var samples = ReadImages(images);
        var labels = LabelsOf(images);
        var notes = new List<string>();
        if (labels is null && Name(images).Success)
            notes.Add($"no file of labels lies beside {Path.GetFileName(images)}, so the samples have none.");
        if (testImages is null)
        {
            if (labels is null) return new Dataset(name, samples) { Notes = notes };
            var (classes, indices) = ClassLabels.From(notes, ReadLabels(labels, samples));
            return new Dataset(name, samples, indices[0], classes) { Notes = notes };
        }
        var testSamples = ReadImages(testImages);
        if (testSamples.Shape[1..] != samples.Shape[1..])
            throw new BadFileException(
                $"{testImages}: samples of shape {testSamples.Shape[1..]} do not fit those to learn from, {samples.Shape[1..]}.");
        var testLabels = LabelsOf(testImages);
        if (labels is null || testLabels is null)
        {
            if (labels is not null)
                notes =
                [
                    $"no file of labels lies beside {Path.GetFileName(testImages)}, so that those "
                    + $"of {Path.GetFileName(images)} were left out.",
                ];
            return new Dataset(name, samples, testPart: new Dataset(name, testSamples)) { Notes = notes };
        }
        var (names, both) = ClassLabels.From(notes, ReadLabels(labels, samples), ReadLabels(testLabels, testSamples));
        return new Dataset(name, samples, both[0], names, testPart: new Dataset(name, testSamples, both[1], names)) { Notes = notes };
    }

    /// <summary>A file of samples that are read in blocks, with the labels beside it.</summary>
    internal static DatasetStream OpenStream(string path, DataOptions options)
    {
        var notes = new List<string>();
        var samples = IdxFile.OpenStream(path, notes);
        try
        {
            SampleArray.CheckStream(samples, path, ChannelOrder.Last, options.TakesOne);
            if (LabelsOf(path) is not { } file) return new() { Name = NameOf(path), Samples = samples, Notes = notes };
            var (names, labels) = ClassLabels.From(notes, IdxFile.ReadLabels(InputSource.File(file), samples.Count));
            return new() { Name = NameOf(path), Samples = samples, Labels = labels[0], ClassNames = names, Notes = notes };
        }
        catch
        {
            samples.Dispose();
            throw;
        }
    }

    internal static long BytesInMemory(string path) => IdxFile.BytesInMemory(path);

    private static LabelList ReadLabels(string path, Tensor samples) => IdxFile.ReadLabels(InputSource.File(path), samples.Shape[0]);

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
        return Array.Find(FindImages(folder), file => PartOf(file) == Path.GetFileName(prefix)) is { } found
            ? Path.Combine(Path.GetDirectoryName(prefix) ?? "", Path.GetFileName(found))
            : null;
    }

    private static string[] FindImages(string folder) =>
        [
            .. Directory.EnumerateFiles(folder).Where(file => Is(file, Images)).Order(StringComparer.Ordinal)
            .DistinctBy(PartOf, StringComparer.Ordinal)];

    /// <summary>The labels beside the images: the same beginning, packed or not.</summary>
    private static string? LabelsOf(string images)
    {
        if (!Is(images, Images)) return null;
        var folder = Path.GetDirectoryName(images) ?? "";
        return Directory.EnumerateFiles(folder.Length == 0 ? "." : folder).Where(file => Is(file, Labels) && PartOf(file) == PartOf(images))
            .Select(file => Path.Combine(folder, Path.GetFileName(file))).Order(StringComparer.Ordinal).FirstOrDefault();
    }

    private static bool Is(string file, string what) =>
        Name(file) is { Success: true } name && name.Groups["what"].Value == what
            && Array.Exists(Endings, ending => file.EndsWith(ending, StringComparison.OrdinalIgnoreCase));

    /// <summary>What stands before <c>-images-idx</c> or <c>-labels-idx</c>; of other files the whole name.</summary>
    private static string PartOf(string file) => Name(file) is { Success: true } name ? name.Groups["part"].Value : Path.GetFileName(file);

    private static Match Name(string file) => PairedName().Match(Path.GetFileName(file));

    [GeneratedRegex("^(?<part>.*?)[-._]?(?<what>images|labels)[-._]idx", RegexOptions.CultureInvariant)]
    private static partial Regex PairedName();

    private static string NameOf(string path)
    {
        var name = Path.GetFileName(path);
        var ending = Array.Find(Endings, e => name.EndsWith(e, StringComparison.OrdinalIgnoreCase));
        return ending is null || ending.Length == name.Length ? name : name[..^ending.Length];
    }
}
