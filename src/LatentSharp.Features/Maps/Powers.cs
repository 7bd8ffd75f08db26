namespace LatentSharp;

/// <summary>Powers of numbers by arithmetic alone, so that every processor gives the same bits, and quickly.</summary>
internal static class Powers
{
    private const double Ln2 = 0.6931471805599453, TwoOverLn2 = 2.8853900817779268, RootOfTwo = 1.4142135623730951;
    private const long Fraction = (1L << 52) - 1, One = 1023L << 52;

    /// <summary>xᵖ for x above 0 that is not subnormal, and a result that is neither; off by 1e-10 of it at most.</summary>
    internal static double Of(double x, double p) => Exp2(p * Log2(x));

    /// <summary>e to the power of x; 0 below -700.</summary>
    internal static double Exp(double x) => x < -700 ? 0 : Exp2(x * (TwoOverLn2 / 2));

    private static double Log2(double x)
    {
        var bits = BitConverter.DoubleToInt64Bits(x);
        var exponent = (int)(bits >> 52) - 1023;
        var m = BitConverter.Int64BitsToDouble((bits & Fraction) | One);
        if (m > RootOfTwo) (m, exponent) = (m / 2, exponent + 1);
        // log m = 2 artanh((m - 1) / (m + 1)), |s| < 0.1716
        var s = (m - 1) / (m + 1);
        var z = s * s;
        var series = 1 + (z * ((1.0 / 3) + (z * ((1.0 / 5) + (z * ((1.0 / 7) + (z * ((1.0 / 9) + (z * ((1.0 / 11) + (z / 13)))))))))));
        return exponent + (TwoOverLn2 * s * series);
    }

    private static double Exp2(double x)
    {
        var whole = Math.Floor(x + 0.5);
        var r = (x - whole) * Ln2;
        var series = 1 + (r * (1 + (r / 2 * (1 + (r / 3 * (1 + (r / 4 * (1 + (r / 5 * (1 + (r / 6 * (1 + (r / 7 * (1
            + (r / 8)))))))))))))));
        return series * BitConverter.Int64BitsToDouble(((long)whole + 1023) << 52);
    }
}
