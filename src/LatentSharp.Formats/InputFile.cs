namespace LatentSharp;

/// <summary>Opens files for the readers, so that every one of them says the same when a file is not there.</summary>
internal static class InputFile
{
    /// <summary>Opens an ordinary file for reading.</summary>
    /// <exception cref="BadFileException">There is no such file, it is a folder, or it may not be read.</exception>
    internal static FileStream Open(string path)
    {
        if (string.IsNullOrWhiteSpace(path)) throw new BadArgumentException("The name of the file to read is empty.");
        if (Directory.Exists(path)) throw new BadFileException($"{path}: this is a folder; a file is expected.");
        try
        {
            return new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16, FileOptions.SequentialScan);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new BadFileException($"{path}: there is no such file.", e);
        }
        catch (UnauthorizedAccessException e)
        {
            throw new BadFileException($"{path}: this file may not be read.", e);
        }
        catch (Exception e) when (e is IOException or ArgumentException or NotSupportedException)
        {
            throw new BadFileException($"{path}: this file cannot be opened: {e.Message}", e);
        }
    }
}
