using System.Text;
using System.Text.Json;
using static LatentSharp.ReportText;

namespace LatentSharp;

/// <summary>Writes what the run folder of a comparison holds: <c>trials.csv</c>, <c>comparison.json</c> and <c>report.html</c>.</summary>
internal static class CompareFiles
{
    public static void Write(
        string folder, CompareRequest request, ComparedData data, GoalMeasure measure, CompareResult result, IReadOnlyList<Trial> trials)
    {
        Text(folder, "trials.csv", Trials(trials));
        AtomicFile.Write(Path.Combine(folder, "comparison.json"), stream => Json(stream, request, result));
        Text(folder, "report.html", CompareReport.Render(request, data, measure, result));
    }

    /// <summary>One line a trial.</summary>
    private static string Trials(IReadOnlyList<Trial> trials)
    {
        var text = new StringBuilder("candidate,seed,features,choice,test,seconds,note\n");
        foreach (var trial in trials)
        {
            text.Append(
                Invariant,
                $"{trial.Candidate.Name},{trial.Seed},{trial.Features},{Cell(trial.Choice)},{Cell(trial.Test.Value)},");
            text.Append(Invariant, $"{trial.Seconds:0.###},");
            text.Append('"').Append(trial.Note.Replace("\"", "\"\"", StringComparison.Ordinal)).Append("\"\n");
        }
        return text.ToString();
    }

    private static string Cell(double value) => double.IsFinite(value) ? value.ToString("R", Invariant) : "";

    private static void Json(Stream stream, CompareRequest request, CompareResult result)
    {
        using var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true });
        json.WriteStartObject();
        json.WriteString("data", request.Data);
        json.WriteString("goal", CompareOptions.Goal.Write(result.Goal));
        json.WriteString("measure", result.Measure);
        json.WriteBoolean("moreIsBetter", result.MoreIsBetter);
        json.WriteString("verdict", result.Verdict);
        if (result.Interrupted is { } interrupted) json.WriteString("interrupted", interrupted);
        json.WriteStartArray("candidates");
        foreach (var row in result.Rows)
        {
            json.WriteStartObject();
            json.WriteString("name", row.Name);
            json.WriteNumber("features", row.Features);
            json.WriteNumber("seeds", row.Seeds);
            Number("choice", row.Choice);
            Number("test", row.Test);
            Number("deviation", row.Deviation);
            Number("pValue", row.PValue);
            Number("stability", row.Stability);
            for (var i = 0; i < row.Beside.Count; i++) Number(result.Beside[i], RecognitionMetrics.Finite(row.Beside[i]));
            json.WriteNumber("seconds", Math.Round(row.Seconds, 3));
            json.WriteString("note", row.Note);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();

        void Number(string name, double? value)
        {
            if (value is { } number) json.WriteNumber(name, number);
            else json.WriteNull(name);
        }
    }

    private static void Text(string folder, string name, string text) =>
        AtomicFile.Write(Path.Combine(folder, name), stream => stream.Write(Encoding.UTF8.GetBytes(text)));
}
