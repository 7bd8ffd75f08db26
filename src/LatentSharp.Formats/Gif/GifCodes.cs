namespace LatentSharp;

/// <summary>
/// Unpacks the codes of a GIF picture (T. Welch 1984, "A technique for high-performance data compression"), lowest bits first.
/// </summary>
/// <param name="codes">The bytes.</param>
/// <param name="bits">Of a colour.</param>
/// <param name="name">What to call the file in messages.</param>
internal sealed class GifCodes(byte[] codes, int bits, string name)
{
    private const int MostBits = 12, MostCodes = 1 << MostBits;

    /// <summary>The colours of so many pixels; more of them in the file are refused, as fewer are.</summary>
    internal IEnumerable<byte> Read(long count)
    {
        var (clear, end) = (1 << bits, (1 << bits) + 1);
        var (before, last, stack) = (new short[MostCodes], new byte[MostCodes], new byte[MostCodes + 1]);
        for (var i = 0; i < clear; i++) last[i] = (byte)i;
        var (known, size, previous, place, given) = (clear + 2, bits + 1, -1, 0L, 0L);
        while (true)
        {
            var code = Next(ref place, size);
            if (code < 0 || code == end) break;
            if (code == clear)
            {
                (known, size, previous) = (clear + 2, bits + 1, -1);
                continue;
            }
            if (code > known || (code == known && previous < 0) || (previous < 0 && code > end)) throw Bad($"the code {code} is not known");
            // The code that is just being made is the one before with its own first colour at its end.
            var (depth, at) = (0, code);
            if (code == known) (depth, at) = (1, previous);
            while (at > end) (stack[depth], depth, at) = (last[at], depth + 1, before[at]);
            var first = last[at];
            stack[depth++] = first;
            if (code == known) stack[0] = first;
            if (previous >= 0 && known < MostCodes)
            {
                (before[known], last[known]) = ((short)previous, first);
                known++;
                if (known == 1 << size && size < MostBits) size++;
            }
            previous = code;
            if (given + depth > count) throw Bad("there are more pixels than the picture has");
            for (given += depth; depth > 0; depth--) yield return stack[depth - 1];
        }
        if (given < count) throw Bad($"{count} pixels are expected, but there are {given}");
    }

    /// <summary>The next code; -1 at the end.</summary>
    private int Next(ref long place, int size)
    {
        if (place + size > 8L * codes.Length) return -1;
        var value = 0;
        for (var i = 0; i < 3; i++)
            if ((place / 8) + i < codes.Length) value |= codes[(place / 8) + i] << (8 * i);
        value = (value >> (int)(place % 8)) & ((1 << size) - 1);
        place += size;
        return value;
    }

    private BadFileException Bad(string problem) => BadFileException.At(name, "pixels", $"the file is damaged: {problem}.");
}
