using System.Text.Encodings.Web;
using System.Text.Json;

namespace LatentSharp.Quality;

/// <summary>What was measured of a row.</summary>
internal sealed record Result(QualityRow Row, double Ours, double Seconds, bool IsQuick)
{
    private static readonly JsonSerializerOptions Layout = new()
    {
        WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Writes an array of <c>name, ours, published, source, better, seconds</c> and more.</summary>
    public static void Write(string path, IEnumerable<Result> results)
    {
        var rows = results.Select(result => new
        {
            name = result.Row.Name,
            ours = double.IsFinite(result.Ours) ? result.Ours : (double?)null,
            published = result.Row.Published,
            source = result.Row.Source,
            better = result.Row.Better == Better.Lower ? "lower" : "higher",
            seconds = Math.Round(result.Seconds, 1),
            goal = result.Row.Goal,
            reached = result.IsQuick ? (bool?)null : result.Row.Reaches(result.Ours),
            quick = result.IsQuick,
            description = result.Row.Description,
        });
        File.WriteAllText(path, JsonSerializer.Serialize(rows, Layout) + "\n");
    }
}
