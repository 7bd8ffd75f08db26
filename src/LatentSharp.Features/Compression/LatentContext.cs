namespace LatentSharp;

/// <summary>
/// Goes over a picture's coefficients, block by block from the top left, and says of each what its predecessors tell: which table holds,
/// and for the first of each plane, whose mean it is, what it is about. What is coded is the difference.
/// </summary>
/// <param name="tables">What was learned; null for predictions alone.</param>
/// <param name="coefficients">Those of a block.</param>
/// <param name="size">Those of one plane of a block.</param>
/// <param name="down">Rows of blocks.</param>
/// <param name="across">Blocks in a row.</param>
internal sealed class LatentContext(LatentTables? tables, int coefficients, int size, int down, int across)
{
    private readonly int[] sums = new int[coefficients];
    private readonly int[] values = new int[checked(down * across * coefficients)];
    private readonly byte[] magnitudes = new byte[down * across * coefficients];
    private int row, column, begin;

    /// <summary>Coefficients of a block.</summary>
    internal int Coefficients => coefficients;

    /// <summary>Rows of blocks.</summary>
    internal int Down => down;

    /// <summary>Blocks in a row.</summary>
    internal int Across => across;

    /// <summary>How many blocks there are.</summary>
    internal int Blocks => down * across;

    /// <summary>All coefficients, those that were told.</summary>
    internal int[] Values => values;

    /// <summary>Goes to a block for predictions and values alone.</summary>
    internal void Go(int block) => (row, column, begin) = (block / across, block % across, block * coefficients);

    /// <summary>Goes to a block; those before it must have been told.</summary>
    internal void Begin(int block)
    {
        Go(block);
        if (tables is null) return;
        sums.AsSpan().Clear();
        for (var source = 0; source < LatentTables.Sources - 1; source++)
        {
            var from = Source(source);
            for (var i = 0; i < from.Length; i++)
                if (from[i] > 0) Add((source * coefficients) + i, from[i]);
        }
    }

    /// <summary>The magnitudes of a neighbour's differences, or of the block's own; empty beyond the border.</summary>
    internal ReadOnlySpan<byte> Source(int source)
    {
        var place = source switch
        {
            0 => column > 0 ? begin - coefficients : -1,
            1 => row > 0 ? begin - (across * coefficients) : -1,
            2 => row > 0 && column < across - 1 ? begin - ((across - 1) * coefficients) : -1,
            _ => begin,
        };
        return place < 0 ? [] : magnitudes.AsSpan(place, coefficients);
    }

    /// <summary>The table of the block's next coefficient.</summary>
    internal int Table(int coefficient) => LatentTables.Table(sums[coefficient]);

    /// <summary>
    /// What a coefficient is about: 0, and for the first of a plane what a slope through the neighbours says, (3 left + 3 above - 2 above
    /// left) / 4.
    /// </summary>
    internal int Prediction(int coefficient)
    {
        if (coefficient % size != 0) return 0;
        var at = begin + coefficient;
        if (row == 0) return column == 0 ? 0 : values[at - coefficients];
        var above = values[at - (across * coefficients)];
        if (column == 0) return above;
        return ((3 * (values[at - coefficients] + above)) - (2 * values[at - ((across + 1) * coefficients)]) + 2) >> 2;
    }

    /// <summary>What a coefficient that was told differs by from its prediction.</summary>
    internal int Difference(int coefficient) => values[begin + coefficient] - Prediction(coefficient);

    /// <summary>Tells the difference of a coefficient from its prediction.</summary>
    /// <exception cref="InvalidDataException">The coefficient would be greater than any is.</exception>
    internal void Tell(int coefficient, int difference)
    {
        var value = difference + Prediction(coefficient);
        if (Math.Abs(value) > PictureCode.Most) throw new InvalidDataException("a coefficient is greater than any is");
        values[begin + coefficient] = value;
        if (difference == 0) return;
        var magnitude = (byte)Math.Min(Math.Abs(difference), LatentTables.MostCounted);
        magnitudes[begin + coefficient] = magnitude;
        if (tables is not null) Add(((LatentTables.Sources - 1) * coefficients) + coefficient, magnitude);
    }

    private void Add(int source, int magnitude)
    {
        var added = tables!.Added(source);
        for (var i = 0; i < sums.Length; i++) sums[i] += magnitude * added[i];
    }
}
