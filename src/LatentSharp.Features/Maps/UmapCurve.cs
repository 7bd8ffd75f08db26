namespace LatentSharp;

/// <summary>
/// 1 / (1 + a·x²ᵇ), the curve nearest by least squares to 1 up to the least distance and e to the power of (least distance - x) above it,
/// on
/// 300 points from 0 to 3 (McInnes et al. 2018, section 3.2).
/// </summary>
internal readonly record struct UmapCurve(double A, double B)
{
    private const int Points = 300, Rounds = 200;
    private const double Reach = 3;

    internal static UmapCurve For(double leastDistance)
    {
        var (curve, damping) = (new UmapCurve(1, 1), 1e-3);
        var error = Error(curve, leastDistance, out var step, damping);
        for (var round = 0; round < Rounds; round++)
        {
            var next = new UmapCurve(Math.Max(curve.A + step.A, 1e-6), Math.Max(curve.B + step.B, 1e-3));
            var better = Error(next, leastDistance, out var then, damping / 3);
            if (better <= error)
            {
                var settled = error - better < 1e-15;
                (curve, error, step, damping) = (next, better, then, damping / 3);
                if (settled) break;
            }
            else
            {
                damping *= 4;
                Error(curve, leastDistance, out step, damping);
            }
        }
        return curve;
    }

    /// <summary>The sum of squares, and the step of Levenberg and Marquardt that makes it smaller.</summary>
    private static double Error(UmapCurve curve, double leastDistance, out UmapCurve step, double damping)
    {
        double sum = 0, aa = 0, ab = 0, bb = 0, ga = 0, gb = 0;
        for (var i = 0; i < Points; i++)
        {
            var x = Reach * i / (Points - 1);
            var target = x < leastDistance ? 1 : Math.Exp(leastDistance - x);
            var power = x == 0 ? 0 : Math.Pow(x, 2 * curve.B);
            var value = 1 / (1 + (curve.A * power));
            var (da, db) = (-value * value * power, x == 0 ? 0 : -value * value * curve.A * power * 2 * Math.Log(x));
            var rest = target - value;
            sum += rest * rest;
            (aa, ab, bb, ga, gb) = (aa + (da * da), ab + (da * db), bb + (db * db), ga + (da * rest), gb + (db * rest));
        }
        (aa, bb) = (aa * (1 + damping), bb * (1 + damping));
        var determinant = (aa * bb) - (ab * ab);
        step = determinant == 0 ? default : new(((bb * ga) - (ab * gb)) / determinant, ((aa * gb) - (ab * ga)) / determinant);
        return sum;
    }
}
