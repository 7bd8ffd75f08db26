namespace LatentSharp;

/// <summary>Keeps rows of numbers of which it is not known how many there will be.</summary>
/// <param name="width">The numbers of a row.</param>
internal sealed class GrowingRows(int width)
{
    private const int FirstRows = 16, MostInBlock = 1 << 18;

    private readonly List<float[]> blocks = [];
    private int filled;

    /// <summary>A further row, of zeros.</summary>
    internal Span<float> Add()
    {
        if (blocks.Count == 0 || filled == blocks[^1].Length)
        {
            var rows = blocks.Count == 0 ? FirstRows : 2 * (blocks[^1].Length / width);
            blocks.Add(new float[Math.Clamp(MostInBlock / width, 1, rows) * width]);
            filled = 0;
        }
        filled += width;
        return blocks[^1].AsSpan(filled - width, width);
    }

    /// <summary>Gives all rows away, in their order; each block's memory is free once it is copied.</summary>
    internal void MoveTo(Span<float> rows)
    {
        for (var i = 0; i < blocks.Count; i++)
        {
            var block = blocks[i].AsSpan(0, i == blocks.Count - 1 ? filled : blocks[i].Length);
            block.CopyTo(rows);
            rows = rows[block.Length..];
            blocks[i] = [];
        }
    }
}
