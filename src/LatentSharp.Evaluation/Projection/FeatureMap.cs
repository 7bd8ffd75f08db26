namespace LatentSharp;

/// <summary>Maps features to the plane, to be drawn as a scatter.</summary>
public static class FeatureMap
{
    /// <summary>
    /// Two coordinates a sample, (N, d) -> (N, 2): the two principal components with the largest variance. Two features are returned as
    /// they are; a single one gets a second coordinate of 0, and so does a single sample get 0 for both.
    /// </summary>
    /// <param name="features">(N, d), Float32, finite, d ≥ 1.</param>
    /// <param name="cancellation">Ends the work with an <see cref="OperationCanceledException"/>.</param>
    /// <exception cref="BadArgumentException">The features have another shape or type, or are not finite.</exception>
    public static Tensor ByPca(Tensor features, CancellationToken cancellation = default)
    {
        var values = Samples.Features("FeatureMap.ByPca", features);
        var (rows, columns) = (features.Shape[0], features.Shape[1]);
        if (columns == 0)
            throw new BadArgumentException(
                $"FeatureMap.ByPca: features of shape {features.Shape} hold no numbers; at least one feature is needed.");
        if (columns == 2) return features;
        var map = new float[rows * 2];
        if (columns == 1)
        {
            for (var i = 0; i < rows; i++) map[2 * i] = values[i];
        }
        else if (rows > 1)
        {
            PrincipalComponents.Find(values, rows, columns, 2, cancellation).Project(values, map);
        }
        return Tensor.From(map, [rows, 2]);
    }
}
