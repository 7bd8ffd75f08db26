namespace LatentSharp;

/// <summary>
/// A recurrent network that tells classes of sequences (N, T, C) apart: the last states, read in one direction or both (Schuster and
/// Paliwal 1997), go through a hidden layer, whose values are the features. Steps whose values are all 0 are padding.
/// </summary>
/// <param name="options">How it is built and trained; null for the defaults.</param>
/// <exception cref="BadArgumentException">An option is out of its range.</exception>
public sealed class RnnClassifier(RnnOptions? options = null) : ClassifierEstimator<RnnOptions>(options);
