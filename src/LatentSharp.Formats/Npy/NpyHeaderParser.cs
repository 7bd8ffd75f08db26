using System.Globalization;
using System.Text;

namespace LatentSharp;

/// <summary>
/// Reads the Python dictionary of an npy header: exactly the keys <c>descr</c>, <c>fortran_order</c> and <c>shape</c>, once each, in any
/// order.
/// </summary>
internal ref struct NpyHeaderParser(ReadOnlySpan<byte> text, string name, bool takesTexts = false, bool rowsApart = false)
{
    private readonly ReadOnlySpan<byte> text = text;
    private int position;

    /// <summary>The size of the first axis, where rows are read one after the other; the shape has 1 in its place then.</summary>
    internal long Rows { get; private set; }

    internal NpyHeader Parse()
    {
        string? descr = null;
        bool? fortran = null;
        Shape? shape = null;
        Expect('{');
        while (!Accept('}'))
        {
            var key = ReadString();
            Expect(':');
            switch (key)
            {
                case "descr" when descr is null: descr = ReadType(); break;
                case "fortran_order" when fortran is null: fortran = ReadBool(); break;
                case "shape" when shape is null: shape = ReadShape(); break;
                default: throw Bad(
                    $"the key '{Shorten(key)}' is unknown or there twice; descr, fortran_order and shape are expected once each");
            }
            if (Accept(',')) continue;
            Expect('}');
            break;
        }
        SkipSpace();
        if (position != text.Length) throw Bad("text follows the closing brace");
        if (descr is null || fortran is null || shape is null)
            throw Bad("descr, fortran_order and shape are expected once each, and one is missing");
        return new NpyHeader(descr[1..], descr[0] == '>', fortran.Value, shape.Value);
    }

    private string ReadType()
    {
        SkipSpace();
        if (Peek() == '[') throw Bad("the elements are structured (several fields each); only plain numbers are read");
        var type = ReadString();
        if (type.Contains('O', StringComparison.Ordinal))
            throw Bad(
                $"the elements are Python objects ('{Shorten(type)}'), which can run code and are "
                + "never read; write numbers, or texts by array.astype('U')");
        if (IsText(type))
            return takesTexts ? type : throw Bad($"the elements are texts ('{Shorten(type)}'), which only labels can be; numbers are read");
        var known = type.Length == 3 && Array.IndexOf(NpyHeader.Types, type[1..]) >= 0
            && (type[0] is '<' or '>' || (type[0] == '|' && type[2] == '1'));
        return known
            ? type
            : throw Bad($"elements of type '{Shorten(type)}' are not read; {string.Join(' ', NpyHeader.Types)} are, little- or big-endian");
    }

    /// <summary>Whether it is <c>&lt;U12</c>, <c>&gt;U12</c> or <c>|S12</c>.</summary>
    private static bool IsText(string type) =>
        type.Length is > 2 and < 8 && (type[1] == 'U' ? type[0] is '<' or '>' : type[1] == 'S' && type[0] == '|')
        && int.TryParse(type.AsSpan(2), NumberStyles.None, CultureInfo.InvariantCulture, out var length)
        && length is > 0 and <= NpyHeader.MaxText;

    private bool ReadBool()
    {
        SkipSpace();
        if (text[position..].StartsWith("True"u8))
        {
            position += 4;
            return true;
        }
        if (!text[position..].StartsWith("False"u8)) throw Bad("fortran_order is neither True nor False");
        position += 5;
        return false;
    }

    private Shape ReadShape()
    {
        Span<int> sizes = stackalloc int[Shape.MaxRank];
        var rank = 0;
        long count = 1;
        Expect('(');
        while (!Accept(')'))
        {
            if (rank == Shape.MaxRank) throw Bad($"the shape has more than {Shape.MaxRank} axes");
            sizes[rank] = rowsApart && rank == 0 ? AsRows(ReadSize(long.MaxValue)) : (int)ReadSize(int.MaxValue);
            count *= sizes[rank++];
            if (count > int.MaxValue) throw Bad("the shape has 2147483648 elements or more, too many for one tensor");
            if (Accept(',')) continue;
            Expect(')');
            // (5) is a number in Python and no tuple; (5,) is one.
            if (rank == 1) throw Bad("the shape is not a tuple of sizes");
            break;
        }
        return new Shape(sizes[..rank]);
    }

    private int AsRows(long rows)
    {
        Rows = rows;
        return 1;
    }

    private long ReadSize(long most)
    {
        SkipSpace();
        var start = position;
        long value = 0;
        for (; position < text.Length && text[position] is >= (byte)'0' and <= (byte)'9'; position++)
        {
            var digit = text[position] - '0';
            if (value > (most - digit) / 10)
                throw Bad(FormattableString.Invariant($"a size in the shape is {(Int128)most + 1} or more, too large for a tensor"));
            value = (value * 10) + digit;
        }
        if (position == start) throw Bad("a size in the shape is not a whole number of 0 or more");
        // Python 2 wrote long integers as 5L.
        if (Peek() == 'L') position++;
        return value;
    }

    private string ReadString()
    {
        SkipSpace();
        var quote = Peek();
        if (quote is not ('\'' or '"')) throw Bad("a quoted text is expected");
        var length = text[(position + 1)..].IndexOf((byte)quote);
        if (length < 0) throw Bad("a quote is never closed");
        var result = Encoding.Latin1.GetString(text.Slice(position + 1, length));
        position += length + 2;
        return result;
    }

    private bool Accept(char wanted)
    {
        SkipSpace();
        if (Peek() != wanted) return false;
        position++;
        return true;
    }

    private void Expect(char wanted)
    {
        if (!Accept(wanted)) throw Bad($"'{wanted}' is expected");
    }

    private readonly char Peek() => position < text.Length ? (char)text[position] : '\0';

    private void SkipSpace()
    {
        while (position < text.Length && text[position] is (byte)' ' or (byte)'\n' or (byte)'\t' or (byte)'\r') position++;
    }

    private static string Shorten(string value) => value.Length <= 40 ? value : value[..40] + "…";

    private readonly BadFileException Bad(string problem) => BadFileException.At(name, $"header, byte {position}", problem + ".");
}
