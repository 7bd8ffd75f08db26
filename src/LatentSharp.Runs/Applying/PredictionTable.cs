using System.Globalization;
using System.Text;

namespace LatentSharp;

/// <summary>
/// Writes predictions as a table of text: <c>row,class,probability</c>, then the probability of each class and the part that the row
/// belongs to, where there are parts.
/// </summary>
internal static class PredictionTable
{
    public static void Write(
        string path, IReadOnlyList<string> names, ReadOnlyMemory<int> predictions, Tensor probabilities, string[]? parts) =>
        AtomicFile.Write(path, stream =>
    {
        using var text = new StreamWriter(stream, new UTF8Encoding(false), 1 << 16, leaveOpen: true);
        text.Write("row,class,probability");
        foreach (var name in names) text.Write("," + FeatureCsv.Quoted("probability_" + name));
        text.Write(parts is null ? "\n" : ",part\n");
        for (var row = 0; row < predictions.Length; row++)
        {
            var shares = probabilities.Rows(row, 1).AsSpan();
            var place = predictions.Span[row];
            text.Write(string.Create(CultureInfo.InvariantCulture, $"{row + 1},{FeatureCsv.Quoted(names[place])},{shares[place]:R}"));
            foreach (var share in shares) text.Write("," + share.ToString("R", CultureInfo.InvariantCulture));
            text.Write(parts is null ? "\n" : $",{parts[row]}\n");
        }
    });
}
