using System.Buffers.Binary;
using System.Numerics;
using System.Text;

namespace LatentSharp;

/// <summary>
/// Many different texts as few numbers (Weinberger et al. 2009), as scikit-learn's <c>FeatureHasher</c> has them: the MurmurHash3 of
/// 32 bits (seed 0) of <c>column=text</c> in UTF-8, taken as a signed number h, gives the place |h| mod N, and its sign the value there, 1
/// or -1.
/// </summary>
internal static class HashedTexts
{
    /// <summary>The place of a text of a column among some numbers, and the value there.</summary>
    internal static (int Place, float Value) Of(string column, string text, int numbers)
    {
        var hash = Murmur(Encoding.UTF8.GetBytes($"{column}={text}"));
        // The least number has no positive one; this is where scikit-learn puts it.
        var place = hash == int.MinValue ? (int.MaxValue - (numbers - 1)) % numbers : Math.Abs(hash) % numbers;
        return (place, hash >= 0 ? 1 : -1);
    }

    private static int Murmur(ReadOnlySpan<byte> bytes)
    {
        var (hash, length) = (0u, (uint)bytes.Length);
        for (; bytes.Length >= sizeof(uint); bytes = bytes[sizeof(uint)..])
            hash = (BitOperations.RotateLeft(hash ^ Mixed(BinaryPrimitives.ReadUInt32LittleEndian(bytes)), 13) * 5) + 0xE6546B64;
        var rest = 0u;
        for (var i = 0; i < bytes.Length; i++) rest |= (uint)bytes[i] << (8 * i);
        hash = (hash ^ Mixed(rest)) ^ length;
        hash = (hash ^ (hash >> 16)) * 0x85EBCA6B;
        hash = (hash ^ (hash >> 13)) * 0xC2B2AE35;
        return (int)(hash ^ (hash >> 16));
    }

    private static uint Mixed(uint block) => BitOperations.RotateLeft(block * 0xCC9E2D51, 15) * 0x1B873593;
}
