namespace LatentSharp;

/// <summary>Finds out what stands between the cells of a table of text.</summary>
internal static class CsvSeparator
{
    private const int LinesToLookAt = 10;

    /// <summary>
    /// A tab, a semicolon, a bar or a comma, in this order, when it divides each of the first lines into the same number of cells, two or
    /// more; otherwise blanks, when they do and numbers stand in each line but the first; otherwise the one that is most frequent in the
    /// first line, a comma when there is none. (A comma comes last since it may be a decimal one.)
    /// </summary>
    internal static char Detect(ReadOnlySpan<byte> start, bool isWholeFile)
    {
        var (best, most) = (',', 0);
        foreach (var candidate in "\t;|,")
        {
            var (first, even) = Count(start, (byte)candidate, isWholeFile);
            if (first > 0 && even) return candidate;
            if (first > most) (best, most) = (candidate, first);
        }
        return AreBlanks(start, isWholeFile) ? ' ' : best;
    }

    /// <summary>The separator that a first line <c>sep=;</c> names, and the length of that line; 0 for another line.</summary>
    internal static int Named(ReadOnlySpan<byte> start, out char separator)
    {
        separator = default;
        var end = start.IndexOfAny((byte)'\r', (byte)'\n');
        var line = (end < 0 ? start : start[..end]).Trim((byte)'"');
        if (line.Length != 5 || !line.StartsWith("sep="u8)) return 0;
        separator = (char)line[4];
        return separator is ',' or ';' or '|' or '\t' or ' ' ? end < 0 ? start.Length : end : 0;
    }

    private static bool AreBlanks(ReadOnlySpan<byte> start, bool isWholeFile)
    {
        var (first, lines) = (0, 0);
        while (start.Length > 0 && lines < LinesToLookAt)
        {
            var end = start.IndexOfAny((byte)'\r', (byte)'\n');
            // The last line may be cut by the end of the buffer.
            if (end < 0 && !isWholeFile && lines > 0) break;
            var isCut = end < 0 && !isWholeFile;
            var (cells, numbers) = CountCells(end < 0 ? start : start[..end]);
            start = end < 0 ? [] : start[(end + 1)..];
            if (cells == 0) continue;
            if (lines++ == 0) first = cells;
            if (cells < 2 || cells != first) return false;
            if (numbers == 0 && (lines > 1 || isCut)) return false;
        }
        return lines > 1 || (lines == 1 && !isWholeFile);
    }

    private static (int Cells, int Numbers) CountCells(ReadOnlySpan<byte> line)
    {
        var (cells, numbers) = (0, 0);
        while (!(line = line.TrimStart(" \t"u8)).IsEmpty)
        {
            var quoted = line[0] == '"' ? line[1..].IndexOf((byte)'"') + 2 : 0;
            var blank = line[quoted..].IndexOfAny((byte)' ', (byte)'\t');
            var cell = blank < 0 ? line : line[..(quoted + blank)];
            cells++;
            if (NumberNotation.Plain.Read(cell, out _) == CsvCell.Number || NumberReadings.IsNumber(cell)) numbers++;
            line = line[cell.Length..];
        }
        return (cells, numbers);
    }

    /// <summary>How often it stands in the first line, outside of quotes, and whether as often in the lines after it.</summary>
    private static (int First, bool Even) Count(ReadOnlySpan<byte> start, byte separator, bool isWholeFile)
    {
        var (first, count, lines, length, quoted) = (-1, 0, 0, 0, false);
        foreach (var b in start)
        {
            if (b == '"') quoted = !quoted;
            length++;
            if (quoted) continue;
            if (b == separator) count++;
            if (b is not ((byte)'\n' or (byte)'\r')) continue;
            if (length > 1)
            {
                if (first < 0) first = count;
                if (count != first) return (first, false);
                if (++lines == LinesToLookAt) return (first, true);
            }
            (count, length) = (0, 0);
        }
        if (first < 0) return (count, true);
        return (first, !isWholeFile || length == 0 || count == first);
    }
}
