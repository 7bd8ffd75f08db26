using System.Globalization;
using System.Text;

namespace LatentSharp;

/// <summary>Writes features as a table of text that any program reads.</summary>
public static class FeatureCsv
{
    /// <summary>
    /// Writes a header and one line a row: commas, quotes where needed, lines ended by LF, and numbers with a decimal point and as many
    /// digits as give back the same number when read. The file appears whole or not at all.
    /// </summary>
    /// <param name="path">The file to make or to replace.</param>
    /// <param name="features">Float32 of shape (N, d).</param>
    /// <param name="columns">A name for each of the d columns.</param>
    /// <param name="labels">The class of each row, written as last column <c>label</c>; null writes none.</param>
    /// <param name="parts">
    /// The part of the data that each row belongs to, as <c>train</c> or <c>test</c>, written as column <c>part</c> behind the labels; null
    /// writes none.
    /// </param>
    /// <exception cref="BadArgumentException">The columns, labels or parts do not fit the features.</exception>
    /// <exception cref="BadFileException">The file cannot be written.</exception>
    public static void Write(
        string path, Tensor features, IReadOnlyList<string> columns, IReadOnlyList<string>? labels = null,
        IReadOnlyList<string>? parts = null)
    {
        ArgumentNullException.ThrowIfNull(columns);
        if (features.Rank != 2 || features.Shape[1] != columns.Count)
            throw new BadArgumentException(
                $"FeatureCsv.Write: features of shape {features.Shape} and {columns.Count} column "
                + $"names do not fit; (N, {columns.Count}) is needed.");
        if (labels is not null && labels.Count != features.Shape[0])
            throw new BadArgumentException(
                $"FeatureCsv.Write: {labels.Count} labels do not fit features of shape {features.Shape}; one for each row is needed.");
        if (parts is not null && parts.Count != features.Shape[0])
            throw new BadArgumentException(
                $"FeatureCsv.Write: the parts of {parts.Count} rows do not fit features of "
                + $"shape {features.Shape}; one for each row is needed.");
        AtomicFile.Write(path, stream =>
        {
            using var text = new StreamWriter(stream, new UTF8Encoding(false), 1 << 16, leaveOpen: true);
            var names = columns.Concat(labels is null ? [] : ["label"]).Concat(parts is null ? [] : ["part"]);
            text.Write(string.Join(',', names.Select(Quoted)) + "\n");
            IReadOnlyList<string>[] texts = [.. new[] { labels, parts }.OfType<IReadOnlyList<string>>()];
            var values = features.AsSpan();
            for (var row = 0; row < features.Shape[0]; row++)
            {
                var numbers = Array.ConvertAll(
                    values.Slice(row * columns.Count, columns.Count).ToArray(), value => value.ToString("R", CultureInfo.InvariantCulture));
                text.Write(string.Join(',', numbers.Concat(texts.Select(list => Quoted(list[row])))) + "\n");
            }
        });
    }

    /// <summary>
    /// A cell after RFC 4180: in quotes, and quotes in it twice, when it holds a comma, a quote or a line's end, or blanks around it that
    /// readers take off.
    /// </summary>
    internal static string Quoted(string cell) => cell.AsSpan().IndexOfAny(",\"\r\n") >= 0 || cell != cell.Trim()
        ? $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\""
        : cell;
}
