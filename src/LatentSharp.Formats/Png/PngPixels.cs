using System.Buffers.Binary;
using System.IO.Compression;
using System.Numerics;

namespace LatentSharp;

/// <summary>Unpacks the pixels of a PNG file whose sizes are known to be true: rows, filters, passes, palette and transparency.</summary>
internal sealed class PngPixels(PngChunks chunks, string name)
{
    private readonly PngHeader header = chunks.Header;
    private readonly PictureInfo info = chunks.Info;
    private readonly ushort[] values = new ushort[chunks.Info.Count];

    internal Picture Unpack()
    {
        using var unpacked = new ZLibStream(chunks.OpenData(), CompressionMode.Decompress);
        try
        {
            foreach (var pass in header.Passes()) ReadPass(unpacked, pass);
            if (unpacked.ReadByte() >= 0)
                throw BadFileException.At(
                    name, "IDAT", $"there are more unpacked bytes than {header.Width} x {header.Height} pixels have.");
        }
        catch (Exception e) when (e is InvalidDataException or (IOException and not (EndOfStreamException or BadFileException)))
        {
            throw BadFileException.At(name, "IDAT", $"the packed pixels are damaged: {e.Message}");
        }
        catch (EndOfStreamException)
        {
            throw BadFileException.At(name, "IDAT", $"the packed pixels end before {header.Width} x {header.Height} of them are there.");
        }
        return new Picture(info, values);
    }

    private void ReadPass(ZLibStream stream, PngPass pass)
    {
        var length = (int)header.RowBytes(pass);
        var isPlain = header is { Depth: 8, Color: not PngColor.Palette } && chunks.Transparency is null;
        var row = new byte[length];
        var above = new byte[length];
        for (var y = 0; y < pass.Height; y++)
        {
            var filter = stream.ReadByte();
            if (filter < 0) throw new EndOfStreamException();
            stream.ReadExactly(row);
            Unfilter(filter, row, above, Math.Max(1, header.BitsPerPixel / 8), pass.Y + (y * pass.StepY));
            var start = (((long)(pass.Y + (y * pass.StepY)) * header.Width) + pass.X) * info.Channels;
            if (isPlain && pass.StepX == 1)
            {
                Widen(row, values.AsSpan((int)start, length));
            }
            else
            {
                for (var x = 0; x < pass.Width; x++)
                    Put(row, x, values.AsSpan((int)(start + ((long)x * pass.StepX * info.Channels)), info.Channels));
            }
            (row, above) = (above, row);
        }
    }

    private static void Widen(ReadOnlySpan<byte> bytes, Span<ushort> values)
    {
        var i = 0;
        for (; i <= bytes.Length - Vector<byte>.Count; i += Vector<byte>.Count)
        {
            var some = new Vector<byte>(bytes[i..]);
            Vector.WidenLower(some).CopyTo(values[i..]);
            Vector.WidenUpper(some).CopyTo(values[(i + Vector<ushort>.Count)..]);
        }
        for (; i < bytes.Length; i++) values[i] = bytes[i];
    }

    /// <summary>Each byte was stored as its difference to one guessed from those left, above and above left.</summary>
    private void Unfilter(int filter, byte[] row, byte[] above, int pixel, int y)
    {
        switch (filter)
        {
            case 0:
                break;
            case 1:
                for (var i = pixel; i < row.Length; i++) row[i] += row[i - pixel];
                break;
            case 2:
                Add(above, row);
                break;
            case 3:
                for (var i = 0; i < row.Length; i++) row[i] += (byte)(((i < pixel ? 0 : row[i - pixel]) + above[i]) / 2);
                break;
            case 4:
                for (var i = 0; i < row.Length; i++) row[i] += i < pixel ? above[i] : Paeth(row[i - pixel], above[i], above[i - pixel]);
                break;
            default:
                throw BadFileException.At(name, $"row {y}", $"filter {filter} is not known; 0 to 4 are.");
        }
    }

    private static void Add(byte[] values, byte[] sums)
    {
        var i = 0;
        for (; i <= sums.Length - Vector<byte>.Count; i += Vector<byte>.Count)
            (new Vector<byte>(sums, i) + new Vector<byte>(values, i)).CopyTo(sums, i);
        for (; i < sums.Length; i++) sums[i] += values[i];
    }

    private static byte Paeth(byte left, byte up, byte upLeft)
    {
        var guess = left + up - upLeft;
        var (toLeft, toUp, toUpLeft) = (Math.Abs(guess - left), Math.Abs(guess - up), Math.Abs(guess - upLeft));
        return toLeft <= toUp && toLeft <= toUpLeft ? left : toUp <= toUpLeft ? up : upLeft;
    }

    private void Put(byte[] row, int x, Span<ushort> pixel)
    {
        switch (header.Color)
        {
            case PngColor.Palette:
                PutColor(Stored(row, x), pixel);
                return;
            case PngColor.Grey when header.Depth < 8:
                var small = Stored(row, x);
                pixel[0] = (ushort)(small * (255 / ((1 << header.Depth) - 1)));
                if (chunks.Transparency is { } clear) pixel[1] = (ushort)(small == BinaryPrimitives.ReadUInt16BigEndian(clear) ? 0 : 255);
                return;
            default:
                var count = header.StoredChannels;
                for (var c = 0; c < count; c++)
                    pixel[c] = header.Depth == 8
                        ? row[(x * count) + c]
                        : BinaryPrimitives.ReadUInt16BigEndian(row.AsSpan(2 * ((x * count) + c)));
                if (chunks.Transparency is { } color)
                    pixel[count] = IsClear(pixel[..count], color) ? (ushort)0 : (ushort)((1 << header.Depth) - 1);
                return;
        }
    }

    private static bool IsClear(ReadOnlySpan<ushort> pixel, byte[] clear)
    {
        for (var c = 0; c < pixel.Length; c++)
            if (pixel[c] != BinaryPrimitives.ReadUInt16BigEndian(clear.AsSpan(2 * c))) return false;
        return true;
    }

    private void PutColor(int index, Span<ushort> pixel)
    {
        if (3 * index >= chunks.Palette.Length)
            throw BadFileException.At(name, "IDAT", $"a pixel has colour {index}, but the palette has only {chunks.Palette.Length / 3}.");
        for (var c = 0; c < 3; c++) pixel[c] = chunks.Palette[(3 * index) + c];
        if (chunks.Transparency is { } alpha) pixel[3] = index < alpha.Length ? alpha[index] : (ushort)255;
    }

    /// <summary>A value of 1 to 8 bits; the leftmost pixel is in the highest bits of its byte.</summary>
    private int Stored(byte[] row, int x)
    {
        var bit = x * header.Depth;
        return (row[bit >> 3] >> (8 - header.Depth - (bit & 7))) & ((1 << header.Depth) - 1);
    }
}
