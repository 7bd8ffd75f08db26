namespace LatentSharp;

/// <summary>
/// What to do where a table, a sequence or an array of JSON has no value: an empty cell, or, in capitals or not, <c>NA</c>, <c>N/A</c>,
/// <c>#N/A</c>, <c>&lt;NA&gt;</c>, <c>NaN</c>, <c>NaT</c>, <c>null</c>, <c>none</c>, a question mark or a dash. The list is the same for
/// all formats, and none of these is ever a class.
/// </summary>
public enum Missing
{
    /// <summary>The data are refused; the message names the line and the place in it.</summary>
    Refuse,

    /// <summary>
    /// A number becomes the mean of its column, a text the most frequent one of its column. In a sequence, a number becomes the last one
    /// before it in its channel, or the first after it where there is none before. In an array of JSON, a number becomes the mean of its
    /// place over all samples.
    /// </summary>
    Impute,

    /// <summary>
    /// Of tables alone: as <see cref="Impute"/>, and each column with missing values gets a further number, which is 1 where the value was
    /// missing and 0 elsewhere, as scikit-learn's <c>SimpleImputer(add_indicator=True)</c> gives them.
    /// </summary>
    Indicator,
}
