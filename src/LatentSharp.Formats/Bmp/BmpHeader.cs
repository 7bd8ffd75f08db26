using System.Buffers.Binary;
using System.Numerics;

namespace LatentSharp;

/// <summary>What stands before the pixels of a BMP file.</summary>
internal sealed class BmpHeader
{
    private const int FileBytes = 14, CoreBytes = 12, InfoBytes = 40, MaskedBytes = 52, AlphaBytes = 56;
    private const int Plain = 0, Masks = 3, AlphaMasks = 6;

    private byte[][] palette = [];
    private uint[] masks = [];

    internal int Width { get; private init; }

    internal int Height { get; private init; }

    internal bool FromTop { get; private init; }

    /// <summary>Where the first row is.</summary>
    internal long Pixels { get; private init; }

    internal long RowBytes => ((((long)Width * Bits) + 31) / 32) * 4;

    internal PictureInfo Info => new(Width, Height, masks.Length == 4 ? 4 : IsGrey ? 1 : 3, 8);

    private int Bits { get; init; }

    private bool IsGrey => palette.Length > 0 && Array.TrueForAll(palette, color => color[0] == color[1] && color[1] == color[2]);

    /// <exception cref="BadFileException">It is damaged, cut short, or of a kind that is not read.</exception>
    internal static BmpHeader Read(byte[] file, string name)
    {
        if (file is not [(byte)'B', (byte)'M', ..]) throw new BadFileException($"{name}: this is not a BMP file.");
        if (file.Length < FileBytes + CoreBytes) throw Bad(name, "the file ends within it");
        var bytes = Long(file, FileBytes);
        if (bytes is not (CoreBytes or >= InfoBytes and <= 256) || FileBytes + bytes > file.Length) throw Bad(name, "its size cannot be");
        var isCore = bytes == CoreBytes;
        var (width, height) = isCore
            ? (Short(file, FileBytes + 4), Short(file, FileBytes + 6))
            : ((int)Long(file, FileBytes + 4), (long)(int)Long(file, FileBytes + 8));
        var bits = Short(file, FileBytes + (isCore ? 10 : 14));
        var packing = isCore ? Plain : Long(file, FileBytes + 16);
        if (packing is 1 or 2) throw new BadFileException($"{name}: this is a BMP of run lengths, which is not read; convert it to PNG.");
        if (packing is not (Plain or Masks or AlphaMasks)) throw Bad(name, $"the packing {packing} is not known");
        if (width < 1 || height is 0 or < -int.MaxValue) throw Bad(name, $"{width} x {height} pixels cannot be");
        if (bits is not (1 or 4 or 8 or 16 or 24 or 32) || (packing != Plain && bits is not (16 or 32)))
            throw Bad(name, $"{bits} bits do not go with the packing {packing}");
        var header = new BmpHeader
        {
            Width = width, Height = (int)Math.Abs(height), FromTop = height < 0, Bits = bits, Pixels = Long(file, 10),
        };
        header.TakeColours(file, (int)bytes, packing, name);
        if (header.Info.Count > Array.MaxLength)
            throw Bad(name, $"{header.Info} are {header.Info.Count} numbers, too many for one picture");
        if ((Int128)header.Pixels + ((Int128)header.RowBytes * header.Height) > file.Length)
            throw BadFileException.At(
                name, $"byte {file.Length}", $"the file ends before its {header.Width} x {header.Height} pixels do; it is cut short.");
        return header;
    }

    private void TakeColours(byte[] file, int bytes, long packing, string name)
    {
        var at = FileBytes + bytes;
        if (Bits <= 8)
        {
            var size = bytes == CoreBytes ? 3 : 4;
            var said = bytes == CoreBytes ? 0u : Long(file, FileBytes + 32);
            var count = said == 0 ? 1L << Bits : said;
            if (count > 1 << Bits) throw Bad(name, $"{count} colours are more than {Bits} bits can name");
            if (at + (count * size) > Math.Min(file.Length, Pixels)) throw Bad(name, "the palette goes beyond its place");
            palette = [.. Enumerable.Range(0, (int)count).Select(i => file.AsSpan(at + (i * size), 3).ToArray())];
            foreach (var color in palette) Array.Reverse(color);
            return;
        }
        if (Pixels < at) throw Bad(name, "the pixels begin within it");
        if (packing == Plain)
        {
            masks = Bits == 16 ? [0x7C00, 0x3E0, 0x1F] : [];
            return;
        }
        // Masks are a part of longer headers, and follow the shortest.
        var count3 = packing == AlphaMasks || bytes >= AlphaBytes ? 4 : 3;
        var place = FileBytes + InfoBytes;
        if (place + (4 * count3) > Math.Min(file.Length, bytes >= MaskedBytes ? at : Pixels))
            throw Bad(name, "the masks go beyond their place");
        masks = [.. Enumerable.Range(0, count3).Select(i => Long(file, place + (4 * i)))];
        if (masks is [_, _, _, 0]) masks = masks[..3];
        foreach (var mask in masks)
        {
            var run = mask >> BitOperations.TrailingZeroCount(mask);
            if (mask == 0 || (run & (run + 1)) != 0 || (Bits == 16 && mask > 0xFFFF)) throw Bad(name, $"the mask {mask:X8} is none");
        }
    }

    /// <summary>The channels of a pixel in its row.</summary>
    /// <exception cref="BadFileException">The palette has no such colour.</exception>
    internal void Pixel(ReadOnlySpan<byte> row, int x, Span<byte> pixel, string name)
    {
        if (Bits <= 8)
        {
            var place = x * Bits;
            var index = (row[place / 8] >> (8 - Bits - (place % 8))) & ((1 << Bits) - 1);
            if (index >= palette.Length)
                throw BadFileException.At(name, "pixels", $"a pixel has colour {index}, but the palette has only {palette.Length}.");
            palette[index].CopyTo(pixel);
            return;
        }
        var own = row.Slice(x * (Bits / 8), Bits / 8);
        if (masks.Length == 0)
        {
            (pixel[0], pixel[1], pixel[2]) = (own[2], own[1], own[0]);
            return;
        }
        var value = Bits == 16 ? BinaryPrimitives.ReadUInt16LittleEndian(own) : BinaryPrimitives.ReadUInt32LittleEndian(own);
        for (var c = 0; c < masks.Length; c++)
        {
            var shift = BitOperations.TrailingZeroCount(masks[c]);
            ulong greatest = masks[c] >> shift;
            pixel[c] = (byte)((((ulong)((value & masks[c]) >> shift) * 255) + (greatest / 2)) / greatest);
        }
    }

    private static uint Long(byte[] file, int at) => BinaryPrimitives.ReadUInt32LittleEndian(file.AsSpan(at));

    private static int Short(byte[] file, int at) => BinaryPrimitives.ReadUInt16LittleEndian(file.AsSpan(at));

    private static BadFileException Bad(string name, string problem) =>
        BadFileException.At(name, "header", $"the file is damaged: {problem}.");
}
