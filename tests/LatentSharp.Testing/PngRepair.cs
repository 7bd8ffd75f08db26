using System.Buffers.Binary;

namespace LatentSharp.Testing;

/// <summary>Makes the checksums of a damaged PNG file right again, so that the damage is not noticed at once.</summary>
public static class PngRepair
{
    /// <summary>Goes from chunk to chunk as far as their lengths allow.</summary>
    public static void Checksums(Span<byte> file)
    {
        for (var at = 8; at + 12 <= file.Length;)
        {
            var length = BinaryPrimitives.ReadUInt32BigEndian(file[at..]);
            if (length > file.Length - at - 12) return;
            var remainder = uint.MaxValue;
            foreach (var value in file.Slice(at + 4, (int)length + 4))
            {
                remainder ^= value;
                for (var bit = 0; bit < 8; bit++) remainder = (remainder >> 1) ^ ((remainder & 1) * 0xEDB88320);
            }
            BinaryPrimitives.WriteUInt32BigEndian(file[(at + 8 + (int)length)..], ~remainder);
            at += 12 + (int)length;
        }
    }
}
