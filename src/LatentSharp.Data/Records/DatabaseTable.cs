using System.Data.Common;

namespace LatentSharp;

/// <summary>Reads the rows of a database's answer as a table, whatever the database: any <see cref="DbDataReader"/> will do.</summary>
public static class DatabaseTable
{
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
    public static Dataset Read(DbDataReader rows, string name, DataOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentException.ThrowIfNullOrEmpty(name);
        var table = new RecordTable(name, [.. Enumerable.Range(0, rows.FieldCount).Select(rows.GetName)]);
        while (rows.Read())
            for (var column = 0; column < rows.FieldCount; column++) table.Add(column, rows.GetValue(column));
        return table.Read(name, options ?? new DataOptions());
    }
}
