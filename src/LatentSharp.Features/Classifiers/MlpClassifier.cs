namespace LatentSharp;

/// <summary>
/// A network of fully connected layers that tells classes of rows of tables apart, whose columns have no neighbours: hidden layers with
/// ReLU and dropout, the values of the last of which are the features (Rumelhart et al. 1986; Srivastava et al. 2014).
/// </summary>
/// <param name="options">How it is built and trained; null for the defaults.</param>
/// <exception cref="BadArgumentException">An option is out of its range.</exception>
public sealed class MlpClassifier(MlpOptions? options = null) : ClassifierEstimator<MlpOptions>(options);
