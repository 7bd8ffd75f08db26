using System.Data.Common;

namespace LatentSharp;

/// <summary>Reads the rows of a database's answer as a table, whatever the database: any <see cref="DbDataReader"/> will do.</summary>
public static class DatabaseTable
{
    /// <summary>Types that come as texts and are none.</summary>
    private static readonly string[] Documents = ["json", "jsonb", "xml"];

    /// <summary>
    /// Reads all further rows into samples, by the rules of <see cref="CsvFile"/>: numbers, texts, dates, booleans as 1 and 0, and NULL as
    /// a missing value. The rows are read once and kept in memory.
    /// </summary>
    /// <param name="rows">The answer, before its first row; it is not closed.</param>
    /// <param name="name">What to call the data.</param>
    /// <param name="options">The label's column, what to do with missing values, and how columns became numbers in learning.</param>
    /// <exception cref="BadFileException">
    /// There are too few rows, or a value or column cannot be read; the message names the row.
    /// </exception>
    /// <exception cref="BadArgumentException">There is no such label.</exception>
    public static Dataset Read(DbDataReader rows, string name, DataOptions? options = null) => Read(rows, name, options, default);

    /// <summary>The same, ended by a token.</summary>
    internal static Dataset Read(DbDataReader rows, string name, DataOptions? options, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentException.ThrowIfNullOrEmpty(name);
        string[] names = [.. Enumerable.Range(0, rows.FieldCount).Select(rows.GetName)];
        for (var column = 0; column < names.Length; column++)
            if (Array.IndexOf(Documents, rows.GetDataTypeName(column)) >= 0) throw Unreadable(column);
        var table = new RecordTable(name, names);
        for (var row = 1; rows.Read(); row++)
        {
            cancellation.ThrowIfCancellationRequested();
            for (var column = 0; column < names.Length; column++)
                if (!table.TryAdd(column, Value(row, column))) throw Unreadable(column);
        }
        return table.Read(name, options ?? new DataOptions());

        BadFileException Unreadable(int column) => RecordTable.Unreadable(name, names[column], rows.GetDataTypeName(column));

        object Value(int row, int column)
        {
            try
            {
                return rows.GetValue(column);
            }
            catch (Exception e) when (e is InvalidCastException or OverflowException)
            {
                throw new BadFileException(
                    $"{name}: row {row}, column {column + 1} ('{CsvLayout.Shorten(names[column])}'): this value of type "
                    + $"{rows.GetDataTypeName(column)} cannot be read; numbers, texts, dates and booleans are, and what a query casts to "
                    + "one of them.", e);
            }
        }
    }
}
