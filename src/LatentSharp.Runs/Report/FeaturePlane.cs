using static LatentSharp.ReportText;

namespace LatentSharp;

/// <summary>How features of more than two numbers are drawn on the plane.</summary>
public enum MapKind
{
    /// <summary>The two principal components.</summary>
    Pca,

    /// <summary>t-SNE.</summary>
    Tsne,

    /// <summary>UMAP.</summary>
    Umap,
}

/// <summary>Rows of features as points of the plane.</summary>
/// <param name="Rows">The rows that are drawn.</param>
/// <param name="Points">x and y of each.</param>
/// <param name="Caption">How they came there, in sentences.</param>
/// <param name="X">The name of the first axis.</param>
/// <param name="Y">The name of the second.</param>
internal sealed record FeaturePlane(int[] Rows, (double X, double Y)[] Points, string Caption, string X, string Y)
{
    private const int MostPoints = 4000, FewestJudged = 20, MostJudged = 1000;

    /// <summary>Draws features (N, k); of more than 4,000 rows so many, evenly spaced.</summary>
    public static FeaturePlane Of(Tensor features, MapKind kind, long seed, CancellationToken cancellation = default)
    {
        var (count, size) = (features.Shape[0], features.Shape[1]);
        var shown = Math.Min(count, MostPoints);
        int[] rows = [.. Enumerable.Range(0, shown).Select(i => (int)((long)i * count / shown))];
        var isMade = size > 2 && kind != MapKind.Pca && shown > 1;
        // Components are those of all rows; a map is made of the rows that are drawn.
        var places = size == 2 ? features.Take(rows) : isMade ? Made(features.Take(rows), kind, seed, cancellation)
            : FeatureMap.ByPca(features, cancellation).Take(rows);
        var values = places.ToArray();
        var how = size switch
        {
            1 => "The one feature of each sample, from left to right.",
            2 => "The two features of each sample.",
            _ when isMade => $"All {Count(size)} features, mapped to the plane by {(kind == MapKind.Umap ? "UMAP" : "t-SNE")}: "
                + "samples that lie together are near "
                + "each other, and what lies far apart is not; how far says little.",
            _ => $"All {Count(size)} features, projected to the plane by PCA.",
        };
        if (size > 2) how += Kept(features.Take(rows), places, cancellation);
        if (shown < count) how += $" {Count(shown)} of {Count(count)} samples are drawn.";
        var (x, y) = size switch
        {
            1 => ("feature 1", ""), 2 => ("feature 1", "feature 2"), _ when isMade => ("map 1", "map 2"), _ => ("component 1",
                "component 2"),
        };
        return new(rows, [.. Enumerable.Range(0, shown).Select(i => ((double)values[2 * i], (double)values[(2 * i) + 1]))], how, x, y);
    }

    /// <summary>How far the plane keeps neighbourhoods, in a sentence; nothing of very few rows.</summary>
    private static string Kept(Tensor features, Tensor places, CancellationToken cancellation)
    {
        var count = features.Shape[0];
        if (count < FewestJudged) return "";
        int[] some = [.. Enumerable.Range(0, Math.Min(count, MostJudged)).Select(i => (int)((long)i * count / Math.Min(count, MostJudged)))];
        var (own, map) = (features.Take(some), places.Take(some));
        return $" Whether five neighbours on the plane are neighbours in fact: trustworthiness "
            + $"{Figure(Trustworthiness.Compute(own, map, 5, cancellation))}; whether neighbours in fact stay together: continuity "
            + $"{Figure(Continuity.Compute(own, map, 5, cancellation))}; 1 is best.";
    }

    private static Tensor Made(Tensor features, MapKind kind, long seed, CancellationToken cancellation) => kind == MapKind.Umap
        ? new Umap(new() { Seed = seed }).Fit(features, cancellationToken: cancellation).Places
        : new TSne(new() { Seed = seed }).Fit(features, cancellationToken: cancellation).Places;
}
