using System.Text.Encodings.Web;
using System.Text.Json;

namespace LatentSharp.Bench;

/// <summary>What came of a row: times in the unit, ratio = the peer's time / ours.</summary>
internal sealed record Result(
    string Name, string Unit, double Ours, double? Peer, double? Ratio, double? Goal, double? BytesPerStep, double? PercentOfPeak)
{
    private static readonly JsonSerializerOptions options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    internal static void Write(string file, IReadOnlyList<Result> results) =>
        File.WriteAllText(file, JsonSerializer.Serialize(results, options) + "\n");
}
