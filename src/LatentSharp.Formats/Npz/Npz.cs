using System.IO.Compression;

namespace LatentSharp;

/// <summary>
/// NumPy's files of several arrays: a zip archive whose members are npy files, <c>name.npy</c>, stored or deflated. Each array is read by
/// the rules of <see cref="Npy"/>; a member's length and checksum are compared before memory is taken for it.
/// </summary>
public static class Npz
{
    /// <summary>The names of the arrays, in the order of the file.</summary>
    /// <exception cref="BadFileException">
    /// There is no such file, it is not a zip archive, or a member is no array or has a name that points elsewhere.
    /// </exception>
    public static IReadOnlyList<string> Names(string path)
    {
        using var stream = InputFile.Open(path);
        using var archive = new NpzArchive(stream, path);
        return archive.Names;
    }

    /// <summary>Reads one array; the others are not looked at.</summary>
    /// <exception cref="BadArgumentException">There is no array of this name.</exception>
    /// <exception cref="BadFileException">As for <see cref="Names"/>, or the array is not a whole npy file.</exception>
    public static Tensor Read(string path, string array)
    {
        using var stream = InputFile.Open(path);
        using var archive = new NpzArchive(stream, path);
        return archive.Read(array);
    }

    /// <summary>Reads all arrays.</summary>
    /// <exception cref="BadFileException">As for <see cref="Names"/>, or an array is not a whole npy file.</exception>
    public static IReadOnlyDictionary<string, Tensor> Read(string path)
    {
        using var stream = InputFile.Open(path);
        return Read(stream, path);
    }

    /// <inheritdoc cref="Read(string)"/>
    /// <param name="stream">The archive; it must be able to seek.</param>
    /// <param name="name">What to call it in messages.</param>
    public static IReadOnlyDictionary<string, Tensor> Read(Stream stream, string name)
    {
        ArgumentNullException.ThrowIfNull(stream);
        using var archive = new NpzArchive(stream, name);
        return archive.Names.ToDictionary(array => array, archive.Read, StringComparer.Ordinal);
    }

    /// <summary>
    /// Writes arrays, sorted by name, as <see cref="Npy.Write(string, Tensor)"/> does, stored or deflated. The same arrays always give the
    /// same bytes, since no time is written. The file appears whole or not at all.
    /// </summary>
    /// <param name="path">The file to make or to replace.</param>
    /// <param name="arrays">The arrays by name; a name is neither empty nor has it <c>..</c>, a slash, a backslash or a colon.</param>
    /// <param name="compress">Deflates, as <c>numpy.savez_compressed</c> does; false, the default, stores, as <c>numpy.savez</c>.</param>
    /// <exception cref="BadArgumentException">A name is not one that can be read back.</exception>
    /// <exception cref="BadFileException">The file cannot be written.</exception>
    public static void Write(string path, IReadOnlyDictionary<string, Tensor> arrays, bool compress = false) =>
        AtomicFile.Write(path, stream => Write(stream, arrays, compress));

    /// <inheritdoc cref="Write(string, IReadOnlyDictionary{string, Tensor}, bool)"/>
    public static void Write(Stream stream, IReadOnlyDictionary<string, Tensor> arrays, bool compress = false)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(arrays);
        foreach (var name in arrays.Keys)
        {
            if (name.Length == 0 || name.Contains("..", StringComparison.Ordinal) || name.AsSpan().IndexOfAny("/\\:\0") >= 0)
                throw new BadArgumentException($"Npz.Write: '{name}' cannot name an array; a name without .., slashes and colons can.");
        }
        using var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true);
        foreach (var (name, tensor) in arrays.OrderBy(array => array.Key, StringComparer.Ordinal))
        {
            var entry = zip.CreateEntry(name + ".npy", compress ? CompressionLevel.Optimal : CompressionLevel.NoCompression);
            entry.LastWriteTime = new DateTimeOffset(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);
            using var member = entry.Open();
            Npy.Write(member, tensor);
        }
    }
}
