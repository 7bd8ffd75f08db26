[assembly: AssemblyFixture(typeof(LatentSharp.Tests.PostgresServer))]

namespace LatentSharp.Tests;

/// <summary>
/// A PostgreSQL server in a folder of its own, which listens at a socket there alone, with one table, <c>houses</c>. It does not run as
/// root, which PostgreSQL refuses.
/// </summary>
public sealed class PostgresServer : IDisposable
{
    public const string Password = "Kastanie-17";

    private const string Start = """
        set -e
        echo 'PASSWORD' >secret
        if [ "$(id -u)" = 0 ]; then chown postgres . secret; as='runuser -u postgres --'; fi
        $as BIN/initdb -D data -U latent --auth=scram-sha-256 --pwfile=secret --no-sync --no-locale -E UTF8 >/dev/null
        $as BIN/pg_ctl -D data -o "-F -k $PWD -c listen_addresses=''" -w -l log start >/dev/null 2>&1 </dev/null
        """;

    private static readonly string? Programs = Directory.Exists("/usr/lib/postgresql")
        ? Directory.GetDirectories("/usr/lib/postgresql").Select(version => Path.Combine(version, "bin"))
            .LastOrDefault(bin => File.Exists(Path.Combine(bin, "initdb")))
        : null;

    private readonly Lazy<bool> isRunning;

    public PostgresServer() => isRunning = new(Begin);

    public string Folder { get; } = Directory.CreateTempSubdirectory("latent-sql-").FullName;

    /// <summary>Where it is.</summary>
    public string Connection => $"Host={Folder};Username=latent;Database=postgres;Password={Password}";

    /// <summary>Whether it runs; the first call starts it. False where there is no PostgreSQL.</summary>
    public bool IsRunning => isRunning.Value;

    /// <summary>Skips the test where there is none.</summary>
    public void Require() => Assert.SkipUnless(IsRunning, "PostgreSQL is not here (Debian: postgresql)");

    /// <summary>The line of a shell that runs SQL by PostgreSQL's own client.</summary>
    public string InShell(string sql) =>
        $"PGPASSWORD={Password} {Programs}/psql -h {Folder} -U latent -At -v ON_ERROR_STOP=1 postgres -c \"{sql}\"";

    /// <summary>What PostgreSQL's own client answers.</summary>
    public string Ask(string sql)
    {
        var outcome = LatentProgram.Shell(Folder, InShell(sql));
        outcome.ExitCode.ShouldBe(0, outcome.Error);
        return outcome.Output.Trim();
    }

    public void Dispose()
    {
        if (isRunning is { IsValueCreated: true, Value: true })
            LatentProgram.Shell(
                Folder,
                $"as=; [ \"$(id -u)\" = 0 ] && as='runuser -u postgres --'; $as {Programs}/pg_ctl -D data -m immediate -w stop");
        Directory.Delete(Folder, recursive: true);
    }

    private bool Begin()
    {
        if (Programs is null) return false;
        var outcome = LatentProgram.Shell(
            Folder, Start.Replace("PASSWORD", Password, StringComparison.Ordinal).Replace("BIN", Programs, StringComparison.Ordinal));
        outcome.ExitCode.ShouldBe(0, outcome.Error);
        Ask(
            "create table houses as select g as id, (g * 1.25)::numeric as area, (g % 5)::smallint as rooms, "
            + "case when g % 4 = 0 then 'gas' else 'wood' end as heating, case when g % 2 = 0 then 'north' else 'south' end as district "
            + "from generate_series(1, 40) g");
        return true;
    }
}
