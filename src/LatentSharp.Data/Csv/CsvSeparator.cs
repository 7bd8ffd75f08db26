namespace LatentSharp;

/// <summary>Finds out what stands between the cells of a table of text.</summary>
internal static class CsvSeparator
{
    private const int LinesToLookAt = 10;

    /// <summary>
    /// A tab, a semicolon or a comma, in this order, when it divides each of the first lines into the same number of cells, two or more; otherwise the
    /// one that is most frequent in the first line, a comma when there is none. (A semicolon goes before a comma since the comma may be a decimal one.)
    /// </summary>
    internal static char Detect(ReadOnlySpan<byte> start, bool isWholeFile)
    {
        var (best, most) = (',', 0);
        foreach (var candidate in "\t;,")
        {
            var (first, even) = Count(start, (byte)candidate, isWholeFile);
            if (first > 0 && even) return candidate;
            if (first > most) (best, most) = (candidate, first);
        }
        return best;
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
