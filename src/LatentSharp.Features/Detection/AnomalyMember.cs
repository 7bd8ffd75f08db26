namespace LatentSharp;

/// <summary>A detector of an <see cref="AnomalyEnsemble"/>. Its name in lower case with dashes is the detector's own.</summary>
public enum AnomalyMember
{
    /// <summary><see cref="IsolationForest"/>.</summary>
    Iforest,

    /// <summary><see cref="LatentSharp.Inne"/>.</summary>
    Inne,

    /// <summary><see cref="LatentSharp.RobustAutoencoders"/>.</summary>
    RobustAutoencoders,

    /// <summary><see cref="KnnDetector"/>.</summary>
    Knn,

    /// <summary><see cref="LocalOutlierFactor"/>.</summary>
    Lof,

    /// <summary><see cref="LatentSharp.Ecod"/>.</summary>
    Ecod,

    /// <summary><see cref="LatentSharp.Copod"/>.</summary>
    Copod,

    /// <summary><see cref="LatentSharp.Hbos"/>.</summary>
    Hbos,

    /// <summary><see cref="PcaDetector"/>.</summary>
    PcaDistance,

    /// <summary><see cref="KernelDensity"/>.</summary>
    Kde,

    /// <summary><see cref="LatentSharp.DeepSvdd"/>.</summary>
    DeepSvdd,
}
