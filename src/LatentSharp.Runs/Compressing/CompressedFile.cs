using System.Buffers.Binary;
using System.Text;

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
    private const int Version = 1, Head = 4 + 1 + 1 + DigestSize + 4 + 4 + 8, DigestSize = ModelDigest.Size, MostAxes = 8;

    private const string Magic = "LSLC";

    internal byte[] ToBytes()
    {
        var bytes = new byte[Head + (4 * Sample.Rank) + (4 * Words.Count) + PackedBytes.Check];
        Encoding.ASCII.GetBytes(Magic, bytes);
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
        return PackedBytes.Seal(bytes);
    }

    /// <summary>Reads one, and takes memory for nothing before the checksum fits.</summary>
    /// <exception cref="BadFileException">It is none, of a newer version, cut off or damaged.</exception>
    internal static CompressedFile Read(byte[] bytes, string name)
    {
        PackedBytes.Require(bytes, name, Magic, Version, Head);
        var rank = bytes[5];
        var rest = bytes.AsSpan(6 + DigestSize, bytes.Length - 6 - DigestSize - PackedBytes.Check);
        var (count, levels) = (BinaryPrimitives.ReadInt32LittleEndian(rest), BinaryPrimitives.ReadInt32LittleEndian(rest[4..]));
        var state = BinaryPrimitives.ReadUInt64LittleEndian(rest[8..]);
        rest = rest[16..];
        if (rank > MostAxes || rest.Length < 4 * rank || (rest.Length - (4 * rank)) % 4 != 0 || count < 1 || levels is < 2 or > 1 << 16
            || state < 1UL << 32)
            throw PackedBytes.Damaged(name, "its head makes no sense");
        var sizes = new int[rank];
        for (var axis = 0; axis < rank; axis++) sizes[axis] = BinaryPrimitives.ReadInt32LittleEndian(rest[(4 * axis)..]);
        if (sizes.Any(size => size < 1) || sizes.Aggregate(1.0, (count, size) => count * size) > int.MaxValue)
            throw PackedBytes.Damaged(name, "its head makes no sense");
        rest = rest[(4 * rank)..];
        var words = new uint[rest.Length / 4];
        for (var i = 0; i < words.Length; i++) words[i] = BinaryPrimitives.ReadUInt32LittleEndian(rest[(4 * i)..]);
        return new CompressedFile(bytes.AsSpan(6, DigestSize).ToArray(), new Shape(sizes), count, levels, state, words);
    }
}
