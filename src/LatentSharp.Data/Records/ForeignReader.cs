namespace LatentSharp;

/// <summary>Runs a library's reader, which may throw anything at a damaged file.</summary>
internal static class ForeignReader
{
    /// <summary>Opens a file that holds something.</summary>
    /// <exception cref="BadFileException">It is empty.</exception>
    internal static Stream Open(InputSource source)
    {
        var stream = source.Open();
        if (stream.ReadByte() >= 0)
        {
            stream.Position = 0;
            return stream;
        }
        stream.Dispose();
        throw new BadFileException($"{source.Name}: the file is empty.");
    }

    /// <summary>Reads; whatever the library throws becomes the refusal of the file.</summary>
    /// <exception cref="BadFileException">The file is refused.</exception>
    internal static T Run<T>(string name, string format, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception e) when (e is not (BadFileException or BadArgumentException or OutOfMemoryException))
        {
            throw new BadFileException(
                $"{name}: this is no {format} file, or it is damaged ({e.Message.Split('\n')[0].TrimEnd('.', '\r')}).", e);
        }
    }
}
