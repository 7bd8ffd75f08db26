using System.Globalization;

namespace LatentSharp;

/// <summary>
/// The squares that a picture is told of by: one pixel of a photo says next to nothing. No side has more than
/// <see cref="MostAcross"/> of them, so that small pictures are told of pixel by pixel.
/// </summary>
internal sealed class PictureBlocks
{
    private const int MostAcross = 32;

    private readonly int height, width, depth, side, across;

    private PictureBlocks(int height, int width, int depth, int side)
    {
        (this.height, this.width, this.depth, this.side) = (height, width, depth, side);
        across = Across(width, side);
        Count = Across(height, side) * across;
    }

    /// <summary>How many there are.</summary>
    public int Count { get; }

    /// <summary>Of pictures (H, W) or (H, W, C); null where each pixel tells for itself.</summary>
    public static PictureBlocks? Of(SampleLook look)
    {
        if (look.Kind != SampleKind.Picture) return null;
        var (height, width) = (look.Shape[0], look.Shape[1]);
        var side = Across(Math.Max(height, width), MostAcross);
        return side <= 1 ? null : new(height, width, look.Shape.Rank == 2 ? 1 : look.Shape[2], side);
    }

    /// <summary>The block that a value is in.</summary>
    public int At(int place) => (place / depth / width / side * across) + (place / depth % width / side);

    /// <summary><c>rows 9 to 16, columns 1 to 8</c>, counted from 1.</summary>
    public string Name(int block) => $"rows {Range(block / across, height)}, columns {Range(block % across, width)}";

    /// <summary>The mean of a block's values.</summary>
    public float Mean(int block, ReadOnlySpan<float> values)
    {
        var (sum, count) = (0.0, 0);
        for (var row = block / across * side; row < Math.Min(height, ((block / across) + 1) * side); row++)
        {
            for (var column = block % across * side; column < Math.Min(width, ((block % across) + 1) * side); column++)
            {
                foreach (var value in values.Slice(((row * width) + column) * depth, depth)) sum += value;
                count += depth;
            }
        }
        return (float)(sum / count);
    }

    private string Range(int block, int length) => string.Create(
        CultureInfo.InvariantCulture, $"{(block * side) + 1} to {Math.Min(length, (block + 1) * side)}");

    private static int Across(int length, int of) => (length + of - 1) / of;
}
