using System.Buffers.Binary;

namespace LatentSharp;

/// <summary>
/// A file of <c>latent compress</c>: what it holds, which model reads it, and the stack. All numbers stand with the lowest byte first; the
/// last four bytes are the CRC-32 of all before them.
/// </summary>
/// <param name="Digest">Of the model: 16 bytes.</param>
/// <param name="Sample">The shape of a sample.</param>
/// <param name="Count">How many there are.</param>
/// <param name="Levels">The values are whole numbers from 0 to this, without it.</param>
/// <param name="State">The upper part of the stack.</param>
/// <param name="Words">Its words.</param>
internal sealed record CompressedFile(
    byte[] Digest, Shape Sample, int Count, int Levels, ulong State, IReadOnlyList<uint> Words)
{
    internal const int DigestSize = 16;

    private const int Version = 1, Head = 4 + 1 + 1 + DigestSize + 4 + 4 + 8, Check = 4, MostAxes = 8;

    private static ReadOnlySpan<byte> Magic => "LSLC"u8;

    internal byte[] ToBytes()
    {
        var bytes = new byte[Head + (4 * Sample.Rank) + (4 * Words.Count) + Check];
        Magic.CopyTo(bytes);
        (bytes[4], bytes[5]) = (Version, (byte)Sample.Rank);
        Digest.CopyTo(bytes.AsSpan(6));
        var rest = bytes.AsSpan(6 + DigestSize);
        BinaryPrimitives.WriteInt32LittleEndian(rest, Count);
        BinaryPrimitives.WriteInt32LittleEndian(rest[4..], Levels);
        BinaryPrimitives.WriteUInt64LittleEndian(rest[8..], State);
        rest = rest[16..];
        foreach (var size in Sample)
        {
            BinaryPrimitives.WriteInt32LittleEndian(rest, size);
            rest = rest[4..];
        }
        foreach (var word in Words)
        {
            BinaryPrimitives.WriteUInt32LittleEndian(rest, word);
            rest = rest[4..];
        }
        BinaryPrimitives.WriteUInt32LittleEndian(rest, Crc32.Append(0, bytes.AsSpan()[..^Check]));
        return bytes;
    }

    /// <summary>Reads one, and takes memory for nothing before the checksum fits.</summary>
    /// <exception cref="BadFileException">It is none, of a newer version, cut off or damaged.</exception>
    internal static CompressedFile Read(byte[] bytes, string name)
    {
        if (bytes.Length < 4 || !bytes.AsSpan(0, 4).SequenceEqual(Magic))
            throw new BadFileException($"{name}: this is no file of latent compress; it would begin with LSLC.");
        if (bytes.Length < Head + Check) throw Damaged(name, $"it has {bytes.Length} bytes alone");
        if (bytes[4] > Version)
            throw new BadFileException($"{name}: this file has version {bytes[4]}, which is newer than this program; it reads version "
                + $"{Version}.");
        if (BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan()[^Check..]) != Crc32.Append(0, bytes.AsSpan()[..^Check]))
            throw Damaged(name, "its checksum does not fit");
        var rank = bytes[5];
        var rest = bytes.AsSpan(6 + DigestSize, bytes.Length - 6 - DigestSize - Check);
        var (count, levels) = (BinaryPrimitives.ReadInt32LittleEndian(rest), BinaryPrimitives.ReadInt32LittleEndian(rest[4..]));
        var state = BinaryPrimitives.ReadUInt64LittleEndian(rest[8..]);
        rest = rest[16..];
        if (rank > MostAxes || rest.Length < 4 * rank || (rest.Length - (4 * rank)) % 4 != 0 || count < 1 || levels is < 2 or > 1 << 16
            || state < 1UL << 32)
            throw Damaged(name, "its head makes no sense");
        var sizes = new int[rank];
        for (var axis = 0; axis < rank; axis++) sizes[axis] = BinaryPrimitives.ReadInt32LittleEndian(rest[(4 * axis)..]);
        if (sizes.Any(size => size < 1) || sizes.Aggregate(1.0, (count, size) => count * size) > int.MaxValue)
            throw Damaged(name, "its head makes no sense");
        rest = rest[(4 * rank)..];
        var words = new uint[rest.Length / 4];
        for (var i = 0; i < words.Length; i++) words[i] = BinaryPrimitives.ReadUInt32LittleEndian(rest[(4 * i)..]);
        return new CompressedFile(bytes.AsSpan(6, DigestSize).ToArray(), new Shape(sizes), count, levels, state, words);
    }

    internal static BadFileException Damaged(string name, string why) => new($"{name}: this file is damaged or cut off: {why}.");
}
