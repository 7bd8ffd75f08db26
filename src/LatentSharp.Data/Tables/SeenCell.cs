using System.Text;

namespace LatentSharp;

/// <summary>A cell that was met on the way down a column.</summary>
/// <param name="Line">The line it is in.</param>
/// <param name="Text">What it holds, without the blanks and tabs around it.</param>
internal sealed record SeenCell(int Line, string Text)
{
    /// <summary>The text as cells are read.</summary>
    internal byte[] Bytes => Encoding.UTF8.GetBytes(Text);

    /// <summary>The text for a message.</summary>
    internal string Shown => CsvLayout.Shorten(Text);

    internal static SeenCell Of(ReadOnlySpan<byte> cell, int line) => new(line, CellText.Of(cell));
}
