using System.Text.Encodings.Web;
using System.Text.Json;

namespace LatentSharp.Bench;

/// <summary>What came of a row at a setting: microseconds of a step, and the peer's time / ours as ratio; of each the medians.</summary>
/// <param name="Ratio">Of the best peer, by each time; null without a peer.</param>
internal sealed record Result(
    string Name, string Work, int Threads, int Bits, double? Goal, Times Ours, Times? Ratio, double BytesPerStep, Times? PercentOfPeak,
    IReadOnlyList<PeerResult> Peers)
{
    /// <summary>Of a family's best variant, by each time.</summary>
    internal Times? RatioOf(string family) => Times.Least(Peers.Where(peer => peer.Family == family).Select(peer => peer.Ratio));
}

/// <summary>A peer that took part to the end: its time of a step and that over ours.</summary>
internal sealed record PeerResult(string Family, string Variant, Times Time, Times Ratio);

/// <summary>All that a run found, as it is written to a file.</summary>
internal sealed record Record(
    string Date, string Machine, int Rounds, IEnumerable<string> Peers, IEnumerable<string> Absent, IReadOnlyList<Result> Rows)
{
    private static readonly JsonSerializerOptions options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    internal void Write(string file) => File.WriteAllText(file, JsonSerializer.Serialize(this, options) + "\n");
}
