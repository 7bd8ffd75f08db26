namespace LatentSharp.Testing;

/// <summary>Damages files in the ways that disks, transfers and enemies do; the same number always does the same damage.</summary>
public static class Damage
{
    private static readonly long[] Lies = [-1, 0, 1, 255, 65_535, int.MaxValue, uint.MaxValue, 1L << 50, long.MaxValue, long.MinValue];

    /// <summary>
    /// A damaged copy: cut, lengthened, with flipped bits, with bytes that claim other sizes, with pieces lost or repeated.
    /// </summary>
    public static byte[] Do(ReadOnlySpan<byte> file, long number)
    {
        var random = new RandomStream(20_260_101).Derive(number);
        var draws = new int[32];
        random.Integers(draws, 0, int.MaxValue);
        var bytes = file.ToArray();
        var next = 1;
        for (var times = (draws[0] % 3) + 1; times > 0 && bytes.Length > 0; times--)
        {
            var at = draws[next++] % bytes.Length;
            var length = Math.Min(draws[next++] % 64, bytes.Length - at);
            var value = draws[next++];
            bytes = (draws[next++] % 9) switch
            {
                0 => bytes[..at],
                1 => [.. bytes, .. bytes.AsSpan(at, length)],
                2 => With(bytes, at, (byte)(bytes[at] ^ (1 << (value % 8)))),
                3 => With(bytes, at, (byte)value),
                4 => Lie(bytes, at, Lies[value % Lies.Length]),
                5 => [.. bytes.AsSpan(0, at), .. bytes.AsSpan(at + length)],
                6 => [.. bytes.AsSpan(0, at), .. bytes.AsSpan(at, length), .. bytes.AsSpan(at)],
                7 => ChangeDigit(bytes, at, value),
                _ => Lie(bytes, at % Math.Min(bytes.Length, 16), Lies[value % Lies.Length]),
            };
        }
        return bytes;
    }

    private static byte[] With(byte[] bytes, int at, byte value)
    {
        bytes[at] = value;
        return bytes;
    }

    private static byte[] Lie(byte[] bytes, int at, long value)
    {
        var size = BitConverter.GetBytes(value);
        size.AsSpan(0, Math.Min(at % 2 == 0 ? 8 : 4, bytes.Length - at)).CopyTo(bytes.AsSpan(at));
        return bytes;
    }

    /// <summary>Puts one or more other digits where the next digit of text is, as sizes in text headers are.</summary>
    private static byte[] ChangeDigit(byte[] bytes, int at, int value)
    {
        var digit = bytes.AsSpan(at).IndexOfAnyInRange((byte)'0', (byte)'9');
        if (digit < 0) return bytes;
        at += digit;
        var text = (value % 5) switch
        {
            0 => "-1",
            1 => "1.5",
            2 => "99999999999999999999",
            3 => "1125899906842624",
            _ => ((char)('0' + (value % 10))).ToString(),
        };
        return [.. bytes.AsSpan(0, at), .. System.Text.Encoding.ASCII.GetBytes(text), .. bytes.AsSpan(at + 1)];
    }
}
