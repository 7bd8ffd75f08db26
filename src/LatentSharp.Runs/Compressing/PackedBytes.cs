using System.Buffers.Binary;

namespace LatentSharp;

/// <summary>
/// What all files of <c>latent compress</c> share: they begin with four letters and a version and end with the CRC-32 of all before it.
/// </summary>
internal static class PackedBytes
{
    /// <summary>The bytes of the checksum.</summary>
    internal const int Check = 4;

    /// <summary>Writes the checksum into the last bytes.</summary>
    internal static byte[] Seal(byte[] bytes)
    {
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan()[^Check..], Crc32.Append(0, bytes.AsSpan()[..^Check]));
        return bytes;
    }

    /// <summary>Refuses what is no such file, of a newer version, cut off or damaged.</summary>
    /// <param name="bytes">The whole file.</param>
    /// <param name="name">Its name.</param>
    /// <param name="magic">How it begins.</param>
    /// <param name="version">What is read.</param>
    /// <param name="head">The fewest bytes before the checksum.</param>
    /// <exception cref="BadFileException">It is such.</exception>
    internal static void Require(byte[] bytes, string name, string magic, int version, int head)
    {
        if (bytes.Length < magic.Length || !magic.Select(letter => (byte)letter).SequenceEqual(bytes[..magic.Length]))
            throw new BadFileException($"{name}: this is no file that latent compress wrote by a model of this kind; it would begin with "
                + $"{magic}.");
        if (bytes.Length < head + Check) throw Damaged(name, $"it has {bytes.Length} bytes alone");
        if (bytes[magic.Length] > version)
            throw new BadFileException($"{name}: this file has version {bytes[magic.Length]}, which is newer than this program; it reads "
                + $"version {version}.");
        if (BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan()[^Check..]) != Crc32.Append(0, bytes.AsSpan()[..^Check]))
            throw Damaged(name, "its checksum does not fit");
    }

    /// <summary>Refuses a file of another model.</summary>
    /// <exception cref="BadFileException">It is one.</exception>
    internal static void RequireModel(byte[] digest, SavedModel saved, string name)
    {
        if (!digest.AsSpan().SequenceEqual(ModelDigest.Of(saved)))
            throw new BadFileException($"{name}: this file was compressed by another model; the one that it was compressed by is needed.");
    }

    internal static BadFileException Damaged(string name, string why) => new($"{name}: this file is damaged or cut off: {why}.");
}
