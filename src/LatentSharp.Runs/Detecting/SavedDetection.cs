using System.Text.Json;

namespace LatentSharp;

/// <summary>What a run that detected keeps for new rows, beside its model: <c>detection.json</c>, and what judges features.</summary>
internal sealed record SavedDetection
{
    private const string FileName = "detection.json", Features = "features";

    /// <summary>By what the model scores.</summary>
    public required DetectionScore Score { get; init; }

    /// <summary>From where on a score is abnormal.</summary>
    public required Threshold Threshold { get; init; }

    /// <summary>The rows of a window and from one to the next, and the columns of the series; null for rows by themselves.</summary>
    public SeriesPlan? Series { get; init; }

    /// <summary>What judges the features of the model; null where nothing does.</summary>
    public FittedDetector? OfFeatures { get; init; }

    /// <summary>Writes it into the model's folder.</summary>
    public void Save(string folder)
    {
        AtomicFile.Write(Path.Combine(folder, FileName), stream =>
        {
            using var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true });
            json.WriteStartObject();
            json.WriteString("score", DetectOptions.Score.Write(Score));
            json.WriteNumber("threshold", Threshold.Value);
            json.WriteString("rule", DetectOptions.Threshold.Write(Threshold.Rule));
            json.WriteString("reason", Threshold.Reason);
            Series?.Write(json);
            json.WriteEndObject();
        });
        if (OfFeatures is null) return;
        var place = Directory.CreateDirectory(Path.Combine(folder, Features)).FullName;
        new SavedModel(OfFeatures, Scaler.Identity, [], []).Save(place);
    }

    /// <summary>Reads it from a run folder or its model folder; null where the run did not detect.</summary>
    /// <exception cref="BadFileException">It is damaged.</exception>
    public static SavedDetection? Load(string folder)
    {
        var place = File.Exists(Path.Combine(folder, FileName)) ? folder : Path.Combine(folder, RunFiles.Model);
        var file = Path.Combine(place, FileName);
        if (!File.Exists(file)) return null;
        using var document = SavedModel.Parse(file);
        var config = ConfigNode.Root(document, file);
        try
        {
            return new()
            {
                Score = (DetectionScore)DetectOptions.Score.Read(config.Text("score")),
                Threshold = new(
                    config.Number("threshold"), (ThresholdRule)DetectOptions.Threshold.Read(config.Text("rule")), config.Text("reason")),
                Series = SeriesPlan.Read(config),
                OfFeatures = Directory.Exists(Path.Combine(place, Features))
                    ? SavedModel.Load(Path.Combine(place, Features)).Model as FittedDetector
                    : null,
            };
        }
        catch (BadArgumentException e)
        {
            throw config.Bad(e.Message.TrimEnd('.'));
        }
    }
}
