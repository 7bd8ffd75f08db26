namespace LatentSharp;

/// <summary>
/// Reads the images of a folder, JPEG, PNG, GIF, BMP, PGM and PPM: with a file <c>metadata.csv</c> those that it lists; with folders in
/// it, all of them, each in the class that its folder names; with folders <c>train</c> and <c>test</c> alone, the latter's as
/// <see cref="Dataset.TestPart"/>; otherwise all of them without labels.
/// </summary>
public static class ImageFolder
{
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
        ArgumentException.ThrowIfNullOrEmpty(folder);
        return Build(LabelledFolder.Read(folder, ImageFile.Kind, options), options);
    }

    /// <summary>Reads one picture, for what has been learned already.</summary>
    internal static Dataset ReadFile(string path, DataOptions options) => options.TakesOne
        ? Build(LabelledFolder.Of(path, ImageFile.Kind), options)
        : throw new BadFileException($"{path}: this is a single picture; at least 2 are needed, so name a folder of them.");

    internal static bool IsHere(string path) =>
        Directory.Exists(path)
            && (
                File.Exists(Path.Combine(path, FolderMetadata.FileName))
                    || FolderFiles.Below(path, ImageFile.Kind) is { } files
                    && (files.FolderLinks.Count > 0 || files.Paths.Any(ImageFile.Kind.Means)));

    private static Dataset Build(LabelledFolder folder, DataOptions options)
    {
        folder.CheckCount(options);
        var all = folder.All;
        var infos = InOrder.Of(all.Count, i => ImageFile.Check(all[i].Path));
        var fitting = options.Size is { } size ? new PictureFitting(size, options.Fit) : null;
        var info = CommonInfo(all, infos, fitting, options.Channelled ?? 1);
        var classes = folder.FindClasses();
        string?[] notes = [.. folder.Notes, classes?.Note, fitting?.Note(infos)];
        var second = folder.Test is null ? null : Part(folder.Name, folder.Test, info, fitting, classes, null, []);
        return Part(folder.Name, folder.Files, info, fitting, classes, second, [.. notes.OfType<string>()]);
    }

    private static Dataset Part(
        string name, List<LabelledFile> images, PictureInfo info, PictureFitting? fitting, ClassTable? classes, Dataset? test,
        IReadOnlyList<string> notes)
    {
        var samples = Tensor.Create<float, List<LabelledFile>>(
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
    private static PictureInfo CommonInfo(List<LabelledFile> images, PictureInfo[] infos, PictureFitting? fitting, int channels)
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
}
