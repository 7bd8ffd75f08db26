using System.Buffers;
using System.Runtime.InteropServices;
using JpegLibrary;

namespace LatentSharp;

/// <summary>
/// Writes pictures of 8 bits a channel as baseline JPEG (ITU-T T.81) with the usual tables of quantisation, chroma at half the samples in
/// both directions (4:2:0), and Huffman codes made for the picture.
/// </summary>
public static class JpegWriter
{
    /// <summary>The least and the greatest quality.</summary>
    public const int LeastQuality = 1, BestQuality = 100;

    /// <summary>The bytes of a JPEG file.</summary>
    /// <param name="pixels">Rows from the top, pixels from the left, channels innermost.</param>
    /// <param name="width">Pixels in a row, 1 to 65,535.</param>
    /// <param name="height">Rows, 1 to 65,535.</param>
    /// <param name="channels">1 for grey, 3 for red, green and blue.</param>
    /// <param name="quality">1 to 100, as libjpeg counts it.</param>
    /// <exception cref="BadArgumentException">The pixels do not fill the picture, or a number does not fit.</exception>
    public static byte[] Encode(ReadOnlySpan<byte> pixels, int width, int height, int channels, int quality)
    {
        if (channels is not (1 or 3))
            throw new BadArgumentException($"JPEG: {channels} channels; a picture has 1 (grey) or 3 (red, green, blue).");
        if (width is < 1 or > ushort.MaxValue || height is < 1 or > ushort.MaxValue || pixels.Length != (long)width * height * channels)
            throw new BadArgumentException($"JPEG: {pixels.Length} bytes are no picture of {width} x {height} pixels of {channels} bytes.");
        if (quality is < LeastQuality or > BestQuality)
            throw new BadArgumentException($"JPEG: a quality of {quality} does not fit; {LeastQuality} to {BestQuality} would.");
        var encoder = new JpegEncoder();
        encoder.SetInputReader(new Blocks(pixels, width, height, channels));
        encoder.SetQuantizationTable(JpegStandardQuantizationTable.ScaleByQuality(
            JpegStandardQuantizationTable.GetLuminanceTable(JpegElementPrecision.Precision8Bit, 0), quality));
        AddTables(encoder, 0);
        var share = channels == 1 ? (byte)1 : (byte)2;
        encoder.AddComponent(1, 0, 0, 0, share, share);
        if (channels == 3)
        {
            encoder.SetQuantizationTable(JpegStandardQuantizationTable.ScaleByQuality(
                JpegStandardQuantizationTable.GetChrominanceTable(JpegElementPrecision.Precision8Bit, 1), quality));
            AddTables(encoder, 1);
            encoder.AddComponent(2, 1, 1, 1, 1, 1);
            encoder.AddComponent(3, 1, 1, 1, 1, 1);
        }
        var file = new ArrayBufferWriter<byte>();
        encoder.SetOutput(file);
        encoder.Encode();
        return file.WrittenSpan.ToArray();
    }

    /// <summary>Without codes, so that the encoder makes them.</summary>
    private static void AddTables(JpegEncoder encoder, byte id)
    {
        encoder.SetHuffmanTable(isDcTable: true, id);
        encoder.SetHuffmanTable(isDcTable: false, id);
    }

    /// <summary>Luma and chroma of a picture by blocks of 8 × 8; beyond the border its last pixels go on.</summary>
    private sealed class Blocks : JpegBlockInputReader
    {
        private const int Side = 8;

        private readonly byte[][] planes;

        internal Blocks(ReadOnlySpan<byte> pixels, int width, int height, int channels)
        {
            (Width, Height) = (width, height);
            planes = [.. Enumerable.Range(0, channels).Select(_ => new byte[width * height])];
            for (var i = 0; i < width * height; i++)
            {
                if (channels == 1)
                {
                    planes[0][i] = pixels[i];
                    continue;
                }
                double red = pixels[3 * i], green = pixels[(3 * i) + 1], blue = pixels[(3 * i) + 2];
                planes[0][i] = Whole((0.299 * red) + (0.587 * green) + (0.114 * blue));
                planes[1][i] = Whole(128 - (0.168735892 * red) - (0.331264108 * green) + (0.5 * blue));
                planes[2][i] = Whole(128 + (0.5 * red) - (0.418687589 * green) - (0.081312411 * blue));
            }
        }

        public override int Width { get; }

        public override int Height { get; }

        public override void ReadBlock(ref short blockRef, int componentIndex, int x, int y)
        {
            var block = MemoryMarshal.CreateSpan(ref blockRef, Side * Side);
            var plane = planes[componentIndex];
            for (var i = 0; i < block.Length; i++)
                block[i] = plane[(Math.Min(y + (i / Side), Height - 1) * Width) + Math.Min(x + (i % Side), Width - 1)];
        }

        private static byte Whole(double value) => (byte)Math.Clamp(Math.Round(value), 0, 255);
    }
}
