namespace LatentSharp;

/// <summary>
/// Reads the images of a folder, JPEG, PNG, GIF, BMP, PGM and PPM: with a file <c>metadata.csv</c> those that it lists; with folders in
/// it, all of them, each in the class that its folder names; with folders <c>train</c> and <c>test</c> alone, the latter's as
/// <see cref="Dataset.TestPart"/>; otherwise all of them without labels.
/// </summary>
public static class ImageFolder
{
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

    /// <summary>A folder whose pictures are decoded when they are needed.</summary>
    internal static DatasetStream OpenStream(string folder, DataOptions options)
    {
        var pictures = new PictureStream(folder, options);
        if (pictures.TestCount > 0)
            throw new BadArgumentException(
                $"{folder}: pictures that are read in blocks are of one part; name its folder, {Path.Combine(folder, "train")}, or say "
                + "--stream no.");
        return new()
        {
            Name = Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder))), Samples = pictures,
            Labels = pictures.Labels, ClassNames = pictures.ClassNames, Notes = pictures.Notes,
        };
    }

    /// <summary>The bytes of all pictures, if they are as the first; 0 of a folder with a test part, which is read at once.</summary>
    internal static long BytesInMemory(string path, DataOptions options)
    {
        var folder = LabelledFolder.Read(path, ImageFile.Kind, options);
        if (folder.Test is not null || folder.Files.Count == 0) return 0;
        var first = ImageFile.Check(folder.Files[0].Path);
        var pixels = options.Size is { } size ? (long)size.Width * size.Height : (long)first.Width * first.Height;
        return pixels * first.Channels * folder.Files.Count * sizeof(float);
    }

    private static Dataset Build(LabelledFolder folder, DataOptions options)
    {
        var pictures = PictureFiles.Find(folder, options);
        if ((Int128)pictures.Info.Count * folder.All.Count * sizeof(float) > int.MaxValue - 128)
            throw new BadFileException(
                $"{folder.All[0].Path}: {folder.All.Count} images of {pictures.Info} are too many; at most 2 GiB of numbers fit.");
        var test = folder.Test is null ? null : Part(folder.Test, null, []);
        return Part(folder.Files, test, pictures.Notes);

        Dataset Part(List<LabelledFile> files, Dataset? second, IReadOnlyList<string> notes) => new(
            folder.Name, Samples(pictures, files), pictures.LabelsOf(files), pictures.Classes?.Names, testPart: second) { Notes = notes };
    }

    private static Tensor Samples(PictureFiles pictures, List<LabelledFile> files) =>
        Tensor.Create<float, (PictureFiles, List<LabelledFile>)>(
        pictures.SampleShape.Prepend(files.Count), (pictures, files), static (values, state) => state.Item1.Read(state.Item2, 0, values));
}
