using System.Buffers.Binary;
using System.Globalization;

namespace LatentSharp;

/// <summary>How the numbers of a WAV file are written.</summary>
/// <param name="IsFloat">Whether they are floats; otherwise whole numbers, without a sign where they have 8 bits.</param>
/// <param name="Bytes">Of each.</param>
internal readonly record struct WavFormat(bool IsFloat, int Bytes);

/// <summary>What stands around the numbers of a WAV file.</summary>
/// <param name="Info">Its sizes.</param>
/// <param name="Format">How numbers are written.</param>
/// <param name="Data">Where they begin.</param>
internal sealed record WavWalk(SoundInfo Info, WavFormat Format, long Data)
{
    private const int HeaderBytes = 12, ChunkBytes = 8, FormatBytes = 16, ExtensibleBytes = 40, MostRate = 1_000_000, MostChannels = 1024;
    private const int Pcm = 1, Float = 3, Extensible = 0xFFFE;

    // What follows the number of the format in the identifier of an extensible one.
    private static readonly byte[] ExtensibleEnd = [0, 0, 0, 0, 0x10, 0, 0x80, 0, 0, 0xAA, 0, 0x38, 0x9B, 0x71];

    /// <exception cref="BadFileException">It is damaged, cut short, or of a kind that is not read.</exception>
    internal static WavWalk Follow(Stream stream, string name)
    {
        ArgumentNullException.ThrowIfNull(stream);
        if (stream.Length == 0) throw new BadFileException($"{name}: the file is empty; a WAV file is expected.");
        stream.Position = 0;
        Span<byte> head = stackalloc byte[HeaderBytes];
        head = head[..stream.ReadAtLeast(head, HeaderBytes, throwOnEndOfStream: false)];
        if (head.StartsWith("RF64"u8) || head.StartsWith("RIFX"u8) || head.StartsWith("BW64"u8))
            throw new BadFileException(
                $"{name}: this is a file in the format {System.Text.Encoding.ASCII.GetString(head[..4])}, which is not read; convert it to "
                + "WAV.");
        if (!head.StartsWith("RIFF"u8) || (head.Length == HeaderBytes && !head[8..].SequenceEqual("WAVE"u8)))
            throw new BadFileException($"{name}: this is not a WAV file.");
        if (head.Length < HeaderBytes) throw Cut(stream, name);
        var end = Math.Min(stream.Length, ChunkBytes + (long)BinaryPrimitives.ReadUInt32LittleEndian(head[4..]));
        if (ChunkBytes + (long)BinaryPrimitives.ReadUInt32LittleEndian(head[4..]) > stream.Length) throw Cut(stream, name);
        (WavFormat Format, int Rate, int Channels)? format = null;
        (long Start, long Bytes)? data = null;
        var at = (long)HeaderBytes;
        Span<byte> chunk = stackalloc byte[ChunkBytes];
        while (at < end)
        {
            if (end - at < ChunkBytes) throw Bad(name, at, "the file ends within the head of a chunk");
            stream.Position = at;
            stream.ReadExactly(chunk);
            long bytes = BinaryPrimitives.ReadUInt32LittleEndian(chunk[4..]);
            at += ChunkBytes;
            if (bytes > end - at)
                throw Bad(name, at, $"a chunk of {bytes} bytes begins here, but there are only {end - at}; the file is cut short");
            if (chunk.StartsWith("fmt "u8))
                format = format is null ? ReadFormat(stream, at, bytes, name) : throw Bad(name, at, "the format is said twice");
            if (chunk.StartsWith("data"u8)) data = data is null ? (at, bytes) : throw Bad(name, at, "there are two chunks of numbers");
            // A chunk of odd length is followed by a byte, which some writers leave out at the end.
            at += bytes + (bytes % 2);
        }
        if (format is not { } known) throw Bad(name, at, "nothing says the format of the numbers");
        if (data is not { } numbers) throw Bad(name, at, "there is no chunk of numbers");
        var size = known.Format.Bytes * known.Channels;
        if (numbers.Bytes % size != 0)
            throw Bad(name, numbers.Start, $"{numbers.Bytes} bytes are no whole number of times of {size} bytes");
        if (numbers.Bytes / known.Format.Bytes > Array.MaxLength)
            throw Bad(name, numbers.Start, $"{numbers.Bytes / known.Format.Bytes} numbers are too many for one recording");
        var encoding = string.Create(
            CultureInfo.InvariantCulture, $"{8 * known.Format.Bytes} bit {(known.Format.IsFloat ? "float" : "PCM")}");
        return new WavWalk(new SoundInfo(known.Rate, known.Channels, numbers.Bytes / size, encoding), known.Format, numbers.Start);
    }

    private static (WavFormat Format, int Rate, int Channels) ReadFormat(Stream stream, long at, long bytes, string name)
    {
        Span<byte> chunk = stackalloc byte[ExtensibleBytes];
        if (bytes < FormatBytes) throw Bad(name, at, $"a format of {bytes} bytes cannot be");
        chunk = chunk[..(int)Math.Min(bytes, ExtensibleBytes)];
        stream.ReadExactly(chunk);
        int Short(ReadOnlySpan<byte> from) => BinaryPrimitives.ReadUInt16LittleEndian(from);
        var (kind, channels, size, bits) = (Short(chunk), Short(chunk[2..]), Short(chunk[12..]), Short(chunk[14..]));
        long rate = BinaryPrimitives.ReadUInt32LittleEndian(chunk[4..]);
        if (kind == Extensible)
        {
            if (chunk.Length < ExtensibleBytes || !chunk[26..].SequenceEqual(ExtensibleEnd))
                throw Bad(name, at, "an extensible format is expected here, but its identifier is none that is known");
            kind = Short(chunk[24..]);
        }
        if (kind is not (Pcm or Float))
            throw new BadFileException(
                $"{name}: this WAV file has numbers in the format {kind}, which is not read; convert it to PCM of 16 bits.");
        if (kind == Pcm ? bits is not (8 or 16 or 24 or 32) : bits is not (32 or 64))
            throw Bad(name, at, $"{(kind == Pcm ? "whole numbers" : "floats")} of {bits} bits are not read; "
                + $"{(kind == Pcm ? "8, 16, 24 or 32" : "32 or 64")} are");
        if (channels is < 1 or > MostChannels || rate is < 1 or > MostRate)
            throw Bad(name, at, $"{channels} channels at {rate} Hz cannot be");
        if (size != channels * bits / 8) throw Bad(name, at, $"{channels} numbers of {bits} bits are not {size} bytes");
        return (new WavFormat(kind == Float, bits / 8), (int)rate, channels);
    }

    private static BadFileException Cut(Stream stream, string name) =>
        BadFileException.At(name, $"byte {stream.Length}", "the file ends before its numbers do; it is cut short.");

    private static BadFileException Bad(string name, long at, string problem) =>
        BadFileException.At(name, FormattableString.Invariant($"byte {at}"), problem + ".");
}
