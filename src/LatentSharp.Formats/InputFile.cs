namespace LatentSharp;

/// <summary>Opens files for the readers, so that every one of them says the same when a file is not there or cannot be read.</summary>
internal static class InputFile
{
    private const int LongestNameShown = 120;

    /// <summary>Opens an ordinary file for reading. What fails later, in reading, is a <see cref="BadFileException"/> as well.</summary>
    /// <exception cref="BadFileException">There is no such file, it is a folder, a pipe or a device, or it may not be read.</exception>
    internal static Stream Open(string path)
    {
        if (string.IsNullOrWhiteSpace(path)) throw new BadArgumentException("The name of the file to read is empty.");
        if (Directory.Exists(path)) throw new BadFileException($"{path}: this is a folder; a file is expected.");
        if (FileKind.Special(path) is { } kind) throw new BadFileException($"{path}: this is {kind}; an ordinary file is expected.");
        try
        {
            var handle = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.Read, FileOptions.SequentialScan);
            // A folder of many small files does not take a large buffer for each.
            var buffer = (int)Math.Clamp(RandomAccess.GetLength(handle), 1 << 12, 1 << 16);
            return new InputStream(new FileStream(handle, FileAccess.Read, buffer), path);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new BadFileException($"{path}: there is no such file.", e);
        }
        catch (UnauthorizedAccessException e)
        {
            throw new BadFileException($"{path}: this file may not be read.", e);
        }
        catch (PathTooLongException e)
        {
            var shown = path.Length <= LongestNameShown ? path : path[..LongestNameShown] + "…";
            throw new BadFileException($"{shown}: a name of {path.Length} characters is too long for a file, so there is none.", e);
        }
        catch (Exception e) when (e is IOException or ArgumentException or NotSupportedException)
        {
            throw new BadFileException($"{path}: this file cannot be opened: {Reason(e)}.", e);
        }
    }

    /// <summary>Reads a file into memory as a whole.</summary>
    /// <param name="stream">The file, from its beginning; it must be able to seek.</param>
    /// <param name="name">What to call it in messages.</param>
    /// <param name="expected">What it should be: <c>a PNG file</c>.</param>
    /// <exception cref="BadFileException">It is empty, too large, or ends before its time.</exception>
    internal static byte[] ReadWhole(Stream stream, string name, string expected)
    {
        if (stream.Length == 0) throw new BadFileException($"{name}: the file is empty; {expected} is expected.");
        if (stream.Length > Array.MaxLength) throw new BadFileException($"{name}: {stream.Length} bytes are too many to be read at once.");
        var file = new byte[stream.Length];
        try
        {
            stream.ReadExactly(file);
        }
        catch (EndOfStreamException e)
        {
            throw new BadFileException($"{name}: the file changed while it was read.", e);
        }
        return file;
    }

    /// <summary>What the system says, without the file's name that .NET puts after it.</summary>
    internal static string Reason(Exception e) => e.Message.Split(" : '")[0].TrimEnd('.');
}
