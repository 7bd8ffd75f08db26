using System.Collections.Immutable;
using System.Globalization;

namespace LatentSharp;

/// <summary>
/// How the columns of a table become the numbers of samples. It is found in the table that is learned from and applied as it is to others
/// (<see cref="DataOptions.Encoding"/>), so that a text has the same place and a missing value the same stand-in there. Columns are found
/// by their names, in any order, and others are passed over; without names they are found by their places.
/// </summary>
/// <param name="Columns">The columns but the label, in the order of the table.</param>
public sealed record TableEncoding(ImmutableArray<ColumnEncoding> Columns)
{
    private const int NamesToList = 5;

    /// <summary>
    /// The name of the column that held the labels where the encoding was found; null for none. It is no sample's number.
    /// </summary>
    public string? Label { get; init; }

    /// <summary>How many numbers a sample has.</summary>
    public int Width => Columns.Sum(column => column.Width);

    /// <summary>Whether every column holds numbers that were all there, so that nothing was changed.</summary>
    public bool IsPlain => Columns.All(column => !column.IsText && column.Dates is null && column.MissingCount == 0);

    /// <summary>The same columns for a file whose numbers are written as it is said.</summary>
    internal TableEncoding In(TableFormat format) => !format.SaysNumbers
        ? this
        : this with
        {
            Columns =
            [
                .. Columns.Select(column =>
                    column.IsText || column.Dates is not null
                        ? column
                        : column with { Numbers = (column.Numbers ?? NumberNotation.Plain).In(format) }),
            ],
        };

    /// <summary>
    /// A sentence for people: which columns became what, and where values stand in for missing ones; empty when nothing was changed.
    /// </summary>
    public string Description
    {
        get
        {
            var parts = new List<string>(3);
            var texts = Columns.Where(column => column is { IsText: true, IsHashed: false }).ToArray();
            if (texts.Length > 0)
                parts.Add(
                    $"{List(texts, column => $"{column.Name} ({Counted.Of(column.Categories.Length, "text")})")} "
                    + $"became one number for each text (one-hot)");
            var hashed = Columns.Where(column => column.IsHashed).ToArray();
            if (hashed.Length > 0)
                parts.Add(
                    $"{List(hashed, column => $"{column.Name} ({Counted.Of(column.HashSize, "number")})")} became numbers by hashing");
            var dates = Columns.Where(column => column.Dates is not null).ToArray();
            if (dates.Length > 0) parts.Add(List(dates, column => $"{column.Name} became {column.Dates!.Words}"));
            var missing = Columns.Where(column => column is { MissingCount: > 0, IsEmpty: false }).ToArray();
            if (missing.Length > 0)
                parts.Add(
                    $"missing values were replaced by the column's {Stand(missing)} in "
                    + $"{List(missing, column => $"{column.Name} ({column.MissingCount.ToString(CultureInfo.InvariantCulture)})")}"
                    + (missing.Any(column => column.HasIndicator) ? ", and a further number says where" : ""));
            return string.Join("; ", parts);
        }
    }

    private static string Stand(ColumnEncoding[] missing) =>
        missing.All(c => c.IsText) ? "most frequent text" : missing.Any(c => c.IsText) ? "mean or most frequent text" : "mean";

    private static string List(ColumnEncoding[] columns, Func<ColumnEncoding, string> show) =>
        string.Join(", ", columns.Take(NamesToList).Select(show)) + (
            columns.Length > NamesToList ? $" and {Counted.Of(columns.Length - NamesToList, "more column")}" : "");
}
