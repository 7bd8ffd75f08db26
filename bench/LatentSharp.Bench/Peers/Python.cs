namespace LatentSharp.Bench;

/// <summary>Scripts of bench/peers, by the Python that <c>bench/run</c> found.</summary>
internal static class Python
{
    internal const string Absence =
        "there is no Python that has it (apt-get install python3-torch python3-numpy python3-pandas python3-sklearn)";

    /// <summary>Python and the script; empty where there is none.</summary>
    internal static IReadOnlyList<string> Script(string file) =>
        Environment.GetEnvironmentVariable("LATENT_PYTHON") is { Length: > 0 } python
        && Environment.GetEnvironmentVariable("LATENT_PEERS") is { Length: > 0 } folder ? [python, Path.Combine(folder, file)] : [];
}
