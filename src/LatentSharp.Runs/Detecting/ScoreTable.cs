using System.Globalization;
using System.Text;

namespace LatentSharp;

/// <summary>Writes <c>scores.csv</c>: row, score, rank, verdict, three reasons, and the label and part where there are any.</summary>
internal static class ScoreTable
{
    internal const string Abnormal = "abnormal", Usual = "usual";

    public static void Write(string path, DetectedRows rows, IReadOnlyList<string>? labels, IReadOnlyList<string>? parts) =>
        AtomicFile.Write(path, stream =>
        {
            using var text = new StreamWriter(stream, new UTF8Encoding(false), 1 << 16, leaveOpen: true);
            text.Write("row,score,rank,verdict,reason_1,reason_2,reason_3");
            text.Write((labels is null ? "" : ",label") + (parts is null ? "" : ",part") + "\n");
            for (var row = 0; row < rows.Scores.Length; row++)
            {
                var score = rows.Scores[row];
                text.Write(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{row + 1},{score:R},{rows.Ranks[row]},{(rows.Threshold.IsAbnormal(score) ? Abnormal : Usual)}"));
                for (var i = 0; i < RowReasons.Most; i++)
                    text.Write("," + (i < rows.Reasons[row].Length ? FeatureCsv.Quoted(rows.Reasons[row][i]) : ""));
                if (labels is not null) text.Write("," + FeatureCsv.Quoted(labels[row]));
                if (parts is not null) text.Write("," + FeatureCsv.Quoted(parts[row]));
                text.Write("\n");
            }
        });
}
