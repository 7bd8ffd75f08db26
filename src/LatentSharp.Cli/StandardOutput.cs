using System.Text;

namespace LatentSharp;

/// <summary>
/// The standard output, which may be a full disk or a terminal that is gone. That must not cost what is being learned: the first failure
/// is kept to be told at the end, and what follows it is dropped.
/// </summary>
internal sealed class StandardOutput : Stream
{
    private const string IsClosed = "it is closed";

    private readonly Stream stream = Null;

    /// <param name="open">Opens what it writes to, which some runtimes refuse where it is closed.</param>
    private StandardOutput(Func<Stream> open)
    {
        try
        {
            stream = open();
        }
        catch (UnauthorizedAccessException)
        {
            Failure = IsClosed;
        }
    }

    /// <summary>Why something could not be written; null when all was.</summary>
    public string? Failure { get; private set; }

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>
    /// Puts it in the place of <see cref="Console.Out"/>; the error stream likewise, whose failures nobody could be told of.
    /// </summary>
    public static StandardOutput Install()
    {
        var output = new StandardOutput(Console.OpenStandardOutput);
        Console.SetOut(Writer(output));
        Console.SetError(Writer(new StandardOutput(Console.OpenStandardError)));
        return output;
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        if (Failure is not null) return;
        try
        {
            stream.Write(buffer);
        }
        catch (IOException e)
        {
            Failure = e.Message.TrimEnd('.');
        }
        catch (UnauthorizedAccessException)
        {
            Failure = IsClosed;
        }
    }

    public override void Flush()
    {
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    private static StreamWriter Writer(Stream stream) =>
        new(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)) { AutoFlush = true };
}
