using System.Text.Json;

namespace LatentSharp;

/// <summary>Goes through a file of one JSON value a line, within limits; empty lines are passed over.</summary>
internal sealed class JsonLinesScanner(InputSource source) : IDisposable
{
    private const int MaxLine = 16 << 20;
    private const int MaxDepth = 16;

    private static readonly JsonDocumentOptions Options = new() { AllowDuplicateProperties = false, MaxDepth = MaxDepth };

    private readonly Stream text = source.OpenUnpacked();
    private readonly byte[] buffer = new byte[1 << 16];
    private byte[] bytes = new byte[1024];
    private int position;
    private int filled;
    private bool atEnd;
    private JsonDocument? document;

    /// <summary>The line, from 1, of the current value.</summary>
    internal int Line { get; private set; }

    /// <summary>The current value, until the next one.</summary>
    internal JsonElement Value => document!.RootElement;

    internal bool Next()
    {
        document?.Dispose();
        document = null;
        while (ReadLine() is >= 0 and var length)
        {
            Line++;
            var line = bytes.AsMemory(0, length);
            if (Line == 1 && line.Span.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF])) line = line[3..];
            if (line.Span.Trim(" \t\r"u8).IsEmpty) continue;
            try
            {
                document = JsonDocument.Parse(line, Options);
                return true;
            }
            catch (JsonException e)
            {
                throw Bad($"this is not JSON: {e.Message.Split(" LineNumber:")[0]}");
            }
            catch (InvalidOperationException)
            {
                // Comparing the keys unpacks their escapes, which may be half a character.
                throw Bad("a key is not valid Unicode.");
            }
        }
        return false;
    }

    internal BadFileException Bad(string problem) => BadFileException.At(source.Name, $"line {Line}", problem);

    public void Dispose()
    {
        document?.Dispose();
        text.Dispose();
    }

    /// <summary>The length of the next line, or -1 at the end of the file.</summary>
    private int ReadLine()
    {
        if (atEnd) return -1;
        var length = 0;
        while (true)
        {
            if (position == filled)
            {
                (position, filled) = (0, text.Read(buffer));
                if (filled == 0)
                {
                    atEnd = true;
                    return length == 0 ? -1 : length;
                }
            }
            var rest = buffer.AsSpan(position, filled - position);
            var end = rest.IndexOf((byte)'\n');
            var part = end < 0 ? rest : rest[..end];
            if (length + part.Length > MaxLine)
                throw BadFileException.At(source.Name, $"line {Line + 1}", $"the line does not end within {MaxLine >> 20} MiB.");
            if (length + part.Length > bytes.Length)
                Array.Resize(ref bytes, Math.Min(MaxLine, Math.Max(2 * bytes.Length, length + part.Length)));
            part.CopyTo(bytes.AsSpan(length));
            length += part.Length;
            position += part.Length;
            if (end < 0) continue;
            position++;
            return length;
        }
    }
}
