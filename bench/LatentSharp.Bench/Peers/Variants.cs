namespace LatentSharp.Bench;

/// <summary>Names of the ways in which a peer may be set.</summary>
internal static class Variants
{
    /// <summary>Endings of a row's name that choose the layout of images, which the peers know: as they come, or channels last.</summary>
    internal static string[] Layouts(bool images) => images ? ["", "_last"] : [""];

    internal static string Name(int threads, params string[] parts) =>
        string.Join(", ", [Count(threads), .. parts.Where(part => part.Length > 0).Select(part => part.TrimStart('_'))]);

    private static string Count(int threads) => threads == 1 ? "1 thread" : $"{threads} threads";
}
