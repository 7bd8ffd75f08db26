namespace LatentSharp;

/// <summary>A text file that can be read from its start as often as needed, unpacked when it is gzip.</summary>
/// <param name="Name">What to call it in messages.</param>
/// <param name="Open">Opens it; the stream can seek.</param>
internal sealed record CsvSource(string Name, Func<Stream> Open)
{
    internal static CsvSource File(string path) => new(path, () => InputFile.Open(path));

    /// <summary>Opens the text, unpacked.</summary>
    internal Stream OpenText()
    {
        var stream = Open();
        Span<byte> start = stackalloc byte[2];
        var got = stream.ReadAtLeast(start, 2, throwOnEndOfStream: false);
        if (got == 0)
        {
            stream.Dispose();
            throw new BadFileException($"{Name}: the file is empty.");
        }
        stream.Position = 0;
        return got == 2 && start[0] == 0x1F && start[1] == 0x8B ? new BoundedGzipStream(stream, Name) : stream;
    }
}
