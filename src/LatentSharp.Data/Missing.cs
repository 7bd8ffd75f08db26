namespace LatentSharp;

/// <summary>What to do where a table or a sequence has no value: an empty cell, NA, N/A, null, none or a question mark; in <c>.ts</c> files also NaN.</summary>
public enum Missing
{
    /// <summary>The data are refused; the message names the line and the place in it.</summary>
    Refuse,

    /// <summary>
    /// A number becomes the mean of its column, a text the most frequent one of its column. In a sequence, a number becomes the last one before it in its channel, or the first
    /// after it where there is none before.
    /// </summary>
    Impute,
}
