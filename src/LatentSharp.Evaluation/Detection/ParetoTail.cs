namespace LatentSharp;

/// <summary>The generalised Pareto distribution of excesses over a threshold, by the largest likelihood.</summary>
internal static class ParetoTail
{
    private const int Coarse = 200, Fine = 60;

    /// <summary>
    /// Shape γ and scale σ. With θ = γ / σ the likelihood is largest for γ = mean ln(1 + θ y), so that one number is sought (Grimshaw
    /// 1993):
    /// -ln σ - γ - 1 is the mean logarithm, where σ = γ / θ, and for θ = 0 it is the exponential distribution.
    /// </summary>
    /// <param name="excesses">All above 0, 2 at least.</param>
    internal static (double Shape, double Scale) Fit(double[] excesses)
    {
        var (mean, largest) = (excesses.Average(), excesses.Max());
        // Below -1 / largest there is no density; shapes below -0.5, where the likelihood has no proper maximum, are not taken.
        var (low, high) = ((-1 + 1e-6) / largest, 20 / mean);
        var (best, at) = (-Math.Log(mean) - 1, 0.0);
        var span = new double[(2 * Coarse) + 1];
        for (var i = 0; i < Coarse; i++)
        {
            // Denser near 0 on both sides.
            var share = Math.Pow((i + 1.0) / Coarse, 3);
            (span[Coarse - 1 - i], span[Coarse + 1 + i]) = (low * share, high * share);
        }
        var place = Coarse;
        for (var i = 0; i < span.Length; i++)
        {
            if (Likelihood(excesses, span[i]) is var likelihood && likelihood > best) (best, at, place) = (likelihood, span[i], i);
        }
        var (left, right) = (span[Math.Max(0, place - 1)], span[Math.Min(span.Length - 1, place + 1)]);
        var golden = (Math.Sqrt(5) - 1) / 2;
        for (var i = 0; i < Fine; i++)
        {
            var (a, b) = (right - (golden * (right - left)), left + (golden * (right - left)));
            if (Likelihood(excesses, a) < Likelihood(excesses, b)) left = a;
            else right = b;
        }
        var theta = Likelihood(excesses, (left + right) / 2) > best ? (left + right) / 2 : at;
        if (Math.Abs(theta * mean) < 1e-9) return (0, mean);
        var shape = Shape(excesses, theta);
        return (shape, shape / theta);
    }

    private static double Shape(double[] excesses, double theta)
    {
        double sum = 0;
        foreach (var excess in excesses) sum += Math.Log(1 + (theta * excess));
        return sum / excesses.Length;
    }

    private static double Likelihood(double[] excesses, double theta)
    {
        if (theta == 0) return double.NegativeInfinity;
        var shape = Shape(excesses, theta);
        return shape < -0.5 || !(shape / theta > 0) ? double.NegativeInfinity : -Math.Log(shape / theta) - shape - 1;
    }
}
