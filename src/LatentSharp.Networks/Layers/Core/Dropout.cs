namespace LatentSharp;

/// <summary>
/// In training, sets a share of the inputs to 0 and scales the others by 1 / (1 - rate) (Srivastava et al. 2014); otherwise passes its
/// input on.
/// </summary>
/// <param name="rate">The share, 0 to below 1.</param>
public sealed class Dropout(double rate) : DropoutLayer(rate)
{
    private protected override Tensor Drop(Tensor input, RandomStream random) => Ops.Dropout(input, (float)Rate, random);
}
