using System.Buffers.Binary;

namespace LatentSharp;

/// <summary>Follows an Ogg file from page to page to its end (RFC 3533), with the sum of each.</summary>
/// <param name="file">The file.</param>
/// <param name="name">What to call it in messages.</param>
internal sealed class OggWalk(byte[] file, string name)
{
    private const int HeadBytes = 27, SumPlace = 22, First = 2, Last = 4;
    private const uint Polynomial = 0x04C11DB7;

    private static readonly uint[] Sums = Table();

    private readonly VorbisHeads known = new(name);
    private readonly List<byte> packet = [];
    private (int Rate, int Channels) format;
    private int heads;

    /// <exception cref="BadFileException">It is damaged, cut short, or of a kind that is not read.</exception>
    internal SoundInfo Follow()
    {
        var (at, number, isLast) = (0, 0u, false);
        var (serial, length) = (0u, 0L);
        while (at < file.Length)
        {
            if (isLast) throw Bad(at, "there is another stream behind the first, and one alone is read");
            var page = Page(at);
            var own = BinaryPrimitives.ReadUInt32LittleEndian(page[14..]);
            if (number == 0)
            {
                if ((page[5] & First) == 0) throw Bad(at, "the first page is missing");
                serial = own;
            }
            else if (own != serial || (page[5] & First) != 0)
            {
                throw Bad(at, "there are several streams, and one alone is read");
            }
            if (BinaryPrimitives.ReadUInt32LittleEndian(page[18..]) != number)
                throw Bad(at, $"page {number} is expected here, but this is page {BinaryPrimitives.ReadUInt32LittleEndian(page[18..])}");
            TakeHeads(page);
            var place = BinaryPrimitives.ReadInt64LittleEndian(page[6..]);
            if (place != -1)
            {
                if (place < length) throw Bad(at, "a page ends before the one before it");
                length = place;
            }
            isLast = (page[5] & Last) != 0;
            number++;
            at += page.Length;
        }
        if (!isLast) throw Cut();
        if (heads < 3) throw Bad(file.Length, "the heads of Vorbis are missing");
        var info = new SoundInfo(format.Rate, format.Channels, length, "Ogg Vorbis");
        UnpackedLimit.Current.CheckStream(name, file.Length, long.CreateSaturating((Int128)info.Length * info.Channels * sizeof(float)));
        return info;
    }

    /// <summary>A whole page whose sum is right.</summary>
    private ReadOnlySpan<byte> Page(int at)
    {
        if (at + HeadBytes > file.Length) throw Cut();
        if (!file.AsSpan(at).StartsWith("OggS"u8))
            throw at == 0 ? new BadFileException($"{name}: this is not an Ogg file.") : Bad(at, "a page is expected here");
        if (file[at + 4] != 0) throw Bad(at, $"pages of version {file[at + 4]} are not known");
        var head = HeadBytes + file[at + 26];
        if (at + head > file.Length) throw Cut();
        var length = head;
        foreach (var part in file.AsSpan(at + HeadBytes, file[at + 26])) length += part;
        if (at + length > file.Length) throw Cut();
        var page = file.AsSpan(at, length);
        if (Sum(page) != BinaryPrimitives.ReadUInt32LittleEndian(page[SumPlace..]))
            throw Bad(at, "the sum of the page that begins here is wrong");
        return page;
    }

    /// <summary>Takes the packets of a page, as long as heads are missing.</summary>
    private void TakeHeads(ReadOnlySpan<byte> page)
    {
        var at = HeadBytes + page[26];
        foreach (var part in page.Slice(HeadBytes, page[26]))
        {
            if (heads == 3) return;
            packet.AddRange(page.Slice(at, part));
            at += part;
            // A packet goes on where a part is full.
            if (part == byte.MaxValue) continue;
            byte[] whole = [.. packet];
            packet.Clear();
            if (heads == 0) format = known.Identify(whole);
            else if (heads == 1) known.CheckComments(whole);
            else known.CheckSetup(whole);
            heads++;
        }
    }

    /// <summary>The sum of a page, its own four bytes taken for 0: a polynomial from the greatest bit, beginning with 0.</summary>
    internal static uint Sum(ReadOnlySpan<byte> page)
    {
        var sum = 0u;
        for (var i = 0; i < page.Length; i++)
            sum = (sum << 8) ^ Sums[(sum >> 24) ^ (i is >= SumPlace and < SumPlace + 4 ? (byte)0 : page[i])];
        return sum;
    }

    private static uint[] Table()
    {
        var sums = new uint[256];
        for (var i = 0u; i < 256; i++)
        {
            var sum = i << 24;
            for (var bit = 0; bit < 8; bit++) sum = (sum << 1) ^ (sum >> 31 != 0 ? Polynomial : 0);
            sums[i] = sum;
        }
        return sums;
    }

    private BadFileException Cut() =>
        BadFileException.At(name, $"byte {file.Length}", "the file ends before its last page; it is cut short.");

    private BadFileException Bad(int at, string problem) => BadFileException.At(name, $"byte {at}", $"the file is damaged: {problem}.");
}
