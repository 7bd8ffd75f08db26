using System.Text;

namespace LatentSharp;

/// <summary>The text of a cell, and the blanks around it.</summary>
internal static class CellText
{
    /// <summary>The no-break, narrow no-break, thin and figure space, which are blanks beside numbers and missing values.</summary>
    internal const string OtherBlanks = "\u00A0\u202F\u2009\u2007";

    private static readonly char[] AllBlanks = [' ', '\t', .. OtherBlanks];

    private static readonly byte[][] OtherBlanksInBytes =
        Array.ConvertAll(OtherBlanks.ToCharArray(), blank => Encoding.UTF8.GetBytes([blank]));

    /// <summary>The text of a cell without the blanks and tabs around it.</summary>
    internal static string Of(ReadOnlySpan<byte> cell) => Encoding.UTF8.GetString(cell.Trim(" \t"u8));

    /// <summary>A cell without blanks and tabs around it, no-break ones and thin ones too.</summary>
    internal static ReadOnlySpan<byte> TrimBlanks(ReadOnlySpan<byte> cell)
    {
        while (true)
        {
            var trimmed = cell.Trim(" \t"u8);
            foreach (var blank in OtherBlanksInBytes)
            {
                if (trimmed.StartsWith(blank)) trimmed = trimmed[blank.Length..];
                if (trimmed.EndsWith(blank)) trimmed = trimmed[..^blank.Length];
            }
            if (trimmed.Length == cell.Length) return cell;
            cell = trimmed;
        }
    }

    /// <inheritdoc cref="TrimBlanks(ReadOnlySpan{byte})"/>
    internal static string TrimBlanks(string cell) => cell.Trim(AllBlanks);
}
