namespace LatentSharp;

/// <summary>The pictures of a folder, looked at but not read, and what they become: samples of one shape.</summary>
/// <param name="Info">The size, the channels and the depth that all get.</param>
/// <param name="Classes">The classes of all; null when they have none.</param>
/// <param name="Notes">What to know of how they are read, a sentence each.</param>
internal sealed record PictureFiles(PictureInfo Info, ClassTable? Classes, IReadOnlyList<string> Notes)
{
    // Enough that threads seldom wait for the slowest picture, few enough to be held at once.
    private const int PerThread = 4;

    private PictureFitting? Fitting { get; init; }

    /// <summary>(H, W, C)</summary>
    internal Shape SampleShape => [Info.Height, Info.Width, Info.Channels];

    /// <exception cref="BadFileException">There are too few, or one is damaged or of another size.</exception>
    internal static PictureFiles Find(LabelledFolder folder, DataOptions options)
    {
        folder.CheckCount(options);
        var all = folder.All;
        var infos = InOrder.Of(all.Count, i => ImageFile.Check(all[i].Path));
        var fitting = options.Size is { } size ? new PictureFitting(size, options.Fit) : null;
        var info = CommonInfo(all, infos, fitting, options.Channelled ?? 1);
        var classes = folder.FindClasses();
        string?[] notes = [.. folder.Notes, classes?.Note, fitting?.Note(infos)];
        return new PictureFiles(info, classes, [.. notes.OfType<string>()]) { Fitting = fitting };
    }

    /// <summary>(N): the classes of some of the files; null when they have none.</summary>
    internal Tensor? LabelsOf(IEnumerable<LabelledFile> files) =>
        Classes is { } known ? Tensor.From(files.Select(file => known.IndexOf(file.Class!)).ToArray()) : null;

    /// <summary>Decodes files that follow each other, some at a time on several threads.</summary>
    /// <param name="files">The list that they are in.</param>
    /// <param name="first">The place of the first.</param>
    /// <param name="samples">Takes as many as fit.</param>
    /// <exception cref="BadFileException">One is damaged, or changed meanwhile.</exception>
    internal void Read(List<LabelledFile> files, int first, Span<float> samples)
    {
        var size = (int)Info.Count;
        var (count, together) = (samples.Length / size, Engine.Threads * PerThread);
        for (var start = 0; start < count; start += together)
        {
            var from = first + start;
            var pictures = InOrder.Of(Math.Min(together, count - start), i => Read(files[from + i].Path));
            for (var i = 0; i < pictures.Length; i++)
                Spread(pictures[i], Info, samples.Slice((start + i) * size, size), files[from + i].Path);
        }
    }

    private Picture Read(string path)
    {
        var picture = ImageFile.Read(path);
        return Fitting is null ? picture : Fitting.Apply(picture);
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
        return new PictureInfo(size.Width, size.Height, (color ? 3 : 1) + (alpha ? 1 : 0), depth);
    }

    /// <summary>Writes an image's values in the channels and the depth that all get.</summary>
    private static void Spread(Picture picture, PictureInfo common, Span<float> target, string path)
    {
        var info = picture.Info;
        if ((info.Width, info.Height) != (common.Width, common.Height) || info.BitDepth > common.BitDepth
            || info.Channels > common.Channels)
            throw new BadFileException($"{path}: the file changed while it was read.");
        if (info == common)
        {
            for (var i = 0; i < target.Length; i++) target[i] = picture.Values[i];
            return;
        }
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
