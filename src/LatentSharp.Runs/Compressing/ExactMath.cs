namespace LatentSharp;

/// <summary>
/// Functions by additions, multiplications, divisions and square roots alone, which IEEE 754 rounds in one way: the same bits on every
/// processor, where those of a system's library may differ in the last. What encodes and what decodes must agree in every bit.
/// </summary>
internal static class ExactMath
{
    private const double Furthest = 8;
    private const int PlacesOfOne = 4096;

    /// <summary>The normal distribution function at steps of 1/4096 from -8 to 8.</summary>
    private static readonly double[] Normal = Table();

    /// <summary>1 / (1 + e⁻ˣ).</summary>
    internal static double Logistic(double x) => 1 / (1 + PortableMath.Exp(-x));

    /// <summary>
    /// The normal distribution function, between its steps along a line: never falling, within 1e-8; 0 and 1 beyond 8 deviations.
    /// </summary>
    internal static double NormalCdf(double x)
    {
        if (!(x > -Furthest)) return 0;
        if (x >= Furthest) return 1;
        var at = (x + Furthest) * PlacesOfOne;
        var place = (int)at;
        return Normal[place] + ((at - place) * (Normal[place + 1] - Normal[place]));
    }

    /// <summary>Where the normal distribution function first reaches a share, above 0 and below 1.</summary>
    internal static double NormalQuantile(double share)
    {
        var (low, high) = (-Furthest, Furthest);
        for (var i = 0; i < 60; i++)
        {
            var middle = (low + high) / 2;
            if (NormalCdf(middle) < share) low = middle;
            else high = middle;
        }
        return high;
    }

    private static double[] Table()
    {
        var half = (int)Furthest * PlacesOfOne;
        var values = new double[(2 * half) + 1];
        for (var i = 0; i <= half; i++)
        {
            var above = AboveHalf((double)i / PlacesOfOne);
            (values[half + i], values[half - i]) = (0.5 + above, 0.5 - above);
        }
        (values[0], values[^1]) = (0, 1);
        // Far out the series rounds by some 1e-16, and the function must not fall.
        for (var i = 1; i < values.Length; i++) values[i] = Math.Max(values[i], values[i - 1]);
        return values;
    }

    /// <summary>Φ(x) - 1/2 = φ(x) · (x + x³/3 + x⁵/(3·5) + …), of which all terms are positive.</summary>
    private static double AboveHalf(double x)
    {
        var (term, sum) = (x, x);
        for (var k = 3; term > 1e-18 * sum; k += 2)
        {
            term *= x * x / k;
            sum += term;
        }
        return Math.Min(0.5, sum * PortableMath.Exp(-x * x / 2) * 0.398942280401432678);
    }
}
