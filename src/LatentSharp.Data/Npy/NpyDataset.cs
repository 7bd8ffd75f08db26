namespace LatentSharp;

/// <summary>Reads samples from NumPy's files of one array.</summary>
public static class NpyDataset
{
    /// <summary>
    /// Reads an array of shape (N, sample shape…) with at least 2 samples as Float32; one of shape (N) becomes samples of one number. Integers beyond
    /// 2²⁴ are rounded.
    /// </summary>
    /// <exception cref="BadFileException">There is no such file, it is not a whole npy file, or a number in it is not finite; the message says where.</exception>
    public static Dataset Read(string path) => new(Path.GetFileNameWithoutExtension(path), SampleArray.From(Npy.Read(path), path));
}
