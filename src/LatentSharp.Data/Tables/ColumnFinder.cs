using System.Text;

namespace LatentSharp;

/// <summary>Goes down one column of a table once, finds out what it holds and refuses what cannot be read.</summary>
internal sealed class ColumnFinder(TableText table, int column, Missing mode)
{
    private readonly Dictionary<string, int> texts = new(StringComparer.Ordinal);
    private (int Line, string Cell) firstText;
    private int lastMissing;
    private int numbers;
    private int missing;
    private double sum;

    /// <summary>Notes a cell.</summary>
    internal void Add(ReadOnlySpan<byte> cell, int line)
    {
        var kind = CsvNumber.Parse(cell, out var value);
        switch (kind)
        {
            case CsvCell.Number when texts.Count == 0:
                numbers++;
                sum += value;
                break;
            case CsvCell.Number:
                throw table.BadCell(firstText.Line, column, Encoding.UTF8.GetBytes(firstText.Cell), CsvCell.Text);
            case CsvCell.Missing when mode == Missing.Impute:
                missing++;
                lastMissing = line;
                break;
            case CsvCell.Text when numbers == 0 && !TableText.IsDecimalComma(cell):
                AddText(Encoding.UTF8.GetString(cell.Trim(" \t"u8)), line);
                break;
            default:
                throw table.BadCell(line, column, cell, kind);
        }
    }

    /// <summary>The column as it will be read.</summary>
    internal ColumnEncoding Find()
    {
        if (numbers + texts.Count == 0 && missing > 0) throw table.Bad(lastMissing, column, "the column holds no value at all; leave it out.");
        var categories = texts.Keys.Order(StringComparer.Ordinal).ToArray();
        double? fill = mode == Missing.Refuse || numbers + texts.Count == 0 ? null
            : categories.Length == 0 ? sum / numbers
            : Array.IndexOf(categories, categories.MaxBy(text => texts[text]));
        return new ColumnEncoding(table.Layout.Columns[column], [.. categories], fill) { MissingCount = missing };
    }

    private void AddText(string text, int line)
    {
        if (texts.Count == 0) firstText = (line, text);
        texts[text] = texts.GetValueOrDefault(text) + 1;
        if (texts.Count <= ColumnEncoding.MaxCategories) return;
        throw table.Bad(
            line, column,
            $"the column holds more than {ColumnEncoding.MaxCategories} different texts, too many to learn from; leave it out, or, if it holds the classes, say so with --label {CsvLayout.Shorten(table.Layout.LabelFor(column))}.");
    }
}
