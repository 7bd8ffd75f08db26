namespace LatentSharp;

/// <summary>The options of data that come from a database. Each is declared here and nowhere else.</summary>
public static class QueryOptions
{
    /// <summary>The environment variable that names the database where <see cref="Connection"/> does not.</summary>
    public const string Variable = "LATENT_CONNECTION";

    /// <summary>What is asked.</summary>
    public static OptionSpec<string?> Query { get; } = OptionKinds.Text(
        "--query", "SQL", "The query of a PostgreSQL database whose answer the data are, in place of DATA.",
        "one statement of SQL that gives rows, in quotation marks");

    /// <summary>Which database is asked.</summary>
    public static OptionSpec<string?> Connection { get; } = OptionKinds.Text(
        "--connection", "TEXT",
        $"The database that --query asks; without it the environment variable {Variable} says so. It is not written anywhere.",
        "a text as \"Host=db;Database=shop;Username=me\" or postgresql://me@db/shop, in quotation marks");
}
