namespace LatentSharp;

/// <summary>
/// Brings a sound to another rate: each new number is a sum of old ones under a sine cardinal in Kaiser's window (β = 10), 64 crossings of
/// zero to either side, cut off at 0.95 of half the lower rate, so that nothing folds over; weights sum to 1, and beyond the ends is
/// silence. Sums go from the first number to the last, in double precision.
/// </summary>
public static class Resampling
{
    private const int Crossings = 64;
    private const double Beta = 10, Cutoff = 0.95;
    private const long MostTable = 1 << 22;

    /// <summary>How many numbers a sound has at another rate: length·to/from, rounded up.</summary>
    public static int Length(int length, int from, int to)
    {
        Check(from, to);
        var count = (((Int128)length * to) + from - 1) / from;
        return count <= Array.MaxLength
            ? (int)count
            : throw new BadArgumentException(
                $"Resampling: {length} numbers at {from} Hz are too many at {to} Hz; at most {Array.MaxLength} fit.");
    }

    /// <summary>The sound at another rate; at the same, it is as it was.</summary>
    /// <param name="sound">Its numbers.</param>
    /// <param name="from">Its rate, 1 to 1,000,000 Hz.</param>
    /// <param name="to">The other.</param>
    /// <exception cref="BadArgumentException">A rate is out of its range, or there are too many numbers.</exception>
    public static float[] Apply(ReadOnlySpan<float> sound, int from, int to)
    {
        var result = new float[Length(sound.Length, from, to)];
        if (from == to)
        {
            sound.CopyTo(result);
            return result;
        }
        var divisor = (int)System.Numerics.BigInteger.GreatestCommonDivisor(from, to);
        var (up, down) = (to / divisor, from / divisor);
        // A crossing of the filter, in old numbers.
        var stretch = Math.Max(1, (double)down / up) / Cutoff;
        var reach = (int)Math.Ceiling(Crossings * stretch);
        // New number i stands at old place i·down/up, whose fraction is one of `up` phases.
        var phases = new double[]?[(long)up * 2 * reach <= MostTable ? up : 1];
        for (var i = 0; i < result.Length; i++)
        {
            var (place, phase) = Math.DivRem((long)i * down, up);
            var weights = phases.Length == up
                ? phases[phase] ??= Weights(phase, up, reach, stretch)
                : Weights(phase, up, reach, stretch);
            var first = place - reach + 1;
            var (sum, begin) = (0.0, (int)Math.Max(0, -first));
            var end = (int)Math.Min(weights.Length, sound.Length - first);
            for (var j = begin; j < end; j++) sum += weights[j] * sound[(int)(first + j)];
            result[i] = (float)sum;
        }
        return result;
    }

    /// <summary>The weights of the old numbers from reach - 1 before a place to reach behind it.</summary>
    private static double[] Weights(long phase, int up, int reach, double stretch)
    {
        var weights = new double[2 * reach];
        var total = 0.0;
        for (var j = 0; j < weights.Length; j++)
        {
            var x = (j - reach + 1 - ((double)phase / up)) / stretch;
            total += weights[j] = Math.Abs(x) >= Crossings ? 0 : Sinc(x) * Kaiser(x / Crossings);
        }
        for (var j = 0; j < weights.Length; j++) weights[j] /= total;
        return weights;
    }

    /// <summary>sin(πx)/πx.</summary>
    private static double Sinc(double x)
    {
        x = Math.Abs(x);
        if (x < 1e-9) return 1;
        const long whole = 1L << 52;
        var fraction = x - (2 * Math.Floor(x / 2));
        return PortableMath.Turn((long)(fraction / 2 * whole), whole).Sin / (Math.PI * x);
    }

    /// <summary>Kaiser's window from -1 to 1, up to a factor: the modified Bessel function I0(β√(1 - x²)).</summary>
    private static double Kaiser(double x)
    {
        var quarter = Beta * Beta * (1 - (x * x)) / 4;
        var (sum, term) = (1.0, 1.0);
        for (var k = 1; k <= 40; k++) sum += term *= quarter / ((double)k * k);
        return sum;
    }

    private static void Check(int from, int to)
    {
        if (from is < 1 or > 1_000_000 || to is < 1 or > 1_000_000)
            throw new BadArgumentException($"Resampling: from {from} Hz to {to} Hz does not fit; 1 to 1000000 Hz would.");
    }
}
