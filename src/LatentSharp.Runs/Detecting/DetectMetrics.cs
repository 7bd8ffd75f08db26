using System.Text.Json;
using System.Text.Json.Serialization;

namespace LatentSharp;

/// <summary>What a run that detected tells: the content of <c>metrics.json</c>.</summary>
public sealed record DetectMetrics
{
    /// <summary>The kind of model.</summary>
    public required string Model { get; init; }

    /// <summary>The data.</summary>
    public required string Data { get; init; }

    /// <summary>The rows that were scored; of a long series its rows, not its windows.</summary>
    public required int Samples { get; init; }

    /// <summary>The rows, or windows, that were learned from in this run; 0 for a model that was there.</summary>
    public required int LearnedSamples { get; init; }

    /// <summary>The shape of one sample.</summary>
    public required IReadOnlyList<int> InputShape { get; init; }

    /// <summary>What a score is.</summary>
    public required string Score { get; init; }

    /// <summary>From where on a score is abnormal.</summary>
    public required double Threshold { get; init; }

    /// <summary>How the threshold was found: <c>median-absolute-deviation</c>.</summary>
    public required string Rule { get; init; }

    /// <summary>Why it lies there.</summary>
    public required string Reason { get; init; }

    /// <summary>Rows with a score above it.</summary>
    public required int Abnormal { get; init; }

    /// <summary>The area under the ROC curve; null without labels of two classes.</summary>
    public double? RocAuc { get; init; }

    /// <summary>Average precision; null without labels of two classes.</summary>
    public double? AveragePrecision { get; init; }

    /// <summary>The share of rows whose labels say that they are abnormal, which chance reaches as average precision.</summary>
    public double? LabelledAbnormal { get; init; }

    /// <summary>Of the rows above the threshold the share that the labels call abnormal.</summary>
    public double? Precision { get; init; }

    /// <summary>Of the rows that the labels call abnormal the share above the threshold.</summary>
    public double? Recall { get; init; }

    /// <summary>The rows of a window; null for rows by themselves.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? Window { get; init; }

    /// <summary>The rows from one window to the next.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? Stride { get; init; }

    /// <summary>Abnormal stretches of a long series, the first and the last row of each, counted from 1.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<IReadOnlyList<int>>? Stretches { get; init; }

    /// <summary>What drawing followed from; null for a model that was there.</summary>
    public long? Seed { get; init; }

    /// <summary>Time spent in learning and scoring.</summary>
    public required double Seconds { get; init; }

    /// <summary>Whether it was asked to end while it learned.</summary>
    public bool Interrupted { get; init; }

    /// <summary>What a user should know.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>The metrics as indented JSON.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, RunsJson.Default.DetectMetrics);
}

/// <summary>What a run that detected left.</summary>
/// <param name="Folder">The run folder.</param>
/// <param name="Metrics">What was found.</param>
/// <param name="Top">The most abnormal rows: number from 1, score and reasons.</param>
public sealed record DetectResult(string Folder, DetectMetrics Metrics,
    IReadOnlyList<(int Row, double Score, IReadOnlyList<string> Reasons)> Top)
{
    /// <summary>What to say when the folder did not go where it was to go; null otherwise.</summary>
    public string? Note { get; init; }
}
