namespace LatentSharp.Testing;

/// <summary>
/// Functions in double precision, exact to many more digits than a float has: .NET's where it has them, otherwise textbook series.
/// </summary>
public static class ReferenceFunctions
{
    /// <summary>eˣ - 1 by Kahan's correction: what rounding did to e^x, its logarithm sees too.</summary>
    public static double Expm1(double x)
    {
        var u = Math.Exp(x);
        if (u == 1) return x;
        if (u == 0 || double.IsInfinity(u) || double.IsNaN(u) || Math.Abs(x) > 1) return u - 1;
        return (u - 1) * x / Math.Log(u);
    }

    /// <summary>log(1 + x) by Kahan's correction.</summary>
    public static double Log1p(double x)
    {
        var u = 1 + x;
        if (u == 1) return x;
        return Math.Abs(x) > 1e6 ? Math.Log(u) : Math.Log(u) * (x / (u - 1));
    }

    /// <summary>1 / (1 + e⁻ˣ)</summary>
    public static double Sigmoid(double x) => x < 0 ? Math.Exp(x) / (1 + Math.Exp(x)) : 1 / (1 + Math.Exp(-x));

    /// <summary>log(1 + eˣ)</summary>
    public static double Softplus(double x) => double.IsNaN(x) ? x : Math.Max(x, 0) + Log1p(Math.Exp(-Math.Abs(x)));

    /// <summary>
    /// The error function by the series of positive terms 2/√π·e^(-x²)·Σ 2ⁿ·x²ⁿ⁺¹/(2n+1)!! (Abramowitz and Stegun 7.1.6).
    /// </summary>
    public static double Erf(double x)
    {
        if (Math.Abs(x) > 6) return Math.Sign(x);
        double term = x, sum = x;
        for (var n = 1; Math.Abs(term) > 1e-17 * Math.Abs(sum); n++)
        {
            term *= 2 * x * x / ((2 * n) + 1);
            sum += term;
        }
        return 2 / Math.Sqrt(Math.PI) * Math.Exp(-x * x) * sum;
    }

    /// <summary>
    /// How many units in the last place of a float <paramref name="actual"/> is away from the exact result; 0 for the right infinity or
    /// NaN, infinite for a wrong one.
    /// </summary>
    public static double Ulps(float actual, double exact)
    {
        if (double.IsNaN(exact) || float.IsNaN(actual)) return double.IsNaN(exact) == float.IsNaN(actual) ? 0 : double.PositiveInfinity;
        if ((float)exact == actual)
            return actual == 0 && double.IsNegative(exact) != float.IsNegative(actual) ? double.PositiveInfinity : Within(actual, exact);
        return float.IsInfinity((float)exact) ? double.PositiveInfinity : Within(actual, exact);
    }

    private static double Within(float actual, double exact)
    {
        if (float.IsInfinity(actual)) return double.IsInfinity((float)exact) ? 0 : double.PositiveInfinity;
        var exponent = Math.Max(exact == 0 ? -126 : Math.ILogB(exact), -126);
        return Math.Abs(actual - exact) * Math.ScaleB(1, 23 - exponent);
    }
}
