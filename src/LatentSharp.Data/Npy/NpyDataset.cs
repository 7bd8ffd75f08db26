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
    /// <exception cref="BadFileException">
    /// There is no such file, it is not a whole npy file, or a number in it is not finite; the message says where.
    /// </exception>
    public static Dataset Read(string path, ChannelOrder channels = ChannelOrder.Auto) =>
        Read(path, new DataOptions { Channels = channels });

    internal static Dataset Read(string path, DataOptions options)
    {
        var notes = new List<string>();
        return new Dataset(
            Path.GetFileNameWithoutExtension(path),
            SampleArray.From(Npy.Read(path), path, options.Channels, notes, options.TakesOne)) { Notes = notes };
    }
}
