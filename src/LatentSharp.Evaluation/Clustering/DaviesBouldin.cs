namespace LatentSharp;

public static partial class Clustering
{
    /// <summary>
    /// The index of Davies and Bouldin (1979): the mean over groups i of max over j ≠ i of (sᵢ + sⱼ) / d(cᵢ, cⱼ), where s is the mean
    /// distance
    /// of a group's samples from their mean c. 0 or more, low when groups are tight and apart; groups whose means lie on each other count 0
    /// as a pair.
    /// </summary>
    /// <param name="features">(N, d), Float32, finite.</param>
    /// <param name="clusters">(N), Int32, with at least 2 groups and fewer than samples.</param>
    /// <exception cref="BadArgumentException">The arguments do not fit, or there are too few or too many groups.</exception>
    public static double DaviesBouldin(Tensor features, Tensor clusters)
    {
        var rows = Samples.Features(nameof(DaviesBouldin), features);
        var d = features.Shape[1];
        var labels = Samples.Labels(nameof(DaviesBouldin), clusters, features.Shape[0]).ToArray();
        int[] groups = [.. labels.Distinct().Order()];
        if (groups.Length < 2 || groups.Length >= labels.Length)
            throw new BadArgumentException(
                $"DaviesBouldin: {groups.Length} groups of {labels.Length} samples do not fit; 2 to {labels.Length - 1} would.");
        var (centres, spreads, sizes) = (new double[groups.Length * d], new double[groups.Length], new int[groups.Length]);
        var places = Array.ConvertAll(labels, label => Array.BinarySearch(groups, label));
        for (var i = 0; i < places.Length; i++)
        {
            sizes[places[i]]++;
            for (var j = 0; j < d; j++) centres[(places[i] * d) + j] += rows[(i * d) + j];
        }
        for (var k = 0; k < centres.Length; k++) centres[k] /= sizes[k / d];
        for (var i = 0; i < places.Length; i++)
        {
            var sum = 0.0;
            for (var j = 0; j < d; j++) sum += Square(rows[(i * d) + j] - centres[(places[i] * d) + j]);
            spreads[places[i]] += Math.Sqrt(sum);
        }
        for (var g = 0; g < groups.Length; g++) spreads[g] /= sizes[g];
        return Enumerable.Range(0, groups.Length).Average(Worst);

        double Worst(int g) => Enumerable.Range(0, groups.Length).Where(other => other != g).Max(other =>
        {
            var sum = 0.0;
            for (var j = 0; j < d; j++) sum += Square(centres[(g * d) + j] - centres[(other * d) + j]);
            return sum == 0 ? 0 : (spreads[g] + spreads[other]) / Math.Sqrt(sum);
        });

        static double Square(double value) => value * value;
    }
}
