using System.Data.Common;
using Npgsql;

namespace LatentSharp;

/// <summary>A query of a PostgreSQL database that changes nothing, and that Ctrl+C ends.</summary>
internal sealed class PostgresQuery : DatabaseQuery
{
    static PostgresQuery()
    {
        // One statement a query, so that none leaves the transaction that reads only; and infinity is no date.
        AppContext.SetSwitch("Npgsql.EnableSqlRewriting", false);
        AppContext.SetSwitch("Npgsql.DisableDateTimeInfinityConversions", true);
    }

    private PostgresQuery(DbDataSource database, string text) : base(database, text) => Begin = "set transaction read only";

    /// <summary>Prepares a query; nothing is asked yet.</summary>
    /// <param name="connection">Where; null for what the environment says.</param>
    /// <param name="text">What.</param>
    /// <exception cref="BadArgumentException">It is not said where, or cannot be read.</exception>
    public static PostgresQuery Create(string? connection, string text)
    {
        var builder = new NpgsqlSlimDataSourceBuilder(PostgresConnection.Read(connection).ConnectionString);
        builder.EnableTransportSecurity();
        builder.EnableIntegratedSecurity();
        return new(builder.Build(), text);
    }

    public override Dataset Read(string name, DataOptions? options = null, CancellationToken cancellation = default)
    {
        using var stop = new StopOnSignal();
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stop.Token, cancellation);
        try
        {
            return base.Read(name, options, either.Token);
        }
        catch (OperationCanceledException e) when (stop.ExitCode != 0)
        {
            throw new EndedBySignalException(e.Message, stop.ExitCode);
        }
    }
}
