namespace LatentSharp;

/// <summary>How to read a table of text. The defaults find out by themselves.</summary>
public sealed record CsvOptions
{
    /// <summary>
    /// The column that holds the classes: its name in the header, or its number from 1, or from -1 backwards from the last. Null, the default: all
    /// columns are numbers to learn from. A name wins over a number.
    /// </summary>
    public string? Label { get; init; }

    /// <summary>What stands between two cells: <c>,</c> <c>;</c> or a tab. Null, the default: whichever divides the first lines evenly.</summary>
    public char? Separator { get; init; }

    /// <summary>
    /// Whether the first line holds the names of the columns. Null, the default: it does when one of its cells is the label's name, or is no number
    /// while the cell below, or the next one below that is not missing, is one.
    /// </summary>
    public bool? HasHeader { get; init; }

    /// <summary>What to do with missing values. The default refuses them.</summary>
    public Missing Missing { get; init; }

    /// <summary>
    /// The column that says to which sequence a row belongs, given as <see cref="Label"/> is. Rows with the same value, in the order of the file, are the steps of one
    /// sequence and must have the same label; all other columns hold numbers and are its channels. Null, the default: each row is a sample.
    /// </summary>
    public string? Sequence { get; init; }

    /// <summary>How the columns become numbers, from a table that was learned from. Null, the default: it is found in this table.</summary>
    public TableEncoding? Encoding { get; init; }
}
