using System.Buffers.Binary;
using System.IO.Compression;

namespace LatentSharp;

/// <summary>
/// Unpacks gzip and distrusts it: what swells beyond the <see cref="UnpackedLimit"/> is refused, and so is a file that is cut short, which
/// .NET's stream takes for the end. The length at the end of the file is compared with what came out, so a file of several gzip parts is
/// refused too.
/// </summary>
internal sealed class BoundedGzipStream : Stream
{
    private readonly GZipStream unpacked;
    private readonly string name;
    private readonly UnpackedLimit limit;
    private readonly long packedLength;
    private readonly uint announced;
    private long total;

    internal BoundedGzipStream(Stream packed, string name, UnpackedLimit? limit = null)
    {
        this.limit = limit ?? UnpackedLimit.Current;
        this.name = name;
        packedLength = packed.Length;
        unpacked = new GZipStream(packed, CompressionMode.Decompress);
        // The smallest gzip file is a header of 10 bytes, 2 bytes of nothing, a checksum and a length.
        if (packedLength < 20) return;
        Span<byte> trailer = stackalloc byte[4];
        packed.Position = packedLength - 4;
        packed.ReadExactly(trailer);
        packed.Position = 0;
        announced = BinaryPrimitives.ReadUInt32LittleEndian(trailer);
    }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => total;
        set => throw new NotSupportedException();
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        int read;
        try
        {
            read = unpacked.Read(buffer);
        }
        catch (Exception e) when (e is InvalidDataException or (IOException and not (EndOfStreamException or BadFileException)))
        {
            throw new BadFileException($"{name}: the gzip data are damaged.", e);
        }
        total += read;
        if (read == 0 && buffer.Length > 0 && (packedLength < 20 || (uint)total != announced))
            throw new BadFileException($"{name}: the gzip data are cut short, or made of several parts; pack the file again.");
        limit.CheckStream(name, packedLength, total);
        return read;
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing) unpacked.Dispose();
        base.Dispose(disposing);
    }
}
