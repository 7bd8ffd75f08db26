namespace LatentSharp;

/// <summary>The first lines of a PGM or PPM file.</summary>
internal readonly record struct PnmHead(PictureInfo Info, int Greatest, bool IsText);

/// <summary>Goes through the numbers of a PGM or PPM file.</summary>
internal sealed class PnmParser(byte[] file, string name)
{
    private int position;

    /// <summary>Reads the head and compares the numbers it announces with the bytes that follow it.</summary>
    internal PnmHead ReadHead()
    {
        var kind = file.Length >= 2 && file[0] == 'P' ? (char)file[1] : '\0';
        if (kind is not ('2' or '3' or '5' or '6'))
            throw BadFileException.At(name, "byte 0", "this is not a PGM or PPM file; it does not begin with P2, P3, P5 or P6.");
        position = 2;
        var (width, height, greatest) = (ReadNumber("the width"), ReadNumber("the height"), ReadNumber("the greatest value"));
        if (width == 0 || height == 0) throw Bad($"{width} x {height} pixels cannot be; both sizes are at least 1");
        if (greatest is 0 or > 65_535) throw Bad($"{greatest} cannot be the greatest value; 1 to 65535 can");
        var isText = kind is '2' or '3';
        var info = new PictureInfo(width, height, kind is '3' or '6' ? 3 : 1, greatest > 255 ? 16 : 8);
        if (info.Count > Array.MaxLength) throw Bad($"{width} x {height} pixels are too many for one picture");
        if (!isText && (position == file.Length || !IsSpace(file[position++])))
            throw Bad("one space is expected between the greatest value and the pixels");
        // In text a number takes a digit and a space, except for the last.
        var bytes = isText ? (2 * info.Count) - 1 : info.Count * (greatest > 255 ? 2 : 1);
        var left = file.Length - position;
        if (bytes > left || (!isText && bytes < left))
            throw Bad($"{width} x {height} pixels take {(isText ? "at least " : "")}{bytes} bytes, but the file holds {left} more");
        return new PnmHead(info, greatest, isText);
    }

    /// <summary>Checks all values and, where there are places for them, fills them in.</summary>
    internal void ReadValues(PnmHead head, Span<ushort> values)
    {
        var full = head.Info.BitDepth == 16 ? 65_535 : 255;
        for (long i = 0; i < head.Info.Count; i++)
        {
            var value = head.IsText ? ReadNumber("a value")
                : head.Greatest > 255 ? (file[position++] << 8) | file[position++]
                : file[position++];
            if (value > head.Greatest) throw Bad($"the value {value} is above the greatest, {head.Greatest}");
            if (!values.IsEmpty)
                values[(int)i] = head.Greatest == full ? (ushort)value : (ushort)Math.Round((double)value * full / head.Greatest);
        }
        if (!head.IsText) return;
        SkipSpace();
        if (position < file.Length) throw Bad("text follows the last value");
    }

    private int ReadNumber(string what)
    {
        SkipSpace();
        long number = 0;
        var start = position;
        for (; position < file.Length && file[position] is >= (byte)'0' and <= (byte)'9'; position++)
        {
            number = (number * 10) + (file[position] - '0');
            if (number > int.MaxValue) throw Bad($"{what} is 2147483648 or more");
        }
        if (position == start)
            throw Bad(
                position == file.Length ? $"the file ends where {what} is expected" : $"{what} is expected, a whole number of 0 or more");
        if (position < file.Length && !IsSpace(file[position]) && file[position] != '#') throw Bad($"a space is expected after {what}");
        return (int)number;
    }

    private void SkipSpace()
    {
        while (position < file.Length)
        {
            if (file[position] == '#')
                while (position < file.Length && file[position] is not ((byte)'\n' or (byte)'\r')) position++;
            else if (IsSpace(file[position])) position++;
            else return;
        }
    }

    private static bool IsSpace(byte b) => b is (byte)' ' or >= 9 and <= 13;

    private BadFileException Bad(string problem) => BadFileException.At(name, $"byte {position}", problem + ".");
}
