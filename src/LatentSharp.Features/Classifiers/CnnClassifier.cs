namespace LatentSharp;

/// <summary>
/// A convolutional network that tells classes of images (N, H, W, C) or sequences (N, T, C) apart. Of images: convolutions with ReLU, each
/// followed by max pooling, and a hidden layer, whose values are the features (LeCun et al. 1998). Of sequences: three convolutions with
/// batch normalisation and ReLU, and the mean of each filter over all steps (Wang et al. 2017). <see cref="CnnOptions.Architecture"/>
/// chooses.
/// </summary>
/// <param name="options">How it is built and trained; null for the defaults.</param>
/// <exception cref="BadArgumentException">An option is out of its range.</exception>
public sealed class CnnClassifier(CnnOptions? options = null) : ClassifierEstimator<CnnOptions>(options);
