namespace LatentSharp;

/// <summary>A file that can be read from its start as often as needed, unpacked when it is gzip.</summary>
/// <param name="Name">What to call it in messages.</param>
/// <param name="Open">Opens it; the stream can seek.</param>
internal sealed record InputSource(string Name, Func<Stream> Open)
{
    internal static InputSource File(string path) => new(path, () => InputFile.Open(path));

    /// <summary>Opens the content, unpacked.</summary>
    internal Stream OpenUnpacked()
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

    /// <summary>
    /// The bytes that the content has unpacked. A gzip file is gone through to its end for that, since what it says of itself may be a lie.
    /// </summary>
    internal long Measure()
    {
        using var stream = OpenUnpacked();
        if (stream.CanSeek) return stream.Length;
        var buffer = new byte[1 << 16];
        long length = 0;
        while (stream.Read(buffer) is > 0 and var read) length += read;
        return length;
    }
}
