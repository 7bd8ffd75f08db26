using System.Buffers.Binary;

namespace LatentSharp;

/// <summary>Follows a GIF file from block to block to its end, and keeps its first picture.</summary>
internal sealed class GifWalk(byte[] file, string name)
{
    private const int HeaderBytes = 13, PictureBytes = 9;

    private int at, transparent = -1;

    internal GifFrame Follow()
    {
        if (!file.AsSpan().StartsWith("GIF87a"u8) && !file.AsSpan().StartsWith("GIF89a"u8))
            throw new BadFileException($"{name}: this is not a GIF file.");
        var header = Take(HeaderBytes);
        var (width, height) = (Short(header[6..]), Short(header[8..]));
        if (width == 0 || height == 0) throw Bad($"{width} x {height} pixels cannot be");
        var global = Palette(header[10]);
        GifFrame? first = null;
        while (true)
        {
            switch (Take(1)[0])
            {
                case 0x3B:
                    return first ?? throw Bad("there is no picture before the end");
                case 0x21:
                    TakeExtension(isBefore: first is null);
                    break;
                case 0x2C:
                    var frame = TakeFrame(width, height, global, isKept: first is null);
                    first ??= frame;
                    break;
                case var other:
                    throw Bad($"a block of kind {other:X2} is not known");
            }
        }
    }

    private GifFrame? TakeFrame(int width, int height, byte[][]? global, bool isKept)
    {
        var own = Take(PictureBytes);
        var (left, top, across, down) = (Short(own), Short(own[2..]), Short(own[4..]), Short(own[6..]));
        if (across == 0 || down == 0 || left + across > width || top + down > height)
            throw Bad($"a picture of {across} x {down} pixels at {left}, {top} does not fit into {width} x {height}");
        var isInterlaced = (own[8] & 0x40) != 0;
        var palette = Palette(own[8]) ?? global ?? throw Bad("a picture has no palette");
        var bits = Take(1)[0];
        if (bits is < 1 or > 8) throw Bad($"codes of {bits} bits cannot be");
        var codes = Blocks(isKept);
        return isKept ? new(width, height, left, top, across, down, isInterlaced, palette, transparent, bits, codes) : null;
    }

    /// <summary>What is said of the picture that follows.</summary>
    private void TakeExtension(bool isBefore)
    {
        var kind = Take(1)[0];
        var content = Blocks(isKept: isBefore && kind == 0xF9);
        if (isBefore && kind == 0xF9 && content.Length >= 4) transparent = (content[0] & 1) != 0 ? content[3] : -1;
    }

    private byte[] Blocks(bool isKept)
    {
        var all = new MemoryStream();
        while (Take(1)[0] is > 0 and var length)
        {
            var block = Take(length);
            if (isKept) all.Write(block);
        }
        return all.ToArray();
    }

    private byte[][]? Palette(byte flags)
    {
        if ((flags & 0x80) == 0) return null;
        var colours = new byte[2 << (flags & 7)][];
        for (var i = 0; i < colours.Length; i++) colours[i] = Take(3).ToArray();
        return colours;
    }

    private ReadOnlySpan<byte> Take(int count)
    {
        if (at + count > file.Length)
            throw BadFileException.At(name, $"byte {file.Length}", "the file ends before its last block; it is cut short.");
        at += count;
        return file.AsSpan(at - count, count);
    }

    private static int Short(ReadOnlySpan<byte> bytes) => BinaryPrimitives.ReadUInt16LittleEndian(bytes);

    private BadFileException Bad(string problem) => BadFileException.At(name, $"byte {at}", $"the file is damaged: {problem}.");
}
