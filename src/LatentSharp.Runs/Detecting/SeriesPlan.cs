namespace LatentSharp;

/// <summary>How a long series becomes windows.</summary>
/// <param name="Window">The rows of a window.</param>
/// <param name="Stride">The rows from the beginning of one window to that of the next.</param>
/// <param name="Columns">The columns of the table that are the series' channels.</param>
internal sealed record SeriesPlan(int Window, int Stride, IReadOnlyList<string> Columns)
{
    /// <summary>The stride when nothing is said.</summary>
    public static int StrideFor(int window) => Math.Max(1, window / 10);
}
