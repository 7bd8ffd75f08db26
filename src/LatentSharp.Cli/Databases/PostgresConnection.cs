using Npgsql;

namespace LatentSharp;

/// <summary>
/// Reads the text that says where a PostgreSQL database is. It may hold a password, so that no message repeats any of it.
/// </summary>
internal static class PostgresConnection
{
    private const string TimeLimit = "Command Timeout";

    private static readonly string[] Schemes = ["postgresql", "postgres"];

    /// <summary>Reads a connection string of Npgsql or an address of libpq.</summary>
    /// <param name="text">What was said; null for what the environment says.</param>
    /// <exception cref="BadArgumentException">There is none, or it cannot be read.</exception>
    public static NpgsqlConnectionStringBuilder Read(string? text)
    {
        var place = text is null ? QueryOptions.Variable : QueryOptions.Connection.Name;
        text ??= Environment.GetEnvironmentVariable(QueryOptions.Variable);
        if (string.IsNullOrWhiteSpace(text))
            throw new BadArgumentException(
                $"{QueryOptions.Query.Name}: which database is asked is not known; name it with {QueryOptions.Connection.Name} or the "
                + $"environment variable {QueryOptions.Variable}: {QueryOptions.Connection.Requirement}.");
        return TryRead(text)
            ?? throw new BadArgumentException(
                $"{place}: this text cannot be read; it must be {QueryOptions.Connection.Requirement}, with settings that Npgsql knows. "
                + "It is not shown, since it may hold a password.");
    }

    private static NpgsqlConnectionStringBuilder? TryRead(string text)
    {
        try
        {
            var settings = IsAddress(text) ? OfAddress(new Uri(text)) : new NpgsqlConnectionStringBuilder(text);
            if (settings.Host is null) return null;
            // What is asked once needs no pool, and may take its time unless the text says how long.
            settings.Pooling = false;
            if (!settings.ShouldSerialize(TimeLimit)) settings.CommandTimeout = 0;
            settings.ApplicationName ??= "latent";
            return settings;
        }
        catch (Exception e) when (e is ArgumentException or FormatException)
        {
            // What is wrong is told without the exception, which repeats the text.
            return null;
        }
    }

    private static bool IsAddress(string text) =>
        Array.Exists(Schemes, scheme => text.StartsWith(scheme + "://", StringComparison.OrdinalIgnoreCase));

    /// <summary><c>postgresql://user:password@host:port/database?sslmode=require</c>.</summary>
    private static NpgsqlConnectionStringBuilder OfAddress(Uri address)
    {
        var settings = new NpgsqlConnectionStringBuilder();
        if (address.Host.Length > 0) settings.Host = address.Host;
        if (address.Port > 0) settings.Port = address.Port;
        var user = address.UserInfo.Split(':', 2);
        if (user[0].Length > 0) settings.Username = Uri.UnescapeDataString(user[0]);
        if (user.Length == 2) settings.Password = Uri.UnescapeDataString(user[1]);
        if (address.AbsolutePath.Length > 1) settings.Database = Uri.UnescapeDataString(address.AbsolutePath[1..]);
        foreach (var parameter in address.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var parts = parameter.Split('=', 2);
            var (name, value) = (parts[0], Uri.UnescapeDataString(parts[^1]));
            // libpq writes verify-full and application_name where Npgsql has VerifyFull and Application Name.
            settings[name.Replace('_', ' ')] = name == "sslmode" ? value.Replace("-", "", StringComparison.Ordinal) : value;
        }
        return settings;
    }
}
