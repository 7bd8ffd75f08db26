namespace LatentSharp;

/// <summary>
/// Dropout that keeps the mean and the variance of SELU's results (Klambauer et al. 2017): in training a share of the inputs is set to α' =
/// -1.7581 and everything becomes a·x + b with a = 1/√((1 - rate)(1 + rate·α'²)) and b = -a·rate·α'; otherwise it passes its input on.
/// </summary>
/// <param name="rate">The share, 0 to below 1.</param>
public sealed class AlphaDropout(double rate) : DropoutLayer(rate)
{
    private const double Floor = -1.6732632423543772 * 1.0507009873554805;

    private protected override Tensor Drop(Tensor input, RandomStream random)
    {
        var a = 1 / Math.Sqrt((1 - Rate) * (1 + (Rate * Floor * Floor)));
        // What is kept becomes a, what is dropped 0.
        var mask = Ops.DropoutMask(input.Shape, (float)Rate, (float)a, random);
        var shift = ((1 - (mask / (float)a)) * (float)(a * Floor)) - (float)(a * Floor * Rate);
        return (input * mask) + shift;
    }
}
