using System.Buffers;
using System.Globalization;
using System.Text;

namespace LatentSharp;

/// <summary>A cell that may be a number in some notation: its sign, its unit and the digits with what stands among them.</summary>
internal readonly ref struct NumberText
{
    /// <summary>The most bytes that such a cell has.</summary>
    internal const int Longest = 64;

    // IndexOfAnyInRange puts both ends of its range on the heap until it is optimised.
    private static readonly SearchValues<char> AllDigits = SearchValues.Create("0123456789");

    private readonly bool isNegative;
    private readonly ReadOnlySpan<char> digits;

    internal NumberText(ReadOnlySpan<byte> cell, Span<char> room)
    {
        if (cell.Length is 0 or > Longest) return;
        var text = room[..Encoding.UTF8.GetChars(cell, room)];
        for (var i = 0; i < text.Length; i++) text[i] = AsPlain(text[i]);
        ReadOnlySpan<char> rest = text.Trim(" \t");
        var sign = TakeSign(ref rest);
        if (rest.Length > 0 && rest[0] != '%' && NumberNotation.Units.Contains(rest[0], StringComparison.Ordinal))
        {
            Unit = rest[0];
            rest = rest[1..].TrimStart(' ');
            if (sign == 0) sign = TakeSign(ref rest);
        }
        if (rest.Length > 0 && NumberNotation.Units.Contains(rest[^1], StringComparison.Ordinal))
        {
            if (Unit is not null) return;
            Unit = rest[^1];
            rest = rest[..^1].TrimEnd(' ');
        }
        isNegative = sign == '-';
        digits = rest;
        IsNumber = rest.ContainsAny(AllDigits) && MayEnd(rest[0]) && MayEnd(rest[^1]);
    }

    /// <summary>Whether it may be a number; whether it is one depends on the notation.</summary>
    internal bool IsNumber { get; }

    /// <summary>What stands before or after the number; null for nothing.</summary>
    internal char? Unit { get; }

    /// <summary>Whether a sign stands among its digits.</summary>
    internal bool Has(char sign) => digits.Contains(sign);

    /// <summary>Reads it in a notation, whatever its unit.</summary>
    internal CsvCell Read(NumberNotation notation, out float value)
    {
        value = 0;
        Span<byte> plain = stackalloc byte[Longest + 1];
        var length = 0;
        if (isNegative) plain[length++] = (byte)'-';
        var end = digits.IndexOfAny('e', 'E');
        var mantissa = end < 0 ? digits : digits[..end];
        var point = mantissa.IndexOf(notation.Decimal);
        var whole = point < 0 ? mantissa : mantissa[..point];
        if (!AddWhole(whole, notation.Thousands, plain, ref length)) return CsvCell.Text;
        foreach (var c in digits[whole.Length..])
        {
            if (length >= plain.Length) return CsvCell.Text;
            plain[length++] = (byte)(c == notation.Decimal ? '.' : c is '.' or ',' or > '~' ? 'x' : c);
        }
        return CsvNumber.Parse(plain[..length], out value) is var kind and (CsvCell.Number or CsvCell.NotFinite) ? kind : CsvCell.Text;
    }

    /// <summary>
    /// Adds the digits before the decimal sign: as they are, or in groups of three of which the first has one to three and no 0 in front.
    /// </summary>
    private static bool AddWhole(ReadOnlySpan<char> whole, char? separator, Span<byte> plain, ref int length)
    {
        var grouped = separator is { } between && whole.Contains(between);
        if (grouped && whole[0] is '0') return false;
        var (inGroup, groups) = (0, 0);
        foreach (var c in whole)
        {
            if (grouped && c == separator)
            {
                if (groups == 0 ? inGroup is 0 or > 3 : inGroup != 3) return false;
                (inGroup, groups) = (0, groups + 1);
                continue;
            }
            if (!char.IsAsciiDigit(c)) return false;
            plain[length++] = (byte)c;
            inGroup++;
        }
        return !grouped || inGroup == 3;
    }

    /// <summary>Whether a number without its sign may begin or end so.</summary>
    private static bool MayEnd(char c) => char.IsAsciiDigit(c) || c is '.' or ',';

    private static char AsPlain(char c) => c switch
    {
        '\u2212' => '-',
        '\u2019' => '\'',
        _ => CellText.OtherBlanks.Contains(c, StringComparison.Ordinal) ? ' ' : c,
    };

    private static char TakeSign(ref ReadOnlySpan<char> text)
    {
        if (text.Length == 0 || text[0] is not ('-' or '+')) return '\0';
        var sign = text[0];
        text = text[1..].TrimStart(' ');
        return sign;
    }

    /// <summary>A value as a person would write it with a decimal point.</summary>
    internal static string Show(float value) => value.ToString("0.#######", CultureInfo.InvariantCulture);
}
