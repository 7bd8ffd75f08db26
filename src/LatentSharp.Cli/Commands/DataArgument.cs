using System.CommandLine;

namespace LatentSharp;

/// <summary>Where a command's data come from: the argument DATA, or a query of a database in its place.</summary>
internal sealed class DataArgument
{
    private readonly Argument<string[]> places;
    private readonly SpecOption<string?> query = new(QueryOptions.Query), connection = new(QueryOptions.Connection);

    /// <param name="description">What the argument says of itself; null for the usual words.</param>
    /// <param name="takesModel">Whether a finished run may stand before the data.</param>
    /// <param name="isNeeded">Whether the command cannot do without data.</param>
    /// <param name="instead">An option that knows the data; null for none.</param>
    public DataArgument(
        string? description = null, bool takesModel = false, bool isNeeded = true, Option? instead = null) => places = new("DATA")
    {
        Description = description
            ?? "A set by name (digits, mnist, fashion-mnist), a file (csv, tsv, txt, jsonl, parquet, arrow, feather, npy, npz, idx, ts), "
            + "or a folder of images, recordings or texts.",
        Arity = new ArgumentArity(0, takesModel ? 2 : 1),
        CustomParser = given => [.. given.Tokens.Select(token => token.Value)],
        Validators =
        {
            given =>
            {
                var isKnown = given.GetResult(query) is not null || (instead is not null && given.GetResult(instead) is not null);
                if (isNeeded && given.Tokens.Count == 0 && !isKnown) given.AddError("missing");
            },
        },
        DefaultValueFactory = static _ => [],
    };

    /// <summary>The argument, which stands in the order of the others.</summary>
    public Argument Argument => places;

    /// <summary>The options that name a database and what it is asked.</summary>
    public IEnumerable<Option> Options => [query, connection];

    /// <summary>The option that says which database, and may hold a password.</summary>
    public Option Connection => connection;

    /// <summary>All words of a command line but those that name a database.</summary>
    public IEnumerable<string> WordsWithoutConnection(ParseResult parsed)
    {
        var words = parsed.Tokens.Select(token => token.Value).ToList();
        for (int at; (at = words.IndexOf(connection.Name)) >= 0;) words.RemoveRange(at, Math.Min(2, words.Count - at));
        return words;
    }

    /// <summary>The words of a command line that name a database.</summary>
    public IEnumerable<string> ConnectionWords(ParseResult parsed) =>
        connection.IsGiven(parsed, out var text) ? [connection.Name, text!] : [];

    /// <summary>What the data are called, and how they are read.</summary>
    /// <exception cref="BadArgumentException">They are missing, or said twice.</exception>
    public (string Data, DataOptions Reading) Value(ParseResult parsed, ReadingOptions reading)
    {
        var (_, data, read) = AfterModel(parsed, reading);
        return (data, read);
    }

    /// <summary>The same of a command that does without data.</summary>
    public (string? Data, DataOptions Reading) ValueOrNone(ParseResult parsed, ReadingOptions reading) =>
        query.Value(parsed) is null && connection.Value(parsed) is null && parsed.GetValue(places) is not { Length: > 0 }
            ? (null, reading.Value(parsed))
            : Value(parsed, reading);

    /// <summary>The same, and the finished run before them.</summary>
    public (string? Model, string Data, DataOptions Reading) AfterModel(ParseResult parsed, ReadingOptions reading)
    {
        var given = parsed.GetValue(places) ?? [];
        if (!query.IsGiven(parsed, out var sql))
        {
            if (connection.IsGiven(parsed, out _))
                throw new BadArgumentException($"{connection.Name}: there is nothing to ask; say {query.Name} too, or leave it out.");
            return (given.Length == 2 ? given[0] : null, given[^1], reading.Value(parsed));
        }
        if (given.Length == places.Arity.MaximumNumberOfValues)
            throw new BadArgumentException($"{query.Name}: the data are the answer of the query; leave {places.Name} out.");
        var asked = PostgresQuery.Create(connection.Value(parsed), sql!);
        return (given.Length == 1 ? given[0] : null, asked.Name, reading.Value(parsed) with { Query = asked });
    }
}
