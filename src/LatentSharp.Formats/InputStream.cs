namespace LatentSharp;

/// <summary>A file that is read; what the system refuses on the way becomes a sentence that names the file.</summary>
internal sealed class InputStream(FileStream file, string path) : Stream
{
    public override bool CanRead => true;

    public override bool CanSeek => file.CanSeek;

    public override bool CanWrite => false;

    public override long Length => Guard(() => file.Length);

    public override long Position
    {
        get => file.Position;
        set => Guard(() => file.Position = value);
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        try
        {
            return file.Read(buffer);
        }
        catch (Exception e) when (IsRefusal(e))
        {
            throw Refuse(e);
        }
    }

    public override int ReadByte()
    {
        try
        {
            return file.ReadByte();
        }
        catch (Exception e) when (IsRefusal(e))
        {
            throw Refuse(e);
        }
    }

    public override long Seek(long offset, SeekOrigin origin) => Guard(() => file.Seek(offset, origin));

    public override void Flush()
    {
    }

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing) file.Dispose();
        base.Dispose(disposing);
    }

    private long Guard(Func<long> ask)
    {
        try
        {
            return ask();
        }
        catch (Exception e) when (IsRefusal(e))
        {
            throw Refuse(e);
        }
    }

    private static bool IsRefusal(Exception e) => e is (IOException and not EndOfStreamException) or UnauthorizedAccessException;

    private BadFileException Refuse(Exception e) => new($"{path}: the file cannot be read: {InputFile.Reason(e)}.", e);
}
