using System.Text.Json;

namespace LatentSharp;

/// <summary>How a long series becomes windows.</summary>
/// <param name="Window">The rows of a window.</param>
/// <param name="Stride">The rows from the beginning of one window to that of the next.</param>
/// <param name="MaxGap">The steps of a gap that a window may reach over.</param>
/// <param name="Columns">The columns of the table that are the series' channels.</param>
internal sealed record SeriesPlan(int Window, int Stride, int MaxGap, IReadOnlyList<string> Columns)
{
    private const string FileName = "series.json";

    /// <summary>The stride when nothing is said.</summary>
    public static int StrideFor(int window) => Math.Max(1, window / 10);

    /// <summary>The longest gap that a window reaches over when nothing is said: weekends and holidays at least.</summary>
    public static int MaxGapFor(int window) => Math.Max(3, window / 10);

    /// <summary>Writes it among others into an object.</summary>
    public void Write(Utf8JsonWriter json)
    {
        json.WriteNumber("window", Window);
        json.WriteNumber("stride", Stride);
        json.WriteNumber("maxGap", MaxGap);
        json.WriteStartArray("columns");
        foreach (var column in Columns) json.WriteStringValue(column);
        json.WriteEndArray();
    }

    /// <summary>Reads it from an object; null where there is none.</summary>
    /// <exception cref="BadFileException">It is damaged.</exception>
    public static SeriesPlan? Read(ConfigNode config)
    {
        if (!config.Has("window")) return null;
        var window = config.Whole("window", 2);
        // Models that were saved before windows knew of gaps have none.
        var maxGap = config.Has("maxGap") ? config.Whole("maxGap", 0) : MaxGapFor(window);
        return new(window, config.Whole("stride", 1), maxGap, config.Texts("columns"));
    }

    /// <summary>Writes it into a file of its own in a model's folder.</summary>
    public void Save(string folder) => AtomicFile.Write(Path.Combine(folder, FileName), stream =>
    {
        using var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true });
        json.WriteStartObject();
        Write(json);
        json.WriteEndObject();
    });

    /// <summary>Reads that file from a run folder or its model folder; null where there is none.</summary>
    /// <exception cref="BadFileException">It is damaged.</exception>
    public static SeriesPlan? Load(string folder)
    {
        var file = Path.Combine(folder, FileName);
        if (!File.Exists(file)) file = Path.Combine(folder, RunFiles.Model, FileName);
        if (!File.Exists(file)) return null;
        using var document = SavedModel.Parse(file);
        return Read(ConfigNode.Root(document, file));
    }
}
