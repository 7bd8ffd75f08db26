namespace LatentSharp.Tests;

/// <summary>
/// A PostgreSQL server in a folder of its own, which listens at a socket there alone; it does not run as root, which PostgreSQL refuses.
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

    private readonly string? programs = Directory.Exists("/usr/lib/postgresql")
        ? Directory.GetDirectories("/usr/lib/postgresql").Select(version => Path.Combine(version, "bin"))
            .LastOrDefault(bin => File.Exists(Path.Combine(bin, "initdb")))
        : null;

    public PostgresServer()
    {
        if (programs is null) return;
        var outcome = LatentProgram.Shell(
            Folder, Start.Replace("PASSWORD", Password, StringComparison.Ordinal).Replace("BIN", programs, StringComparison.Ordinal));
        outcome.ExitCode.ShouldBe(0, outcome.Error);
    }

    public string Folder { get; } = Directory.CreateTempSubdirectory("latent-sql-").FullName;

    /// <summary>Where it is.</summary>
    public string Connection => $"Host={Folder};Username=latent;Database=postgres;Password={Password}";

    /// <summary>Skips the test where there is no PostgreSQL.</summary>
    public void Require() => Assert.SkipWhen(programs is null, "PostgreSQL is not here (Debian: postgresql)");

    /// <summary>The line of a shell that runs SQL by PostgreSQL's own client.</summary>
    public string InShell(string sql) =>
        $"PGPASSWORD={Password} {programs}/psql -h {Folder} -U latent -At -v ON_ERROR_STOP=1 postgres -c \"{sql}\"";

    /// <summary>What PostgreSQL's own client answers.</summary>
    public string Ask(string sql)
    {
        var outcome = LatentProgram.Shell(Folder, InShell(sql));
        outcome.ExitCode.ShouldBe(0, outcome.Error);
        return outcome.Output.Trim();
    }

    public void Dispose()
    {
        if (programs is not null)
            LatentProgram.Shell(
                Folder,
                $"as=; [ \"$(id -u)\" = 0 ] && as='runuser -u postgres --'; $as {programs}/pg_ctl -D data -m immediate -w stop");
        Directory.Delete(Folder, recursive: true);
    }
}
