namespace LatentSharp.Bench;

/// <summary>A folder that a race reads.</summary>
/// <param name="path">Where it is.</param>
/// <param name="isOurs">Whether it goes when the race has ended.</param>
internal sealed class BenchFolder(string path, bool isOurs) : IDisposable
{
    internal string Path { get; } = path;

    /// <summary>A data set below the folder that LATENT_DATA names; null where it is not there.</summary>
    internal static string? Data(string set) =>
        Environment.GetEnvironmentVariable("LATENT_DATA") is { Length: > 0 } data
        && System.IO.Path.Combine(data, set) is var folder && Directory.Exists(folder) ? folder : null;

    public void Dispose()
    {
        if (isOurs) Directory.Delete(Path, recursive: true);
    }
}
