using System.Text.Json;

namespace LatentSharp;

/// <summary>How recordings become spectra to restore.</summary>
/// <param name="Rate">In Hz.</param>
/// <param name="Size">The samples of one spectrum.</param>
/// <param name="Hop">The samples from one to the next.</param>
internal sealed record SoundPlan(int Rate, int Size, int Hop)
{
    private const string FileName = "sound.json";

    /// <summary>That of a rate: spectra of up to 32 ms, each three quarters over the one before.</summary>
    public static SoundPlan Of(int rate)
    {
        var size = Math.Max(16, new SoundOptions().CompleteFor(rate, 1).Fft!.Value / 2);
        return new SoundPlan(rate, size, size / 4);
    }

    /// <summary>How sounds become spectra.</summary>
    public SpectralPlanes Planes => new(Size, Hop);

    /// <summary>Writes it into a file of its own in a model's folder.</summary>
    public void Save(string folder) => AtomicFile.Write(Path.Combine(folder, FileName), stream =>
    {
        using var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true });
        json.WriteStartObject();
        json.WriteNumber("rate", Rate);
        json.WriteNumber("size", Size);
        json.WriteNumber("hop", Hop);
        json.WriteEndObject();
    });

    /// <summary>Reads that file from a run folder or its model folder; null where there is none.</summary>
    /// <exception cref="BadFileException">It is damaged.</exception>
    public static SoundPlan? Load(string folder)
    {
        var file = Path.Combine(folder, FileName);
        if (!File.Exists(file)) file = Path.Combine(folder, RunFiles.Model, FileName);
        if (!File.Exists(file)) return null;
        using var document = SavedModel.Parse(file);
        var config = ConfigNode.Root(document, file);
        config.Only(["rate", "size", "hop"]);
        var plan = new SoundPlan(config.Whole("rate", 1), config.Whole("size", 4), config.Whole("hop", 1));
        return plan.Hop <= plan.Size ? plan : throw config.Bad("'hop' is more than 'size'");
    }
}
