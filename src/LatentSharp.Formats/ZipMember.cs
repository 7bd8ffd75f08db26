using System.IO.Compression;

namespace LatentSharp;

/// <summary>
/// What a zip archive's members are checked for: .NET cuts a member that lies about its length silently, and compares no checksum.
/// </summary>
internal static class ZipMember
{
    /// <summary>Goes through all bytes, without keeping them, and compares their number and checksum with what is announced.</summary>
    /// <exception cref="BadFileException">They differ.</exception>
    internal static void Check(ZipArchiveEntry entry, string place)
    {
        using var stream = entry.Open();
        var buffer = new byte[1 << 16];
        var (length, crc) = (0L, 0u);
        while (stream.Read(buffer) is > 0 and var read)
        {
            length += read;
            crc = Crc32.Append(crc, buffer.AsSpan(0, read));
            if (length > entry.Length) break;
        }
        if (length != entry.Length)
            throw new BadFileException(
                $"{place}: {entry.Length} bytes are announced, but {(length > entry.Length ? "more" : length)} are there.");
        if (crc != entry.Crc32)
            throw new BadFileException($"{place}: the checksum is {crc:x8}, but {entry.Crc32:x8} is announced; the data are damaged.");
    }

    /// <summary>
    /// Whether it is what .NET's zip reader throws for damage: InvalidDataException mostly, others where it trusts a number.
    /// </summary>
    internal static bool IsDamage(Exception e) =>
        e is InvalidDataException or ArgumentException or OverflowException or NotSupportedException or (
            IOException and not BadFileException) or IndexOutOfRangeException;
}
