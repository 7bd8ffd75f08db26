namespace LatentSharp;

/// <summary>A fitted model that tells how abnormal samples are.</summary>
public interface IAnomalyDetector
{
    /// <summary>The shape of one sample.</summary>
    Shape InputShape { get; }

    /// <summary>How abnormal samples are: (N, InputShape…) -> (N). Larger is more abnormal; the unit is the method's own.</summary>
    /// <exception cref="BadArgumentException">The samples have another shape, or a value is not finite.</exception>
    Tensor AnomalyScores(Tensor samples);

    /// <summary>
    /// How much each value speaks for its sample being abnormal: (N, InputShape…) -> the same. Larger is more; shares of one sample compare
    /// with each other, those of two methods do not.
    /// </summary>
    /// <inheritdoc cref="AnomalyScores"/>
    Tensor AnomalyShares(Tensor samples);
}
