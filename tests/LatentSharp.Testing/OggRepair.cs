using System.Buffers.Binary;

namespace LatentSharp.Testing;

/// <summary>Makes the sums of an Ogg file's pages right again, so that damage reaches what reads them.</summary>
public static class OggRepair
{
    private const int HeadBytes = 27, SumPlace = 22;

    /// <summary>Puts right sums into all whole pages that follow each other from the start.</summary>
    public static void Sums(byte[] file)
    {
        ArgumentNullException.ThrowIfNull(file);
        for (var at = 0; at + HeadBytes <= file.Length;)
        {
            var length = HeadBytes + file[at + 26];
            if (at + length > file.Length) return;
            foreach (var part in file.AsSpan(at + HeadBytes, file[at + 26])) length += part;
            if (at + length > file.Length) return;
            var page = file.AsSpan(at, length);
            page.Slice(SumPlace, 4).Clear();
            var sum = 0u;
            foreach (var value in page)
            {
                sum ^= (uint)value << 24;
                for (var bit = 0; bit < 8; bit++) sum = (sum << 1) ^ (sum >> 31 != 0 ? 0x04C11DB7u : 0u);
            }
            BinaryPrimitives.WriteUInt32LittleEndian(page[SumPlace..], sum);
            at += length;
        }
    }
}
