using System.Buffers.Binary;

namespace LatentSharp;

/// <summary>
/// Reads the three packets that stand before the sound (Vorbis I, sections 4 and 3.2.1) as far as they say how much memory is needed: the
/// library takes it before it looks whether there is so much behind it.
/// </summary>
/// <param name="name">What to call the file in messages.</param>
internal sealed class VorbisHeads(string name)
{
    private const int HeadBytes = 7, IdentificationBytes = 30, MostRate = 1_000_000;
    private const int MostEntries = 1 << 17, MostNumbers = 1 << 21, Sync = 0x564342;

    private byte[] packet = [];
    private long bit;

    /// <summary>The rate and the channels that the first packet says.</summary>
    /// <exception cref="BadFileException">It is of another format, or cannot be.</exception>
    internal (int Rate, int Channels) Identify(ReadOnlySpan<byte> first)
    {
        if (first.StartsWith("OpusHead"u8)) throw NotRead("Opus");
        if (first.StartsWith("\u007FFLAC"u8)) throw NotRead("FLAC");
        if (first.StartsWith("Speex"u8)) throw NotRead("Speex");
        if (first.Length < IdentificationBytes || !IsHead(first, 1)) throw Bad("the first packet is no head of Vorbis");
        long rate = BinaryPrimitives.ReadUInt32LittleEndian(first[12..]);
        if (first[11] == 0 || rate is < 1 or > MostRate) throw Bad($"{first[11]} channels at {rate} Hz cannot be");
        var (small, large) = (first[28] & 15, first[28] >> 4);
        if (small is < 6 or > 13 || large is < 6 or > 13 || small > large) throw Bad("its blocks have sizes that cannot be");
        return ((int)rate, first[11]);
    }

    /// <summary>Follows the comments.</summary>
    /// <exception cref="BadFileException">They go beyond their packet.</exception>
    internal void CheckComments(ReadOnlySpan<byte> second)
    {
        if (!IsHead(second, 3)) throw Bad("the second packet holds no comments");
        var at = (long)HeadBytes;
        at += Length(second, at) + sizeof(uint);
        var count = Length(second, at);
        at += sizeof(uint);
        for (var i = 0L; i < count; i++) at += Length(second, at) + sizeof(uint);
        if (at > second.Length) throw Bad("a comment goes beyond its packet");
    }

    /// <summary>Follows the codebooks.</summary>
    /// <exception cref="BadFileException">They go beyond their packet, or are larger than any that sound needs.</exception>
    internal void CheckSetup(byte[] third)
    {
        if (!IsHead(third, 5)) throw Bad("the third packet holds no codebooks");
        (packet, bit) = (third, 8 * HeadBytes);
        var numbers = 0L;
        for (var books = Bits(8) + 1; books > 0; books--)
        {
            if (Bits(24) != Sync) throw Bad("a codebook is expected in the third packet");
            var (width, entries) = (Bits(16), Bits(24));
            if (entries > MostEntries) throw Bad($"a codebook of {entries} entries cannot be");
            SkipLengths(entries);
            var kind = Bits(4);
            if (kind > 2) throw Bad($"a codebook of kind {kind} is not known");
            if (kind == 0) continue;
            numbers += (long)entries * width;
            if (width == 0 || numbers > MostNumbers) throw Bad($"a codebook of {entries} entries of {width} numbers cannot be");
            Bits(32);
            Bits(32);
            var bits = Bits(4) + 1;
            Bits(1);
            Skip((kind == 1 ? Values(entries, width) : (long)entries * width) * bits);
        }
    }

    private void SkipLengths(int entries)
    {
        if (Bits(1) == 0)
        {
            var isSparse = Bits(1) == 1;
            for (var i = 0; i < entries; i++)
                if (!isSparse || Bits(1) == 1) Bits(5);
            return;
        }
        Bits(5);
        for (var known = 0; known < entries;)
        {
            var more = Bits(32 - System.Numerics.BitOperations.LeadingZeroCount((uint)(entries - known)));
            known += more;
            if (known > entries) throw Bad("a codebook has more lengths than entries");
        }
    }

    /// <summary>The greatest number whose power is at most the entries.</summary>
    private static int Values(int entries, int width)
    {
        var value = (int)Math.Floor(Math.Pow(entries, 1.0 / width));
        while (Power(value + 1) <= entries) value++;
        while (value > 0 && Power(value) > entries) value--;
        return value;

        double Power(int of) => Math.Pow(of, width);
    }

    private int Bits(int count)
    {
        if (bit + count > 8L * packet.Length) throw Bad("the codebooks go beyond their packet");
        var value = 0;
        for (var i = 0; i < count; i++, bit++) value |= ((packet[bit / 8] >> (int)(bit % 8)) & 1) << i;
        return value;
    }

    private void Skip(long count)
    {
        bit += count;
        Bits(0);
    }

    private long Length(ReadOnlySpan<byte> comments, long at) => at + sizeof(uint) <= comments.Length
        ? BinaryPrimitives.ReadUInt32LittleEndian(comments[(int)at..])
        : throw Bad("a comment goes beyond its packet");

    private static bool IsHead(ReadOnlySpan<byte> packet, byte kind) =>
        packet.Length >= HeadBytes && packet[0] == kind && packet[1..].StartsWith("vorbis"u8);

    private BadFileException NotRead(string format) =>
        new($"{name}: this is an Ogg file of {format}, which is not read; convert it to WAV.");

    private BadFileException Bad(string problem) => BadFileException.At(name, "head", $"the file is damaged: {problem}.");
}
