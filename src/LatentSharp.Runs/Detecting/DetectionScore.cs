namespace LatentSharp;

/// <summary>By what a model that was learned for features tells how abnormal a row is. A detector has its own score.</summary>
public enum DetectionScore
{
    /// <summary>The detector's own, or of a model that rebuilds rows <see cref="Reconstruction"/>.</summary>
    Auto,

    /// <summary>The mean squared error of what is left of a row after it went through the features.</summary>
    Reconstruction,

    /// <summary>How far its features are from their mean, by their covariance.</summary>
    Mahalanobis,

    /// <summary>How far its features are from the fifth nearest of the learned rows.</summary>
    Neighbors,

    /// <summary>Minus its log-likelihood, of variational autoencoders.</summary>
    Likelihood,
}
