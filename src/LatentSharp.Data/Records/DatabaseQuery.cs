using System.Data.Common;
using System.Text.RegularExpressions;

namespace LatentSharp;

/// <summary>
/// A query whose answer is a table, of any database that .NET has a provider for: data that are neither a set nor a file
/// (<see cref="DataOptions.Query"/>). It runs whenever the data are read, in a transaction that is never committed.
/// </summary>
public partial class DatabaseQuery
{
    private readonly DbDataSource database;
    private readonly string place;

    /// <summary>A query.</summary>
    /// <param name="database">Where it is asked, as <c>NpgsqlDataSource.Create(…)</c>.</param>
    /// <param name="text">One statement of SQL that gives rows.</param>
    /// <exception cref="BadArgumentException">The text is empty.</exception>
    public DatabaseQuery(DbDataSource database, string text)
    {
        ArgumentNullException.ThrowIfNull(database);
        if (string.IsNullOrWhiteSpace(text)) throw new BadArgumentException("The query is empty; it must be one statement of SQL.");
        this.database = database;
        Text = text.Trim();
        using var connection = database.CreateConnection();
        Name = connection.Database is { Length: > 0 } named ? named : "database";
        place = connection.DataSource;
    }

    /// <summary>The SQL.</summary>
    public string Text { get; }

    /// <summary>The name of the database, which the data are called by where nothing else is said.</summary>
    public string Name { get; }

    /// <summary>
    /// What the transaction begins with, as <c>set transaction read only</c> in PostgreSQL and Oracle. Null, the default: nothing.
    /// </summary>
    public string? Begin { get; init; }

    /// <summary>Asks, and reads all rows into samples (<see cref="DatabaseTable"/>).</summary>
    /// <param name="name">What to call the data.</param>
    /// <param name="options">The label's column, what to do with missing values, and how columns became numbers in learning.</param>
    /// <param name="cancellation">Ends the query and the reading.</param>
    /// <exception cref="BadFileException">
    /// The database cannot be reached, or refuses the query, or its answer cannot be read; no message holds a password.
    /// </exception>
    /// <exception cref="BadArgumentException">There is no such label.</exception>
    /// <exception cref="OperationCanceledException">It was ended.</exception>
    public virtual Dataset Read(string name, DataOptions? options = null, CancellationToken cancellation = default)
    {
        using var connection = Run(name, $"the database at {place} cannot be opened", database.OpenConnection, cancellation);
        return Run(name, "the query failed", () => Read(connection, name, options, cancellation), cancellation);
    }

    private Dataset Read(DbConnection connection, string name, DataOptions? options, CancellationToken cancellation)
    {
        using var transaction = connection.BeginTransaction();
        if (Begin is not null)
        {
            using var beginning = Command(connection, transaction, Begin);
            beginning.ExecuteNonQuery();
        }
        using var command = Command(connection, transaction, Text);
        using var cancelled = cancellation.Register(command.Cancel);
        using var rows = command.ExecuteReader();
        if (rows.FieldCount == 0) throw new BadFileException($"{name}: the query gives no columns; a select does.");
        var data = DatabaseTable.Read(rows, name, options, cancellation);
        return data.From(
            $"{Text} (database {connection.Database} at {place})",
            Ordered().IsMatch(Text) ? [] : ["the query has no order by, so that the rows may come in another order the next time."]);
    }

    private static DbCommand Command(DbConnection connection, DbTransaction transaction, string text)
    {
        var command = connection.CreateCommand();
        (command.Transaction, command.CommandText) = (transaction, text);
        return command;
    }

    /// <summary>Runs what a provider does, which may throw anything.</summary>
    private static T Run<T>(string name, string problem, Func<T> work, CancellationToken cancellation)
    {
        try
        {
            cancellation.ThrowIfCancellationRequested();
            return work();
        }
        catch (Exception e) when (cancellation.IsCancellationRequested && e is not OutOfMemoryException)
        {
            throw new OperationCanceledException($"{name}: the query was ended before its answer was read.", e, cancellation);
        }
        catch (Exception e) when (e is not (BadFileException or BadArgumentException or OutOfMemoryException))
        {
            throw new BadFileException($"{name}: {problem}: {Reason(e)}.", e);
        }
    }

    /// <summary>What is wrong, and why where the reason says more.</summary>
    private static string Reason(Exception e)
    {
        var said = FirstLine(e);
        return e.InnerException is { } inner && FirstLine(inner) != said ? $"{said}: {FirstLine(inner)}" : said;
    }

    private static string FirstLine(Exception e) => e.Message.Split('\n')[0].TrimEnd('.', '\r');

    [GeneratedRegex(@"\border\s+by\b", RegexOptions.IgnoreCase)]
    private static partial Regex Ordered();
}
