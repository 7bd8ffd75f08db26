using System.Buffers.Binary;

namespace LatentSharp;

/// <summary>The chunk IHDR: sizes, depth, kind of pixels and whether the rows come in seven passes (Adam7).</summary>
internal readonly record struct PngHeader(int Width, int Height, int Depth, PngColor Color, bool IsInterlaced)
{
    internal const int Length = 13;

    internal static ReadOnlySpan<byte> Signature => [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];

    /// <summary>Values that stand in the file for each pixel.</summary>
    internal int StoredChannels =>
        Color switch { PngColor.Grey or PngColor.Palette => 1, PngColor.GreyAlpha => 2, PngColor.Color => 3, _ => 4 };

    internal int BitsPerPixel => StoredChannels * Depth;

    internal static PngHeader Parse(ReadOnlySpan<byte> data, string name)
    {
        var width = BinaryPrimitives.ReadUInt32BigEndian(data);
        var height = BinaryPrimitives.ReadUInt32BigEndian(data[4..]);
        if (width is 0 or > int.MaxValue || height is 0 or > int.MaxValue)
            throw Bad($"{width} x {height} pixels cannot be; both sizes are from 1 to 2147483647");
        var (depth, color, compression, filter, interlace) = (data[8], data[9], data[10], data[11], data[12]);
        var fits = color switch
        {
            0 => depth is 1 or 2 or 4 or 8 or 16,
            3 => depth is 1 or 2 or 4 or 8,
            2 or 4 or 6 => depth is 8 or 16,
            _ => throw Bad($"colour type {color} is not known; 0, 2, 3, 4 and 6 are"),
        };
        if (!fits) throw Bad($"{depth} bits do not go with colour type {color}");
        if (compression != 0 || filter != 0) throw Bad($"compression {compression} and filter {filter} are not known; 0 and 0 are");
        if (interlace > 1) throw Bad($"interlace method {interlace} is not known; 0 and 1 are");
        return new PngHeader((int)width, (int)height, depth, (PngColor)color, interlace == 1);

        BadFileException Bad(string problem) => BadFileException.At(name, "header", problem + ".");
    }

    /// <summary>The passes in which pixels come: where each begins, its steps and its sizes. Passes without pixels are left out.</summary>
    internal List<PngPass> Passes()
    {
        if (!IsInterlaced) return [new PngPass(0, 0, 1, 1, Width, Height)];
        var passes = new List<PngPass>(7);
        foreach (var (x, y, stepX, stepY) in Adam7)
        {
            var pass = new PngPass(
                x, y, stepX, stepY, (int)(((long)Width - x + stepX - 1) / stepX), (int)(((long)Height - y + stepY - 1) / stepY));
            if (pass.Width > 0 && pass.Height > 0) passes.Add(pass);
        }
        return passes;
    }

    /// <summary>The bytes of one row of a pass, without the one that names its filter.</summary>
    internal long RowBytes(PngPass pass) => (((long)pass.Width * BitsPerPixel) + 7) / 8;

    private static readonly (int X, int Y, int StepX, int StepY)[] Adam7 =
    [
        (0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2),
    ];
}

/// <summary>One of the passes in which an interlaced picture's pixels come; a plain picture has one.</summary>
internal readonly record struct PngPass(int X, int Y, int StepX, int StepY, int Width, int Height);

/// <summary>The colour types of the specification.</summary>
internal enum PngColor
{
    Grey = 0,
    Color = 2,
    Palette = 3,
    GreyAlpha = 4,
    ColorAlpha = 6,
}
