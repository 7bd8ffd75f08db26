namespace LatentSharp;

/// <summary>Where data sets that are known by name lie: a folder for each, under its name.</summary>
public static class DataCache
{
    /// <summary>
    /// Where fetched sets go: the folder that the environment variable <c>LATENT_CACHE</c> names, or else <c>latent</c> in the user's
    /// folder for caches: <c>XDG_CACHE_HOME</c> or <c>~/.cache</c>, on Windows <c>LOCALAPPDATA</c>.
    /// </summary>
    /// <exception cref="BadFileException">The user has no such folder.</exception>
    public static string Folder
    {
        get
        {
            if (Variable("LATENT_CACHE") is { } own) return own;
            if (OperatingSystem.IsWindows())
            {
                if (Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData) is { Length: > 0 } local)
                    return Path.Combine(local, "latent");
            }
            else
            {
                // The XDG Base Directory Specification: a relative path is to be ignored.
                if (Variable("XDG_CACHE_HOME") is { } cache && Path.IsPathFullyQualified(cache)) return Path.Combine(cache, "latent");
                if (Environment.GetFolderPath(Environment.SpecialFolder.UserProfile) is { Length: > 0 } home)
                    return Path.Combine(home, ".cache", "latent");
            }
            throw new BadFileException(
                "There is no folder for fetched data, since this user has no home; name one with the environment variable LATENT_CACHE.");
        }
    }

    /// <summary>
    /// Where sets are looked for, in this order: the folder that the environment variable <c>LATENT_DATA</c> names, if any, and
    /// <see cref="Folder"/>.
    /// </summary>
    public static IReadOnlyList<string> Folders => Variable("LATENT_DATA") is { } data ? [data, Folder] : [Folder];

    private static string? Variable(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;
}
