namespace LatentSharp;

/// <summary>How to read a table of text. The defaults find out by themselves.</summary>
public sealed record CsvOptions : TableFormat
{
    /// <summary>Everything as it is found out.</summary>
    public CsvOptions()
    {
    }

    /// <summary>A format that is known, and everything else as it is found out.</summary>
    public CsvOptions(TableFormat format) : base(format)
    {
    }

    /// <summary>
    /// The column that holds the classes: its name in the header, or its number from 1, or from -1 backwards from the last. Null, the
    /// default: all columns are numbers to learn from. A name wins over a number.
    /// </summary>
    public string? Label { get; init; }

    /// <summary>What to do with missing values. The default refuses them.</summary>
    public Missing Missing { get; init; }

    /// <summary>The most numbers that the texts of a column become by hashing.</summary>
    public const int MostHashed = 65_536;

    /// <summary>
    /// How many numbers the texts of a column become by hashing where it holds more than <see cref="ColumnEncoding.MaxCategories"/>
    /// different ones: 1 to 65,536. Null, the default: such a column is refused.
    /// </summary>
    public int? HashSize { get; init; }

    /// <summary>
    /// The column that says to which sequence a row belongs, given as <see cref="Label"/> is. Rows with the same value, in the order of the
    /// file, are the steps of one sequence and must have the same label; all other columns hold numbers or dates and are its channels.
    /// Null, the default: each row is a sample.
    /// </summary>
    public string? Sequence { get; init; }

    /// <summary>How the columns become numbers, from a table that was learned from. Null, the default: it is found in this table.</summary>
    public TableEncoding? Encoding { get; init; }

    /// <summary>Whether a single sequence is enough: something has been learned already.</summary>
    internal bool TakesOne { get; init; }

    /// <summary>Whether columns may hold nothing but missing values.</summary>
    internal bool TakesEmptyColumns { get; init; }
}
