namespace LatentSharp;

/// <summary>A fitted model that tells classes apart.</summary>
public interface IClassifier
{
    /// <summary>The number of classes that it tells apart.</summary>
    int ClassCount { get; }

    /// <summary>The probability of each class: (N, InputShape…) -> (N, ClassCount).</summary>
    /// <exception cref="BadArgumentException">The samples have another shape than the model's.</exception>
    Tensor PredictProbabilities(Tensor samples);
}
