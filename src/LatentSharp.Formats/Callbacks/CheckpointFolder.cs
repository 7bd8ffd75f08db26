using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;

namespace LatentSharp;

/// <summary>What a checkpoint holds.</summary>
internal sealed record Checkpoint(IReadOnlyDictionary<string, Tensor> Weights, TrainingSnapshot Training);

/// <summary>
/// A folder of checkpoints, each a folder <c>epoch-0000012</c>, or <c>epoch-0000012-batch-000000345</c> within the next epoch, of
/// <c>weights.safetensors</c>, <c>training.safetensors</c> and, written last, <c>manifest.json</c> with the SHA-256 of both. The newest two
/// stay: should the newest be damaged, there is one before it.
/// </summary>
internal sealed class CheckpointFolder(string folder)
{
    private const int Format = 1, Kept = 2;
    private const string Start = "epoch-", Weights = "weights.safetensors", Training = "training.safetensors", Manifest = "manifest.json";

    private readonly string folder = !string.IsNullOrWhiteSpace(folder)
        ? folder
        : throw new BadArgumentException("BackupAndRestore: the folder's name is empty.");

    /// <summary>The checkpoints, the newest first.</summary>
    internal IReadOnlyList<string> Newest() => Directory.Exists(folder)
        ? [.. Directory.GetDirectories(folder, Start + "*").OrderDescending(StringComparer.Ordinal)] : [];

    /// <summary>Writes a checkpoint, and removes those before the last two.</summary>
    /// <param name="epoch">The last whole epoch.</param>
    /// <param name="batch">Batches of the next one; 0 for none.</param>
    /// <param name="weights">The network's.</param>
    /// <param name="training">All else.</param>
    /// <exception cref="BadFileException">Something cannot be written; the checkpoints before are still there.</exception>
    internal void Write(int epoch, int batch, IReadOnlyDictionary<string, Tensor> weights, TrainingSnapshot training)
    {
        // In the order of characters a name that goes on comes after one that ends.
        var name = string.Create(CultureInfo.InvariantCulture, $"{Start}{epoch:D7}") + (
            batch == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"-batch-{batch:D9}"));
        var place = Path.Combine(folder, name);
        // What a kill or a full disk left half-written is none of the two that stay.
        foreach (var half in Newest().Where(other => !File.Exists(Path.Combine(other, Manifest)))) Remove(half);
        AtomicFile.CreateFolder(place);
        // One that stood here counts no more from now on, for its manifest is gone.
        File.Delete(Path.Combine(place, Manifest));
        Safetensors.Write(Path.Combine(place, Weights), weights);
        AtomicFile.Write(Path.Combine(place, Training), stream => SnapshotFile.Write(stream, training));
        AtomicFile.Write(Path.Combine(place, Manifest), stream => WriteManifest(stream, place, epoch));
        AtomicFile.FlushFolder(folder);
        foreach (var old in Newest().SkipWhile(other => other != place).Skip(Kept)) Remove(old);
        // A training that began anew leaves none of a later epoch of another one.
        foreach (var later in Newest().TakeWhile(other => other != place)) Remove(later);
    }

    /// <summary>Reads a checkpoint whose bytes are those that its manifest tells.</summary>
    /// <exception cref="BadFileException">It was not written to its end, or something in it is damaged.</exception>
    internal static Checkpoint Read(string place)
    {
        var file = Path.Combine(place, Manifest);
        if (!File.Exists(file)) throw new BadFileException($"{place}: there is no {Manifest}; the checkpoint was not written to its end.");
        using var document = Parse(file);
        var manifest = new ConfigValue(document.RootElement, file, "");
        var format = manifest.Get("format").Whole(1);
        if (format > Format)
            throw new BadArgumentException(
                $"{file}: this checkpoint has format {format}, which is newer than this program; it reads format {Format}.");
        var hashes = manifest.Get("sha256");
        foreach (var part in (string[])[Weights, Training])
        {
            if (Hash(Path.Combine(place, part)) != hashes.Get(part).Text())
                throw new BadFileException($"{Path.Combine(place, part)}: the SHA-256 is not that of {Manifest}; the file is damaged.");
        }
        return new Checkpoint(
            Safetensors.Read(Path.Combine(place, Weights)).Tensors,
            SnapshotFile.From(Safetensors.Read(Path.Combine(place, Training)), Path.Combine(place, Training)));
    }

    /// <summary>Removes all checkpoints, and the folder when nothing else is in it.</summary>
    internal void Delete()
    {
        foreach (var place in Newest()) Remove(place);
        if (Directory.Exists(folder) && !Directory.EnumerateFileSystemEntries(folder).Any()) Directory.Delete(folder);
    }

    private static void WriteManifest(Stream stream, string place, int epoch)
    {
        using var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true, NewLine = "\n" });
        json.WriteStartObject();
        json.WriteNumber("format", Format);
        json.WriteNumber("epoch", epoch);
        json.WriteStartObject("sha256");
        foreach (var part in (string[])[Training, Weights]) json.WriteString(part, Hash(Path.Combine(place, part)));
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static string Hash(string file)
    {
        using var stream = InputFile.Open(file);
        return Convert.ToHexStringLower(SHA256.HashData(stream));
    }

    private static JsonDocument Parse(string file)
    {
        try
        {
            using var stream = InputFile.Open(file);
            if (stream.Length > 1 << 16) throw new BadFileException($"{file}: {stream.Length} bytes are too many for a manifest.");
            return JsonDocument.Parse(stream, new JsonDocumentOptions { AllowDuplicateProperties = false });
        }
        catch (JsonException e)
        {
            throw new BadFileException($"{file}: line {e.LineNumber + 1}: this is no JSON object as a manifest is.", e);
        }
    }

    /// <summary>The manifest goes first, so that what is half removed counts no more.</summary>
    private static void Remove(string place)
    {
        File.Delete(Path.Combine(place, Manifest));
        Directory.Delete(place, recursive: true);
    }
}
