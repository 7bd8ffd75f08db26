using System.Globalization;

namespace LatentSharp;

/// <summary>
/// What a training remembers, as a safetensors file: its tensors, and its numbers, and its texts after a quote, as the file's texts.
/// </summary>
internal static class SnapshotFile
{
    private const char Quote = '"';

    internal static void Write(Stream stream, TrainingSnapshot snapshot) => Safetensors.Write(
        stream, snapshot.Tensors,
        snapshot.Numbers.Select(pair => KeyValuePair.Create(pair.Key, pair.Value.ToString("R", CultureInfo.InvariantCulture)))
            .Concat(snapshot.Texts.Select(pair => KeyValuePair.Create(pair.Key, Quote + pair.Value)))
            .ToDictionary(StringComparer.Ordinal));

    /// <exception cref="BadFileException">A number is none.</exception>
    internal static TrainingSnapshot From(SafetensorsFile file, string name)
    {
        var snapshot = new TrainingSnapshot();
        foreach (var (key, tensor) in file.Tensors) snapshot.Add(key, tensor);
        foreach (var (key, text) in file.Metadata)
        {
            if (text.StartsWith(Quote))
            {
                snapshot.Add(key, text[1..]);
                continue;
            }
            if (!double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number))
                throw BadFileException.At(name, $"'{ConfigValue.Shorten(key)}'", $"'{ConfigValue.Shorten(text)}' is not a number.");
            snapshot.Add(key, number);
        }
        return snapshot;
    }
}
