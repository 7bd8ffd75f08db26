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
            return new InputStream(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16, FileOptions.SequentialScan), path);
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

    /// <summary>What the system says, without the file's name that .NET puts after it.</summary>
    internal static string Reason(Exception e) => e.Message.Split(" : '")[0].TrimEnd('.');
}
