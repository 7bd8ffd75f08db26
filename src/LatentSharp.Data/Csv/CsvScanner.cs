using System.Buffers;
using System.Numerics;
using System.Runtime.Intrinsics;
using System.Text.Unicode;

namespace LatentSharp;

/// <summary>
/// Cuts text of bytes into records and cells after RFC 4180, one record at a time and within limits, and knows the line of each. It works
/// on UTF-8 without making strings, which is why it is our own.
/// </summary>
internal sealed class CsvScanner : ITableScanner
{
    /// <summary>The most bytes that one record may have.</summary>
    internal const int MaxRecord = 16 << 20;

    /// <summary>The most cells that one record may have.</summary>
    internal const int MaxColumns = 100_000;

    private const int BufferSize = 1 << 16;

    private readonly Stream text;
    private readonly string name;
    private readonly byte[] buffer = new byte[BufferSize + Vector256<byte>.Count];
    private readonly SearchValues<byte> plainStops;
    private static readonly SearchValues<byte> QuotedStops = SearchValues.Create("\"\r\n\0"u8);
    private byte[] record = new byte[1024];
    private byte[] whole;
    private int from;
    private (int Start, int End)[] cells = new (int, int)[64];
    private int position;
    private int filled;
    private int length;
    private int line = 1;
    private readonly bool quotes;
    private readonly bool byBlanks;
    private int emptyLines;
    private bool sawQuote;
    private bool wantsMore;

    /// <param name="source">The text.</param>
    /// <param name="separator">What stands between two cells; null to find out.</param>
    /// <param name="quotes">Whether a quote at the beginning of a cell has a meaning.</param>
    internal CsvScanner(InputSource source, char? separator, bool quotes = true)
    {
        name = source.Name;
        this.quotes = quotes;
        whole = record;
        text = source.OpenUnpacked();
        try
        {
            filled = text.ReadAtLeast(buffer.AsSpan(0, BufferSize), BufferSize, throwOnEndOfStream: false);
            SkipByteOrderMark();
            char? named = quotes ? SkipNamedSeparator() : null;
            Separator = separator ?? named ?? CsvSeparator.Detect(buffer.AsSpan(position, filled - position), filled < BufferSize);
            byBlanks = Separator == ' ';
            plainStops = SearchValues.Create(byBlanks ? " \t\r\n\0"u8 : [(byte)Separator, (byte)'\r', (byte)'\n', 0]);
        }
        catch
        {
            text.Dispose();
            throw;
        }
    }

    internal char Separator { get; }

    /// <summary>Whether an empty line is a record of one empty cell; those at the end of the file never are.</summary>
    internal bool KeepsEmptyLines { get; set; }

    /// <summary>The line, from 1, on which the current record begins.</summary>
    public int Line { get; private set; }

    /// <summary>The number of cells in the current record.</summary>
    public int CellCount { get; private set; }

    /// <summary>A cell of the current record, without its quotes.</summary>
    public ReadOnlySpan<byte> Cell(int index)
    {
        var (start, end) = cells[index];
        return whole.AsSpan(start, end - start);
    }

    /// <summary>Goes to the next record that is not an empty line; false at the end of the file.</summary>
    public bool Next()
    {
        if (!ReadRecord()) return false;
        if (!Utf8.IsValid(whole.AsSpan(from, length))) throw Bad("the text is not UTF-8; save the file in that encoding.");
        return true;
    }

    public void Dispose() => text.Dispose();

    private bool ReadRecord()
    {
        if (emptyLines == 0)
        {
            var from = line;
            SkipEmptyLines();
            if (KeepsEmptyLines && Peek() >= 0) emptyLines = line - from;
        }
        (Line, CellCount, length, sawQuote) = (line - emptyLines, 0, 0, false);
        if (emptyLines > 0)
        {
            emptyLines--;
            AddCell(0, 0);
            (whole, from) = (record, 0);
            return true;
        }
        if (Peek() < 0) return false;
        if (!byBlanks && ReadPlainRecord()) return true;
        while (ReadCell())
        {
        }
        (whole, from) = (record, 0);
        return true;
    }

    /// <summary>
    /// Reads a record that has no quotes and fits into the buffer as a whole, as nearly all do, and leaves it there; false leaves it to be
    /// read cell by cell.
    /// </summary>
    private bool ReadPlainRecord()
    {
        if (CutPlainRecord()) return true;
        if (wantsMore && position > 0)
        {
            // What the buffer cuts in two is whole once it lies at its beginning.
            buffer.AsSpan(position, filled - position).CopyTo(buffer);
            (position, filled) = (0, filled - position);
            filled += text.ReadAtLeast(buffer.AsSpan(filled, BufferSize - filled), BufferSize - filled, throwOnEndOfStream: false);
            if (CutPlainRecord()) return true;
        }
        CellCount = 0;
        return false;
    }

    private bool CutPlainRecord()
    {
        (CellCount, wantsMore) = (0, true);
        var separators = Vector256.Create((byte)Separator);
        var start = position;
        for (var i = position; i < filled; i += Vector256<byte>.Count)
        {
            var bytes = Vector256.Create<byte>(buffer.AsSpan(i));
            var stops = Vector256.Equals(bytes, separators) | Vector256.Equals(bytes, Vector256.Create((byte)'\n'))
                | Vector256.Equals(bytes, Vector256.Create((byte)'\r')) | Vector256.Equals(bytes, Vector256.Create((byte)'"'))
                | Vector256.Equals(bytes, Vector256<byte>.Zero);
            for (var found = stops.ExtractMostSignificantBits(); found != 0; found &= found - 1)
            {
                var at = i + BitOperations.TrailingZeroCount(found);
                if (at >= filled) return false;
                if (buffer[at] != Separator) return EndPlainRecord(start, at);
                AddCell(start, at);
                start = at + 1;
            }
        }
        return false;
    }

    private bool EndPlainRecord(int start, int end)
    {
        // Behind a CR at the buffer's end may come the LF that belongs to it.
        wantsMore = buffer[end] == '\r' && end + 1 == filled;
        if (wantsMore || buffer[end] is not ((byte)'\r' or (byte)'\n')) return false;
        AddCell(start, end);
        (whole, from, length) = (buffer, position, end - position);
        position = end;
        TakeLineEnd();
        return true;
    }

    private void AddCell(int start, int end)
    {
        if (CellCount == MaxColumns) throw Bad($"there are more than {MaxColumns} columns.");
        if (CellCount == cells.Length) Array.Resize(ref cells, cells.Length * 2);
        cells[CellCount++] = (start, end);
    }

    /// <summary>Reads one cell and what ends it; true when a separator did, so that another cell follows.</summary>
    private bool ReadCell()
    {
        var start = length;
        if (quotes && Peek() == '"')
            ReadQuoted();
        else
            AppendUntil(plainStops);
        AddCell(start, length);
        var next = Peek();
        if (byBlanks && (next is ' ' or '\t'))
        {
            SkipBlanks();
            next = Peek();
            if (next >= 0 && next is not ('\r' or '\n' or 0)) return true;
        }
        else if (next == Separator)
        {
            position++;
            return true;
        }
        if (next is '\r' or '\n')
            TakeLineEnd();
        else if (next == 0)
            throw Bad("there is a NUL byte; this is not a text file.");
        else if (next > 0)
            throw Bad($"text follows the closing quote of column {CellCount}; a quote inside quotes is written twice.");
        return false;
    }

    private void ReadQuoted()
    {
        sawQuote = true;
        var opened = line;
        position++;
        while (true)
        {
            AppendUntil(QuotedStops);
            switch (Peek())
            {
                case '"':
                    position++;
                    if (Peek() != '"') return;
                    Append("\""u8);
                    position++;
                    break;
                case '\r' or '\n':
                    TakeLineEnd();
                    Append("\n"u8);
                    break;
                case 0:
                    throw Bad("there is a NUL byte; this is not a text file.");
                default:
                    throw BadFileException.At(name, $"line {opened}", $"the quote opened in column {CellCount + 1} is never closed.");
            }
        }
    }

    private void AppendUntil(SearchValues<byte> stops)
    {
        while (Peek() >= 0)
        {
            var rest = buffer.AsSpan(position, filled - position);
            var found = rest.IndexOfAny(stops);
            if (found >= 0) rest = rest[..found];
            Append(rest);
            position += rest.Length;
            if (found >= 0) return;
        }
    }

    private void Append(ReadOnlySpan<byte> bytes)
    {
        if (length + bytes.Length > MaxRecord)
            throw Bad($"the line does not end within {MaxRecord >> 20} MiB{(sawQuote ? "; a quote in it may never be closed" : "")}.");
        if (length + bytes.Length > record.Length)
            Array.Resize(ref record, Math.Min(Math.Max(record.Length * 2, length + bytes.Length), MaxRecord));
        bytes.CopyTo(record.AsSpan(length));
        length += bytes.Length;
    }

    private void SkipEmptyLines()
    {
        while (true)
        {
            if (byBlanks) SkipBlanks();
            if (Peek() is not ('\r' or '\n')) return;
            TakeLineEnd();
        }
    }

    private void SkipBlanks()
    {
        while (Peek() is ' ' or '\t') position++;
    }

    /// <summary>Takes LF, CR LF or a lone CR.</summary>
    private void TakeLineEnd()
    {
        line++;
        if (buffer[position++] == '\r' && Peek() == '\n') position++;
    }

    /// <summary>The next byte, or -1 at the end of the file.</summary>
    private int Peek()
    {
        if (position == filled)
        {
            position = 0;
            filled = text.Read(buffer, 0, BufferSize);
            if (filled == 0) return -1;
        }
        return buffer[position];
    }

    /// <summary>Takes a first line <c>sep=;</c>, as Excel writes it; null when there is none.</summary>
    private char? SkipNamedSeparator()
    {
        var taken = CsvSeparator.Named(buffer.AsSpan(position, filled - position), out var separator);
        if (taken == 0) return null;
        position += taken;
        if (position < filled) TakeLineEnd();
        return separator;
    }

    private void SkipByteOrderMark()
    {
        var start = buffer.AsSpan(0, filled);
        if (start.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF])) position = 3;
        if (start.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]) || start.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF]))
            throw BadFileException.At(name, "line 1", "the text is UTF-16, not UTF-8; save the file in that encoding.");
    }

    private BadFileException Bad(string problem) => BadFileException.At(name, $"line {Line}", problem);
}
