using System.Text;
using System.Text.Unicode;

namespace LatentSharp;

/// <summary>Reads plain text, gzip accepted. What is not written as it is said is refused with its line and byte.</summary>
public static class TextFile
{
    /// <summary>The most bytes that a text file may have unpacked: 512 MiB.</summary>
    public const long MostBytes = 512L << 20;

    /// <summary>A file as one text, without its byte order mark.</summary>
    /// <param name="path">The file.</param>
    /// <param name="encoding">How characters are written as bytes.</param>
    /// <exception cref="BadFileException">There is no such file, it is too large, or holds bytes that are no text.</exception>
    public static string Read(string path, CharacterSet encoding = CharacterSet.Utf8) => Read(InputSource.File(path), encoding);

    internal static string Read(InputSource source, CharacterSet encoding) => Decode(source.Name, Bytes(source), encoding);

    /// <summary>Each line that is no blank, with its number from 1; ends of lines are <c>\n</c> or <c>\r\n</c>.</summary>
    internal static IEnumerable<(string Text, int Line)> Lines(string text)
    {
        var line = 0;
        for (var start = 0; start < text.Length;)
        {
            line++;
            var end = text.IndexOf('\n', start);
            if (end < 0) end = text.Length;
            var own = text.AsSpan(start, end - start).TrimEnd('\r');
            if (!own.IsWhiteSpace()) yield return (own.ToString(), line);
            start = end + 1;
        }
    }

    /// <summary>The same file written as UTF-8.</summary>
    internal static InputSource AsUtf8(InputSource source, CharacterSet encoding)
    {
        if (encoding == CharacterSet.Utf8) return source;
        var bytes = Encoding.UTF8.GetBytes(Read(source, encoding));
        return new InputSource(source.Name, () => new MemoryStream(bytes, writable: false));
    }

    private static byte[] Bytes(InputSource source)
    {
        using var stream = source.OpenUnpacked();
        using var content = new MemoryStream();
        var buffer = new byte[1 << 16];
        while (stream.Read(buffer) is > 0 and var read)
        {
            if (content.Length + read > MostBytes)
                throw new BadFileException($"{source.Name}: the text has more than {MostBytes >> 20} MiB; divide the file.");
            content.Write(buffer, 0, read);
        }
        return content.ToArray();
    }

    private static string Decode(string name, ReadOnlySpan<byte> bytes, CharacterSet encoding)
    {
        if (bytes.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]) || bytes.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF]))
            throw BadFileException.At(name, "line 1", "the text is UTF-16, not UTF-8; save the file in that encoding.");
        if (bytes.IndexOf((byte)0) is >= 0 and var zero)
            throw BadFileException.At(name, Place(bytes, zero), "there is a byte of 0, so that this is no text.");
        if (encoding == CharacterSet.Latin1) return Encoding.Latin1.GetString(bytes);
        if (bytes.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF])) bytes = bytes[3..];
        if (Utf8.IsValid(bytes)) return Encoding.UTF8.GetString(bytes);
        var at = FirstInvalid(bytes);
        throw BadFileException.At(
            name, Place(bytes, at),
            $"the byte 0x{bytes[at]:X2} is no UTF-8; save the file in that encoding, or say --encoding latin1 if each of its bytes is a "
            + "character.");
    }

    private static int FirstInvalid(ReadOnlySpan<byte> bytes)
    {
        var at = 0;
        while (Rune.DecodeFromUtf8(bytes[at..], out _, out var length) == System.Buffers.OperationStatus.Done) at += length;
        return at;
    }

    private static string Place(ReadOnlySpan<byte> bytes, int at)
    {
        var start = bytes[..at].LastIndexOf((byte)'\n') + 1;
        return FormattableString.Invariant($"line {bytes[..at].Count((byte)'\n') + 1}, byte {at - start + 1}");
    }
}
