namespace LatentSharp;

/// <summary>Reads samples from NumPy's files of one array.</summary>
public static class NpyDataset
{
    /// <summary>
    /// Reads an array of shape (N, sample shape…) with at least 2 samples as Float32; one of shape (N) becomes samples of one number.
    /// Integers beyond 2²⁴ are rounded. Images whose channels come first, (N, C, H, W), become (N, H, W, C), which
    /// <see cref="Dataset.Notes"/> says.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <param name="channels">Where the channels of images are. The default finds it out.</param>
    /// <param name="labels">
    /// An .npy file of the labels: whole numbers or texts of shape (N) or (N, 1), or rows (N, K) of a single 1 among zeros. Null, the
    /// default: there are none.
    /// </param>
    /// <exception cref="BadFileException">
    /// There is no such file, it is not a whole npy file, or a number in it is not finite; the message says where.
    /// </exception>
    public static Dataset Read(string path, ChannelOrder channels = ChannelOrder.Auto, string? labels = null) =>
        Read(path, new DataOptions { Channels = channels, Label = labels });

    internal static Dataset Read(string path, DataOptions options)
    {
        CheckLabel(path, options);
        var notes = new List<string>();
        var samples = SampleArray.From(Npy.Read(path), path, options.Channels, notes, options.TakesOne);
        var (names, labels) = Labels(path, options, samples.Shape[0], notes);
        return new Dataset(Path.GetFileNameWithoutExtension(path), samples, labels, names) { Notes = notes };
    }

    internal static DatasetStream OpenStream(string path, DataOptions options)
    {
        CheckLabel(path, options);
        var notes = new List<string>();
        var samples = new NpyStream(path);
        try
        {
            SampleArray.CheckStream(samples, path, options.Channels, options.TakesOne);
            var (names, labels) = Labels(path, options, samples.Count, notes);
            return new()
            {
                Name = Path.GetFileNameWithoutExtension(path), Samples = samples, Labels = labels, ClassNames = names, Notes = notes,
            };
        }
        catch
        {
            samples.Dispose();
            throw;
        }
    }

    private static void CheckLabel(string path, DataOptions options)
    {
        if (options.Label is { } file && !file.EndsWith(".npy", StringComparison.OrdinalIgnoreCase))
            throw new BadArgumentException(
                $"{path}: a .npy file has no columns by name, so '{file}' cannot be its label; name an .npy file of labels.");
    }

    private static (string[] Names, Tensor? Labels) Labels(string path, DataOptions options, int count, List<string> notes)
    {
        if (options.Label is not { } file) return ([], null);
        using var stream = InputFile.Open(file);
        var list = NpzLabels.Read(stream, file, stream.Length, file, count, isGiven: true, notes);
        var (names, indices) = ClassLabels.From(notes, list!);
        return (names, indices[0]);
    }
}
