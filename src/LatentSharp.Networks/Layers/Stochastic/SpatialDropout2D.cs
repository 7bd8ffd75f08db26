namespace LatentSharp;

/// <summary>
/// Dropout of whole channels of an image (Tompson et al. 2015): in training sets a share of them to 0 and scales the others by 1 / (1 -
/// rate); otherwise passes its input on. (N, H, W, C) -> the same shape.
/// </summary>
/// <param name="rate">The share, 0 to below 1.</param>
public sealed class SpatialDropout2D(double rate) : SpatialDropoutLayer(rate, 2);
