using System.Globalization;

namespace LatentSharp;

/// <summary>
/// Finds out what the numbers of an array say about the samples' classes: whole numbers of shape (N) or (N, 1), or rows of shape (N, K)
/// with a single 1 among zeros, whose place is the class. They are taken one at a time, in the order of the file, and are never rounded.
/// </summary>
internal sealed class NumberLabels
{
    private readonly Shape shape;
    private readonly int count;
    private readonly bool columnsFirst;
    private readonly string[] texts;
    private readonly int[] hot;
    private readonly Dictionary<Int128, string> known = [];

    /// <param name="shape">That of the array; it has <paramref name="count"/> rows.</param>
    /// <param name="count">The number of samples.</param>
    /// <param name="columnsFirst">Whether the first axis runs fastest.</param>
    internal NumberLabels(Shape shape, int count, bool columnsFirst = false)
    {
        (this.shape, this.count, this.columnsFirst) = (shape, count, columnsFirst);
        IsOneHot = shape.Rank == 2 && shape[1] > 1;
        (texts, hot) = IsOneHot ? ([], new int[count]) : (new string[count], Array.Empty<int>());
        Array.Fill(hot, -1);
    }

    /// <summary>Whether an array of this shape can be labels of so many samples at all.</summary>
    internal static bool Fits(Shape shape, int count) => shape.Rank is 1 or 2 && shape[0] == count && (shape.Rank == 1 || shape[1] > 0);

    /// <summary>Whether classes are places in rows.</summary>
    internal bool IsOneHot { get; }

    /// <summary>Why the array holds no classes: the first element that is none, and the reason; null as long as it may.</summary>
    internal string? Problem { get; private set; }

    /// <summary>Takes an element.</summary>
    internal void Take(long index, Int128? whole, double value)
    {
        if (Problem is not null) return;
        if (!IsOneHot)
        {
            if (whole is not { } number)
                Problem =
                    $"{ClassLabels.Element(index)} is "
                    + $"{value.ToString("R", CultureInfo.InvariantCulture)}, and only whole "
                    + $"numbers are classes";
            else if (known.TryGetValue(number, out var text)) texts[index] = text;
            else texts[index] = known[number] = number.ToString(CultureInfo.InvariantCulture);
            return;
        }
        if (whole is { } zero && zero == 0) return;
        var (row, column) = columnsFirst
            ? ((int)(index % count), (int)(index / count))
            : ((int)(index / shape[1]), (int)(index % shape[1]));
        if (whole is not { } one || one != 1 || hot[row] >= 0) Problem = NotOneHot(row, "is not a single 1 among zeros");
        else hot[row] = column;
    }

    private string NotOneHot(int row, string why) => string.Create(
        CultureInfo.InvariantCulture,
        $"labels of shape {shape} do not fit {count} samples, since row {row} {why}; shape "
        + $"({count}), or rows of a single 1 among zeros, are needed");

    /// <summary>The labels; call it when all elements were taken and there was no <see cref="Problem"/>.</summary>
    internal LabelList? Find(string place)
    {
        if (Problem is null && IsOneHot && Array.IndexOf(hot, -1) is >= 0 and var row) Problem = NotOneHot(row, "has no 1");
        if (Problem is not null) return null;
        return new LabelList(place, IsOneHot ? Array.ConvertAll(hot, column => column.ToString(CultureInfo.InvariantCulture)) : texts);
    }
}
