using System.Collections.Immutable;
using System.Globalization;

namespace LatentSharp;

/// <summary>How one column of a table becomes numbers.</summary>
/// <param name="Name">The column's name.</param>
/// <param name="Categories">
/// The texts that the column may hold, in the order of their characters' codes; each becomes a number that is 1 where the column holds the
/// text, and otherwise 0 (one-hot). Empty for a column of numbers, which stay as they are.
/// </param>
/// <param name="Fill">
/// What stands in for a missing value: the number, or the index of the category; of hashed texts 0, for no text. Null: missing values are
/// refused.
/// </param>
public sealed record ColumnEncoding(string Name, ImmutableArray<string> Categories, double? Fill)
{
    /// <summary>The most texts that a column may hold.</summary>
    public const int MaxCategories = 50;

    /// <summary>
    /// How the numbers of the column are written; null for a decimal point and nothing else. The numbers of other tables are read so too.
    /// </summary>
    public NumberNotation? Numbers { get; init; }

    /// <summary>How the dates of the column are written and become numbers; null for a column that holds none.</summary>
    public DateNotation? Dates { get; init; }

    /// <summary>
    /// How many numbers the column's texts, too many for one number each, become by hashing (<see cref="CsvOptions.HashSize"/>); 0 for a
    /// column that is not hashed.
    /// </summary>
    public int HashSize { get; init; }

    /// <summary>Whether a further number says where values were missing (<see cref="Missing.Indicator"/>).</summary>
    public bool HasIndicator { get; init; }

    /// <summary>Whether the column holds texts.</summary>
    public bool IsText => Categories.Length > 0 || IsHashed;

    /// <summary>Whether its texts become numbers by hashing.</summary>
    public bool IsHashed => HashSize > 0;

    /// <summary>Whether the column holds numbers with a decimal point and nothing else.</summary>
    internal bool IsPlain => Numbers is null && Dates is null && !IsText && !HasIndicator;

    /// <summary>How many numbers of a sample it gives.</summary>
    public int Width => ValueWidth + (HasIndicator ? 1 : 0);

    /// <summary>How many numbers its values give, without the one that says what was missing.</summary>
    internal int ValueWidth => IsHashed ? HashSize : IsText ? Categories.Length : 1;

    /// <summary>How many values were missing where the column was found; these are counted, not part of how new data are read.</summary>
    public int MissingCount { get; init; }

    /// <summary>Whether it held nothing but missing values where it was found.</summary>
    internal bool IsEmpty { get; init; }

    /// <summary>
    /// What stands in for a missing value: <c>the mean, 3.5,</c> or <c>the most frequent text, 'red',</c>; null when missing values are
    /// refused.
    /// </summary>
    internal string? FillInWords => Fill is not { } fill ? null
        : IsHashed ? "0 in all its numbers"
        : IsText ? $"the most frequent text, '{CsvLayout.Shorten(Categories[(int)fill])}',"
        : string.Create(CultureInfo.InvariantCulture, $"the mean, {fill:G6},");

    /// <summary>Reads a cell of a column that holds no texts.</summary>
    internal CsvCell Read(ReadOnlySpan<byte> cell, out float value)
    {
        if (Dates is null) return (Numbers ?? NumberNotation.Plain).Read(cell, out value);
        if (Dates.TryRead(cell, out value)) return float.IsFinite(value) ? CsvCell.Number : CsvCell.NotFinite;
        return MissingWords.Contains(cell) ? CsvCell.Missing : CsvCell.Text;
    }

    /// <summary>
    /// The names of the numbers it gives: its own, or <c>column=text</c> for each text, or <c>column#1</c> and so on where they are hashed,
    /// and <c>column is missing</c>.
    /// </summary>
    public IEnumerable<string> OutputNames => ValueNames.Concat(HasIndicator ? [$"{Name} is missing"] : []);

    private IEnumerable<string> ValueNames => IsHashed
        ? Enumerable.Range(1, HashSize).Select(number => string.Create(CultureInfo.InvariantCulture, $"{Name}#{number}"))
        : IsText ? Categories.Select(text => $"{Name}={text}") : [Name];
}
