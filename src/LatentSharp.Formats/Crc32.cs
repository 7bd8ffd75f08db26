namespace LatentSharp;

/// <summary>
/// The checksum of zip and PNG: CRC-32 with the reflected polynomial EDB88320, as ISO 3309 and the PNG specification have it.
/// </summary>
internal static class Crc32
{
    private const uint Polynomial = 0xEDB88320;

    private static readonly uint[] Table = BuildTable();

    /// <summary>The checksum of bytes that follow others; begin with 0.</summary>
    internal static uint Append(uint crc, ReadOnlySpan<byte> bytes)
    {
        crc = ~crc;
        while (bytes.Length >= 8)
        {
            // Eight bytes at a time, each by the table of its distance from the end.
            var low = crc ^ System.Buffers.Binary.BinaryPrimitives.ReadUInt32LittleEndian(bytes);
            var high = System.Buffers.Binary.BinaryPrimitives.ReadUInt32LittleEndian(bytes[4..]);
            crc = Table[(7 << 8) + (int)(low & 0xFF)] ^ Table[(6 << 8) + (int)((low >> 8) & 0xFF)]
                ^ Table[(5 << 8) + (int)((low >> 16) & 0xFF)] ^ Table[(4 << 8) + (int)(low >> 24)]
                ^ Table[(3 << 8) + (int)(high & 0xFF)] ^ Table[(2 << 8) + (int)((high >> 8) & 0xFF)]
                ^ Table[(1 << 8) + (int)((high >> 16) & 0xFF)] ^ Table[(int)(high >> 24)];
            bytes = bytes[8..];
        }
        foreach (var value in bytes) crc = Table[(byte)(crc ^ value)] ^ (crc >> 8);
        return ~crc;
    }

    private static uint[] BuildTable()
    {
        var table = new uint[8 << 8];
        for (uint n = 0; n < 256; n++)
        {
            var crc = n;
            for (var bit = 0; bit < 8; bit++) crc = (crc & 1) != 0 ? Polynomial ^ (crc >> 1) : crc >> 1;
            table[n] = crc;
        }
        for (var n = 256; n < table.Length; n++) table[n] = (table[n - 256] >> 8) ^ table[(byte)table[n - 256]];
        return table;
    }
}
