namespace LatentSharp;

/// <summary>Mixes each sample of a batch, and its target, with another (Zhang et al. 2018, "mixup").</summary>
/// <param name="alpha">α of Beta(α, α), above 0, to 1.</param>
internal sealed class Mixing(double alpha)
{
    private int[] partners = [];
    private float[] shares = [];

    /// <summary>Draws the partners and shares of a step.</summary>
    internal void Draw(int samples, RandomStream random)
    {
        if (partners.Length < samples) (partners, shares) = (new int[samples], new float[samples]);
        random.Derive("partners").Permutation(partners.AsSpan(0, samples));
        var draws = random.Derive("shares");
        for (var i = 0; i < samples; i++) shares[i] = Beta(draws.Derive(i));
    }

    /// <summary>(N, …) -> (N, …): λ of each and 1 - λ of its partner.</summary>
    internal Tensor Mix(Tensor values)
    {
        var mixed = Tensor.Allocate(values.Shape);
        var from = values.AsSpan();
        var width = from.Length / values.Shape[0];
        for (var i = 0; i < values.Shape[0]; i++)
        {
            var own = from.Slice(i * width, width);
            var other = from.Slice(partners[i] * width, width);
            var to = mixed.Floats.Slice(i * width, width);
            for (var j = 0; j < width; j++) to[j] = (own[j] * shares[i]) + (other[j] * (1 - shares[i]));
        }
        return mixed;
    }

    /// <summary>
    /// By Jöhnk (1964): x = u^(1/α) and y = v^(1/α) are drawn until x + y is 1 at most, and x / (x + y) is of Beta(α, α). Up to α = 1 every
    /// second pair at least is taken.
    /// </summary>
    private float Beta(RandomStream random)
    {
        const float half = 1f / (1 << 25);
        Span<float> pair = stackalloc float[2];
        for (var attempt = 0; ; attempt++)
        {
            random.Derive(attempt).Uniform(pair);
            var (x, y) = (PortableMath.Log(pair[0] + half) / alpha, PortableMath.Log(pair[1] + half) / alpha);
            if (PortableMath.Exp(x) + PortableMath.Exp(y) <= 1) return (float)(1 / (1 + PortableMath.Exp(y - x)));
        }
    }
}
