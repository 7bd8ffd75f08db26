namespace LatentSharp;

/// <summary>What to do where a table has no value: an empty cell, NA, N/A, null, none or a question mark.</summary>
public enum Missing
{
    /// <summary>The table is refused; the message names line and column.</summary>
    Refuse,

    /// <summary>A number becomes the mean of its column, a text the most frequent one of its column.</summary>
    Impute,
}
