namespace LatentSharp;

/// <summary>What mattered in a search.</summary>
internal static class TuneImportance
{
    private const int Parts = 4;

    /// <summary>
    /// For each option the share of the scores' variance that lies between its values (the correlation ratio η²), of a range between its
    /// quarters; not a number where too little was tried.
    /// </summary>
    public static double[] Of(IReadOnlyList<TuneDimension> space, IReadOnlyList<TunePoint> tried)
    {
        var most = tried.Count == 0 ? 0 : tried.Max(point => point.Share);
        var points = tried.Where(point => point.Share == most && double.IsFinite(point.Score)).ToArray();
        var mean = points.Length == 0 ? 0 : points.Average(point => point.Score);
        var all = points.Sum(point => Math.Pow(point.Score - mean, 2));
        return
        [
            .. space.Select((dimension, d) =>
            {
                var parts = dimension.Choices > 0 ? dimension.Choices : Parts;
                if (points.Length < 2 * parts || !(all > 0)) return double.NaN;
                return points.GroupBy(point => Math.Min((int)(point.Places[d] * parts), parts - 1))
                    .Sum(group => group.Count() * Math.Pow(group.Average(point => point.Score) - mean, 2)) / all;
            }),
        ];
    }
}
