using System.IO.Compression;

namespace LatentSharp;

/// <summary>
/// The zip archive that a saved network is: <c>config.json</c>, <c>weights.safetensors</c> and, for a compiled network that was trained,
/// <c>optimizer.safetensors</c>, stored without packing and without a time. One file, since only one file can be replaced by one rename: a
/// folder of two could be caught with the configuration of one network and the weights of another.
/// </summary>
internal static class NetworkArchive
{
    internal const string Config = "config.json", Weights = "weights.safetensors", Optimizer = "optimizer.safetensors";

    private const long LargestConfig = 16 << 20;

    /// <summary>What an archive holds.</summary>
    /// <param name="Config">The JSON.</param>
    /// <param name="Weights">The parameters by name.</param>
    /// <param name="Optimizer">What the optimizer remembers; null when it was not saved.</param>
    internal sealed record Content(byte[] Config, SafetensorsFile Weights, TrainingSnapshot? Optimizer);

    internal static void Write(Stream stream, byte[] config, IReadOnlyDictionary<string, Tensor> weights, TrainingSnapshot? optimizer)
    {
        using var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true);
        Add(Config, member => member.Write(config));
        Add(Weights, member => Safetensors.Write(member, weights));
        if (optimizer is not null) Add(Optimizer, member => SnapshotFile.Write(member, optimizer));

        void Add(string name, Action<Stream> write)
        {
            var entry = zip.CreateEntry(name, CompressionLevel.NoCompression);
            entry.LastWriteTime = new DateTimeOffset(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);
            using var member = entry.Open();
            write(member);
        }
    }

    /// <summary>Reads an archive; nothing is taken for granted that it says of itself.</summary>
    /// <exception cref="BadFileException">It is no such archive, or it is damaged.</exception>
    internal static Content Read(Stream stream, string name)
    {
        if (stream.Length == 0) throw new BadFileException($"{name}: the file is empty; a saved network is expected.");
        try
        {
            using var zip = new ZipArchive(stream, ZipArchiveMode.Read, leaveOpen: true);
            var members = new Dictionary<string, ZipArchiveEntry>(StringComparer.Ordinal);
            foreach (var entry in zip.Entries)
            {
                if (entry.FullName is not (Config or Weights or Optimizer) || !members.TryAdd(entry.FullName, entry))
                    throw new BadFileException(
                        $"{name}: the member '{ConfigValue.Shorten(entry.FullName)}' is no part of a saved "
                        + $"network, or there twice; {Config}, {Weights} and {Optimizer} are.");
            }
            var config = Member(Config);
            if (config.Length > LargestConfig)
                throw new BadFileException(
                    $"{name}: {Config}: {config.Length} bytes are too many for a configuration; at most {LargestConfig} are read.");
            var json = new byte[config.Length];
            using (var member = config.Open()) member.ReadExactly(json);
            return new Content(
                json, Tensors(Member(Weights)),
                members.ContainsKey(Optimizer) ? SnapshotFile.From(Tensors(Member(Optimizer)), $"{name}: {Optimizer}") : null);

            ZipArchiveEntry Member(string part)
            {
                if (!members.TryGetValue(part, out var entry))
                    throw new BadFileException($"{name}: {part} is missing; this is no saved network, or it is damaged.");
                if (entry.IsEncrypted || entry.CompressedLength != entry.Length)
                    throw new BadFileException(
                        $"{name}: {part}: the member is packed or encrypted; those of a saved network are stored as they are.");
                ZipMember.Check(entry, $"{name}: {part}");
                return entry;
            }

            SafetensorsFile Tensors(ZipArchiveEntry entry)
            {
                using var member = entry.Open();
                return Safetensors.Read(member, $"{name}: {entry.FullName}", entry.Length);
            }
        }
        catch (Exception e) when (ZipMember.IsDamage(e))
        {
            throw new BadFileException($"{name}: this is not a saved network, or it is damaged: its list of members cannot be read.", e);
        }
    }
}
