using System.Globalization;

namespace LatentSharp;

/// <summary>
/// What <c>latent detect</c> says at its end: how many rows are abnormal, from where on and why, and the most abnormal ones.
/// </summary>
internal static class DetectDisplay
{
    public static void Write(TextWriter writer, DetectResult result)
    {
        var metrics = result.Metrics;
        writer.WriteLine();
        writer.WriteLine(Invariant(
            $"{metrics.Abnormal:#,0} of {metrics.Samples:#,0} row{(metrics.Samples == 1 ? " is" : "s are")} abnormal."));
        writer.WriteLine(Terminal.Clean(metrics.Reason));
        if (metrics is { RocAuc: { } auc, AveragePrecision: { } precision, LabelledAbnormal: { } share })
            writer.WriteLine(
                Invariant($"By the labels, which nothing learned from: ROC-AUC {auc:0.0000}, ")
                + Invariant($"average precision {precision:0.0000} (chance {share:0.0000})"));
        if (metrics.Stretches is { Count: > 0 } stretches)
        {
            var first = string.Join(", ", stretches.Take(8).Select(at => Invariant($"{at[0]}-{at[1]}")));
            writer.WriteLine($"stretches: {first}{(stretches.Count > 8 ? ", …" : "")}");
        }
        WriteRows(writer, "most abnormal:", result.Top.Take(metrics.Abnormal));
        WriteRows(writer, "the highest below the threshold:", result.Top.Skip(metrics.Abnormal));
        writer.WriteLine();
        foreach (var note in metrics.Notes) writer.WriteLine($"note: {Terminal.Clean(note)}");
        if (result.Note is { } elsewhere) writer.WriteLine($"note: {Terminal.Clean(elsewhere)}");
        writer.WriteLine($"{Terminal.Clean(result.Folder)}/report.html");
    }

    private static void WriteRows(
        TextWriter writer, string heading, IEnumerable<(int Row, double Score, IReadOnlyList<string> Reasons)> rows)
    {
        foreach (var (place, (row, score, reasons)) in rows.Index())
        {
            if (place == 0) writer.WriteLine(heading);
            writer.WriteLine(Terminal.Clean(Invariant($"  row {row,-8} {score,-10:G5} {string.Join("; ", reasons)}").TrimEnd()));
        }
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
