namespace LatentSharp;

/// <summary>
/// Reads the images of a folder, JPEG, PNG, GIF, BMP, PGM and PPM: with a file <c>metadata.csv</c> those that it lists; with folders in
/// it, all of them, each in the class that its folder names; with folders <c>train</c> and <c>test</c> alone, the latter's as
/// <see cref="Dataset.TestPart"/>; otherwise all of them without labels.
/// </summary>
public static class ImageFolder
{
    private const string Train = "train", Test = "test";

    // Enough that threads seldom wait for the slowest picture, few enough to be held at once.
    private const int PerThread = 4;

    /// <summary>
    /// Reads samples of shape (N, height, width, channels) with values from 0 to 255, or to 65,535 where an image has 16 bits. All images
    /// have one size, or <see cref="DataOptions.Size"/> brings them to one. Where some have colours or alpha and others not, all get
    /// them: grey becomes three equal colours, missing alpha the greatest value. Images are in the order of their paths, or of the
    /// lines of <c>metadata.csv</c>; files of other kinds are passed over. Links to files are followed, links to folders are not; <see
    /// cref="Dataset.Notes"/> counts both.
    /// </summary>
    /// <param name="folder">The folder.</param>
    /// <param name="label">
    /// The column of <c>metadata.csv</c> with the classes; null, the default: <c>label</c> or <c>class</c>, when there is one.
    /// </param>
    /// <exception cref="BadFileException">
    /// There are fewer than two images, an image is damaged or of another format or size; the message names it.
    /// </exception>
    /// <exception cref="BadArgumentException">A label is given, but there is no such column.</exception>
    public static Dataset Read(string folder, string? label = null) => Read(folder, new DataOptions { Label = label });

    internal static Dataset Read(string folder, DataOptions options)
    {
        var label = options.Label;
        ArgumentException.ThrowIfNullOrEmpty(folder);
        if (!Directory.Exists(folder)) throw new BadFileException($"{folder}: there is no such folder.");
        var name = Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder)));
        if (File.Exists(Path.Combine(folder, ImageMetadata.FileName)))
            return Build(name, folder, ImageMetadata.Read(folder, label), null, [], options);
        if (label is not null)
            throw new BadArgumentException(
                $"{folder}: there is no {ImageMetadata.FileName} with a column '{label}'; leave the label out: folders name the classes.");
        var folders = Directory.GetDirectories(folder).Select(Path.GetFileName).Order(StringComparer.Ordinal).ToArray();
        string[] parts = folders is [Test, Train] ? [Path.Combine(folder, Train), Path.Combine(folder, Test)] : [folder];
        var files = Array.ConvertAll(parts, ImageFiles.Below);
        var images = parts.Zip(files, (part, found) => Find(part, found.Paths)).ToArray();
        return Build(name, folder, images[0], images.Length > 1 ? images[1] : null, [.. ImageFiles.Notes(files)], options);
    }

    /// <summary>Reads one picture, for what has been learned already.</summary>
    internal static Dataset ReadFile(string path, DataOptions options) => options.TakesOne
        ? Build(Path.GetFileNameWithoutExtension(path), path, [new LabelledImage(path, null)], null, [], options)
        : throw new BadFileException($"{path}: this is a single picture; at least 2 are needed, so name a folder of them.");

    internal static bool IsHere(string path) =>
        Directory.Exists(path)
            && (
                File.Exists(Path.Combine(path, ImageMetadata.FileName))
                    || ImageFiles.Below(path) is { } files
                    && (files.FolderLinks.Count > 0 || files.Paths.Any(file => ImageFile.IsImage(file) || ImageFile.IsOtherImage(file))));

    private static Dataset Build(
        string name, string folder, List<LabelledImage> images, List<LabelledImage>? test, IReadOnlyList<string> notes,
        DataOptions options)
    {
        if (images.Count < (options.TakesOne ? 1 : 2))
            throw new BadFileException(
                $"{folder}: there {(images.Count == 1 ? "is 1 image" : "are no images")} ({ImageFile.Endings}); at least 2 "
                + $"are needed{string.Concat(notes.Select(note => "; " + note.TrimEnd('.')))}.");
        var all = test is null ? images : [.. images, .. test];
        var infos = InOrder.Of(all.Count, i => ImageFile.Check(all[i].Path));
        var fitting = options.Size is { } size ? new PictureFitting(size, options.Fit) : null;
        var info = CommonInfo(all, infos, fitting, options.Channelled ?? 1);
        var classes = all[0].Class is null ? null : FindClasses(folder, all);
        if (classes?.Note is { } note) notes = [.. notes, note];
        if (fitting?.Note(infos) is { } fitted) notes = [.. notes, fitted];
        var second = test is null ? null : Part(name, test, info, fitting, classes, null, []);
        return Part(name, images, info, fitting, classes, second, notes);
    }

    private static ClassTable FindClasses(string folder, List<LabelledImage> images)
    {
        var isListed = images[0].Line > 0;
        var list = Path.Combine(folder, ImageMetadata.FileName);
        var classes = new ClassTable(
            (line, problem) => isListed ? BadFileException.At(list, $"line {line}", problem) : new BadFileException($"{folder}: {problem}"),
            areNames: !isListed);
        foreach (var image in images) classes.Add(image.Class!, image.Line);
        classes.Sort();
        return classes;
    }

    private static Dataset Part(
        string name, List<LabelledImage> images, PictureInfo info, PictureFitting? fitting, ClassTable? classes, Dataset? test,
        IReadOnlyList<string> notes)
    {
        var samples = Tensor.Create<float, List<LabelledImage>>(
            [images.Count, info.Height, info.Width, info.Channels], images, (elements, list) =>
        {
            var size = (int)info.Count;
            var together = Engine.Threads * PerThread;
            for (var start = 0; start < list.Count; start += together)
            {
                var first = start;
                var pictures = InOrder.Of(Math.Min(together, list.Count - start), i => Read(list[first + i].Path, fitting));
                for (var i = 0; i < pictures.Length; i++)
                    Spread(pictures[i], info, elements.Slice((start + i) * size, size), list[start + i].Path);
            }
        });
        Tensor? labels = classes is null ? null : Tensor.From(images.Select(image => classes.IndexOf(image.Class!)).ToArray());
        return new Dataset(name, samples, labels, classes?.Names, testPart: test) { Notes = notes };
    }

    private static Picture Read(string path, PictureFitting? fitting)
    {
        var picture = ImageFile.Read(path);
        return fitting is null ? picture : fitting.Apply(picture);
    }

    /// <summary>The size, the channels and the depth that hold all images.</summary>
    private static PictureInfo CommonInfo(List<LabelledImage> images, PictureInfo[] infos, PictureFitting? fitting, int channels)
    {
        var (color, alpha, depth) = (channels >= 3, channels is 2 or 4, 8);
        for (var i = 0; i < infos.Length; i++)
        {
            var (info, first) = (infos[i], infos[0]);
            if (fitting is null && (info.Width, info.Height) != (first.Width, first.Height))
                throw new BadFileException(
                    $"{images[i].Path}: the image has {info.Width} x {info.Height} pixels, but {images[0].Path} has "
                    + $"{first.Width} x {first.Height}; all must have the same size, and --size 64 brings them to one.");
            color |= info.HasColor;
            alpha |= info.HasAlpha;
            depth = Math.Max(depth, info.BitDepth);
        }
        var size = fitting?.Size ?? new PictureSize(infos[0].Width, infos[0].Height);
        var common = new PictureInfo(size.Width, size.Height, (color ? 3 : 1) + (alpha ? 1 : 0), depth);
        if ((Int128)common.Count * images.Count * sizeof(float) > int.MaxValue - 128)
            throw new BadFileException($"{images[0].Path}: {images.Count} images of {common} are too many; at most 2 GiB of numbers fit.");
        return common;
    }

    /// <summary>Writes an image's values in the channels and the depth that all get.</summary>
    private static void Spread(Picture picture, PictureInfo common, Span<float> target, string path)
    {
        var info = picture.Info;
        if ((info.Width, info.Height) != (common.Width, common.Height) || info.BitDepth > common.BitDepth
            || info.Channels > common.Channels)
            throw new BadFileException($"{path}: the file changed while it was read.");
        var scale = info.BitDepth == common.BitDepth ? 1 : 257;
        var opaque = (1 << common.BitDepth) - 1;
        var (from, colors, commonColors) = (0, info.HasColor ? 3 : 1, common.HasColor ? 3 : 1);
        for (var to = 0; to < target.Length; to += common.Channels, from += info.Channels)
        {
            for (var c = 0; c < commonColors; c++) target[to + c] = picture.Values[from + (colors == 1 ? 0 : c)] * scale;
            if (common.HasAlpha) target[to + commonColors] = info.HasAlpha ? picture.Values[from + colors] * scale : opaque;
        }
    }

    /// <summary>All images below a folder; the class is the path from it to the image's folder.</summary>
    private static List<LabelledImage> Find(string folder, IReadOnlyList<string> files)
    {
        var images = new List<LabelledImage>();
        foreach (var path in files)
        {
            if (ImageFile.IsOtherImage(path))
                throw new BadFileException(
                    $"{path}: images of this format are not read; convert it to PNG (read are {ImageFile.Endings}).");
            if (!ImageFile.IsImage(path)) continue;
            var inside = Path.GetDirectoryName(Path.GetRelativePath(folder, path))!.Replace('\\', '/');
            images.Add(new LabelledImage(path, inside.Length == 0 ? null : inside));
        }
        if (images.Exists(image => image.Class is null) && images.Find(image => image.Class is not null) is { } other)
            throw new BadFileException(
                $"{images.First(image => image.Class is null).Path}: this image lies beside the "
                + $"folders of classes, as '{other.Class}'; move it into one.");
        return images;
    }
}

/// <summary>An image and the class it belongs to, if any.</summary>
internal sealed record LabelledImage(string Path, string? Class)
{
    /// <summary>The line that lists it; 0 for one that was found in a folder.</summary>
    public int Line { get; init; }
}
