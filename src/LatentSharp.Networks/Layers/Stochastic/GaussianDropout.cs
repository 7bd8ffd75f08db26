namespace LatentSharp;

/// <summary>
/// In training, multiplies by noise of mean 1 and variance rate / (1 - rate) (Srivastava et al. 2014, section 10); otherwise passes its
/// input on.
/// </summary>
/// <param name="rate">0 to below 1: as much noise as a dropout of this rate.</param>
public sealed class GaussianDropout(double rate) : DropoutLayer(rate)
{
    private protected override Tensor Drop(Tensor input, RandomStream random) =>
        input * ((Ops.RandomNormal(input.Shape, random) * (float)Math.Sqrt(Rate / (1 - Rate))) + 1);
}
