namespace LatentSharp;

/// <summary>
/// Dropout of whole channels of a sequence (Tompson et al. 2015): in training sets a share of them to 0 and scales the others by 1 / (1 -
/// rate); otherwise passes its input on. (N, T, C) -> the same shape.
/// </summary>
/// <param name="rate">The share, 0 to below 1.</param>
public sealed class SpatialDropout1D(double rate) : SpatialDropoutLayer(rate, 1);
