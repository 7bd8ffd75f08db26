namespace LatentSharp.Tests;

/// <summary>Data that are asked of a PostgreSQL server; expected are what files of the same rows give, and numbers by hand.</summary>
public sealed class QueryCommandTests : IDisposable
{
    private const string Houses = "select area, rooms, district from houses order by id";

    private readonly PostgresServer server;
    private readonly string folder = Directory.CreateTempSubdirectory("latent-query-").FullName;

    public QueryCommandTests(PostgresServer server)
    {
        this.server = server;
        server.Require();
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void AQueryIsLearnedFromAndAppliedToAsTheFileOfItsRows()
    {
        File.WriteAllText(
            Path.Combine(folder, "houses.csv"),
            "area,rooms,district\n" + server.Ask(Houses).Replace('|', ',') + "\n");
        string[] how = ["--label", "district", "--model", "pca", "--latent", "2"];
        var learned = Run(["learn", "--query", Houses, .. how, "--out", "run"]);
        learned.ExitCode.ShouldBe(0, learned.Error);
        LatentProgram.Run(folder, ["learn", "houses.csv", .. how, "--out", "file", "--quiet"]).ExitCode.ShouldBe(0);
        Read("run/features.npy").ShouldBe(Read("file/features.npy"));

        // Quotation marks of SQL, and rows in the order that the server likes, which is said.
        var applied = Run(["features", "run", "--query", "select \"area\", rooms from houses", "--out", "again.npy"]);
        applied.ExitCode.ShouldBe(0, applied.Error);
        applied.Error.Trim().ShouldBe(
            "note: postgres: the query has no order by, so that the rows may come in another order the next time.");
        Read("again.npy").ShouldBe(Read("file/features.npy"));

        var report = File.ReadAllText(Path.Combine(folder, "run", "report.html"));
        report.ShouldContain($"{Houses} (database postgres at {server.Folder}");
        report.ShouldContain($"--query</span> &quot;{Houses}&quot; <span>--model</span> pca");
        foreach (var file in Directory.GetFiles(Path.Combine(folder, "run"), "*", SearchOption.AllDirectories))
        {
            File.ReadAllText(file).ShouldNotContain(PostgresServer.Password);
            File.ReadAllText(file).ShouldNotContain("Username");
        }
        (learned.Output + learned.Error + applied.Output).ShouldNotContain(PostgresServer.Password);
    }

    [Fact]
    public void ASignalEndsTheQueryOnTheServerToo()
    {
        // A shell has its background programs ignore SIGINT; SIGTERM means the same.
        const string Running = "select count(*) from pg_stat_activity where state = 'active' and query like 'select pg_sleep%'";
        var outcome = LatentProgram.Shell(
            folder,
            $"LATENT_CONNECTION='{server.Connection}' {LatentProgram.InShell} learn --query 'select pg_sleep(100)::text' --out run & "
            + $"run=$!; until [ \"$({server.InShell(Running)})\" = 1 ]; do sleep 0.1; done; kill -TERM $run; wait $run");

        (outcome.ExitCode, outcome.Error.Trim()).ShouldBe((143, "postgres: the query was ended before its answer was read."));
        server.Ask(Running).ShouldBe("0");
        Directory.GetFileSystemEntries(folder).ShouldBeEmpty();
    }

    [Fact]
    public void AWrongPasswordIsOneSentenceThatDoesNotTellIt()
    {
        var outcome = LatentProgram.Run(
            folder, "learn", "--query", Houses, "--connection",
            server.Connection.Replace(PostgresServer.Password, "Ahorn-18", StringComparison.Ordinal));

        outcome.ExitCode.ShouldBe(2);
        outcome.Output.ShouldBeEmpty();
        outcome.Error.Trim().ShouldBe(
            $"postgres: the database at {server.Folder}/.s.PGSQL.5432 cannot be opened: 28P01: password authentication failed for user "
            + "\"latent\".");
        Directory.GetFileSystemEntries(folder).ShouldBeEmpty();
    }

    [Fact]
    public void ColumnsOfEachTypeBecomeTheirNumbers()
    {
        var data = Ask(
            """
            select 1.5::numeric as n, true as b, date '2024-02-28' as d, timestamp '2024-01-01 00:00:10' as t,
                timestamptz '2024-01-01 02:00:00+02' as tz, 'x' as s, 9000000000::int8 as i, 0.25::float4 as f, 7::int2 as small,
                'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'::uuid as u, null::int as nothing
            union all
            select -2.25, false, '2024-03-01', '2024-01-01 00:01:00', '2024-01-01 01:00:00+00', 'y', -3, -0.5, -7,
                'b0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11', 4
            order by n desc
            """);

        data.ColumnNames.ShouldBe(
        [
            "n", "b", "d", "t", "tz", "s=x", "s=y", "i", "f", "small",
            "u=a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11", "u=b0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11", "nothing",
        ]);
        // 2024 is a leap year: two days. 50 seconds; 02:00 at +02 is midnight, an hour before the other. The mean of 4 alone is 4.
        data.Samples.ToArray().ShouldBe(
        [
            1.5f, 1, 0, 0, 0, 1, 0, 9e9f, 0.25f, 7, 1, 0, 4,
            -2.25f, 0, 2, 50, 3600, 0, 1, -3, -0.5f, -7, 0, 1, 4,
        ]);
    }

    [Theory]
    [InlineData("select from houses", "the query gives no columns; a select does.")]
    [InlineData("select area from houses where false", "there are no rows of numbers; at least 2 are needed.")]
    [InlineData("select arae from houses", "the query failed: 42703: column \"arae\" does not exist.")]
    [InlineData("select 1 / (rooms - rooms) as q from houses", "the query failed: 22012: division by zero.")]
    [InlineData("insert into houses (id) values (1) returning id", "the query failed: 25006: cannot execute INSERT in a read-only")]
    [InlineData("commit; drop table houses", "the query failed: 42601: cannot insert multiple commands")]
    [InlineData("select null::int as a from houses", "row 1, column 1 ('a'): the cell is empty")]
    [InlineData("select id, '\\x01'::bytea as pic from houses", "the column 'pic' holds values of type bytea; numbers, texts, dates")]
    [InlineData("select id, '{}'::jsonb as doc from houses", "the column 'doc' holds values of type jsonb; numbers, texts, dates")]
    [InlineData("select id, array[id] as them from houses", "row 1, column 2 ('them'): this value of type integer[] cannot be read")]
    [InlineData("select 'NaN'::numeric as n from houses", "row 1, column 1 ('n'): this value of type numeric cannot be read")]
    [InlineData("select 'infinity'::date as d from houses", "row 1, column 1 ('d'): this value of type date cannot be read")]
    public void WhatCannotBeReadIsNamed(string sql, string said)
    {
        Should.Throw<BadFileException>(() => Ask(sql, Missing.Refuse)).Message.ShouldStartWith($"postgres: {said}");
        server.Ask("select count(*) from houses").ShouldBe("40");
    }

    private Dataset Ask(string sql, Missing missing = Missing.Impute) =>
        PostgresQuery.Create(server.Connection, sql).Read("postgres", new DataOptions { Missing = missing });

    private LatentProgram.Outcome Run(string[] arguments) =>
        LatentProgram.RunWith(QueryOptions.Variable, server.Connection, folder, arguments);

    private byte[] Read(string file) => File.ReadAllBytes(Path.Combine(folder, file));
}
