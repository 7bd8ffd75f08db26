using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace LatentSharp;

/// <summary>The samples of one component of a JPEG file.</summary>
/// <param name="width">Samples in a row.</param>
/// <param name="height">Rows.</param>
/// <param name="across">Pixels for each sample across.</param>
/// <param name="down">Pixels for each sample down.</param>
internal sealed class JpegPlane(int width, int height, int across, int down)
{
    private const int Side = 8;

    // Rows are read in whole vectors, which may reach beyond the last.
    private readonly byte[] samples = new byte[checked((width * height) + Vector<byte>.Count)];
    private readonly bool[] came = new bool[Blocks(width) * Blocks(height)];

    // A row of samples with its first and last number once more before and behind.
    private readonly ushort[] line = new ushort[Room(width) + 1];

    /// <summary>How many blocks have not come.</summary>
    internal int Missing { get; private set; } = Blocks(width) * Blocks(height);

    /// <summary>The numbers that rows of pixels need so that they are read and written in whole vectors.</summary>
    internal static int Room(int pixels) => ((pixels / Vector<byte>.Count) + 2) * Vector<byte>.Count;

    /// <summary>Takes a block of pixels, for each of which a sample is repeated.</summary>
    internal void Write(ReadOnlySpan<short> block, int x, int y)
    {
        if (across == 1 && down == 1) WriteAll(block, x, y);
        else WriteSome(block, x, y);
        if (x / across % Side != 0 || y / down % Side != 0 || x / across >= width || y / down >= height) return;
        ref var here = ref came[(y / down / Side * Blocks(width)) + (x / across / Side)];
        if (here) return;
        here = true;
        Missing--;
    }

    private void WriteAll(ReadOnlySpan<short> block, int x, int y)
    {
        var count = Math.Min(Side, width - x);
        for (var r = 0; r < Side && y + r < height && count > 0; r++)
        {
            var row = Vector128.Create(block.Slice(r * Side, Side));
            row = Vector128.Min(Vector128.Max(row, Vector128<short>.Zero), Vector128.Create((short)255));
            var bytes = Vector128.Narrow(row.AsUInt16(), row.AsUInt16()).GetLower();
            var to = samples.AsSpan(((y + r) * width) + x, count);
            if (count == Side) bytes.CopyTo(to);
            else
                for (var c = 0; c < to.Length; c++) to[c] = bytes[c];
        }
    }

    private void WriteSome(ReadOnlySpan<short> block, int x, int y)
    {
        for (var r = (down - (y % down)) % down; r < Side; r += down)
        {
            var row = (y + r) / down;
            if (row >= height) break;
            for (var c = (across - (x % across)) % across; c < Side; c += across)
            {
                var column = (x + c) / across;
                if (column >= width) break;
                samples[(row * width) + column] = (byte)Math.Clamp(block[(r * Side) + c], (short)0, (short)255);
            }
        }
    }

    /// <summary>
    /// One row of pixels: at half the samples three parts of the nearer sample and one of the farther, as libjpeg does.
    /// </summary>
    /// <param name="y">The row.</param>
    /// <param name="pixels">Gets them, with the room that <see cref="Room"/> says.</param>
    internal void Row(int y, Span<ushort> pixels)
    {
        var near = samples.AsSpan(y / down * width);
        if (down == 2) Mix(near, samples.AsSpan(Math.Clamp(y % 2 == 0 ? (y / 2) - 1 : (y / 2) + 1, 0, height - 1) * width));
        else Widen(near);
        switch (across)
        {
            case 2:
                (line[0], line[width + 1]) = (line[1], line[width]);
                Interpolate(pixels, down == 2 ? (8, 7, 4) : (1, 2, 2));
                break;
            case 1 when down != 2:
                line.AsSpan(1, width).CopyTo(pixels);
                break;
            default:
                var (bias, bits) = (down != 2 ? 0 : y % 2 == 0 ? 1 : 2, down == 2 ? 2 : 0);
                for (var x = 0; x < width * across && x < pixels.Length; x++) pixels[x] = (ushort)((line[1 + (x / across)] + bias) >> bits);
                break;
        }
    }

    private void Widen(ReadOnlySpan<byte> row)
    {
        for (var i = 0; i < width; i += Vector<byte>.Count)
        {
            var own = new Vector<byte>(row[i..]);
            Put(i, Vector.WidenLower(own), Vector.WidenUpper(own));
        }
    }

    private void Mix(ReadOnlySpan<byte> nearer, ReadOnlySpan<byte> farther)
    {
        for (var i = 0; i < width; i += Vector<byte>.Count)
        {
            var (near, far) = (new Vector<byte>(nearer[i..]), new Vector<byte>(farther[i..]));
            Put(
                i, (Vector.WidenLower(near) * (ushort)3) + Vector.WidenLower(far),
                (Vector.WidenUpper(near) * (ushort)3) + Vector.WidenUpper(far));
        }
    }

    private void Put(int place, Vector<ushort> low, Vector<ushort> high)
    {
        low.CopyTo(line, 1 + place);
        high.CopyTo(line, 1 + place + Vector<ushort>.Count);
    }

    /// <summary>Two pixels of each sample, which lean to the one before and the one behind.</summary>
    private void Interpolate(Span<ushort> pixels, (int Even, int Odd, int Bits) rounding)
    {
        var pairs = MemoryMarshal.Cast<ushort, Vector<uint>>(pixels);
        var (even, odd) = (new Vector<ushort>((ushort)rounding.Even), new Vector<ushort>((ushort)rounding.Odd));
        for (var i = 0; i < width; i += Vector<ushort>.Count)
        {
            var here = new Vector<ushort>(line, i + 1) * (ushort)3;
            var first = (here + new Vector<ushort>(line, i) + even) >> rounding.Bits;
            var second = (here + new Vector<ushort>(line, i + 2) + odd) >> rounding.Bits;
            // The first in the lower half of 32 bits, which stands before the upper one in memory.
            var at = 2 * i / Vector<ushort>.Count;
            pairs[at] = Vector.WidenLower(first) | (Vector.WidenLower(second) << 16);
            pairs[at + 1] = Vector.WidenUpper(first) | (Vector.WidenUpper(second) << 16);
        }
    }

    private static int Blocks(int samples) => (samples + Side - 1) / Side;
}
