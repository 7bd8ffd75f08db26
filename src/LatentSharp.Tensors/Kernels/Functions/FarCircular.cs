namespace LatentSharp;

/// <summary>
/// sin(x + quarter·π/2) for large x, by itself (Payne and Hanek): x·2/π modulo 4 from those bits of 2/π that matter for x's exponent, then
/// polynomials in double precision.
/// </summary>
internal static class FarCircular
{
    /// <summary>The first 256 bits of 2/π behind the point, after 64 zeros.</summary>
    private static ReadOnlySpan<ulong> TwoOverPi =>
        [0, 0xA2F9836E4E441529, 0xFC2757D1F534DDC0, 0xDB6295993C439041, 0xFE5163ABDEBBC561];

    internal static float Of(float x, int quarter)
    {
        if (!float.IsFinite(x)) return float.NaN;
        var bits = BitConverter.SingleToUInt32Bits(x);
        var mantissa = (bits & 0x7FFFFF) | 0x800000;
        var exponent = (int)((bits >> 23) & 0xFF) - 150;

        // |x| = mantissa·2^exponent. Bits of 2/π that contribute multiples of 4 are left out: the window begins with the weight 2.
        var position = exponent + 62;
        var (word, shift) = (position >> 6, position & 63);
        var window = new UInt128(TwoOverPi[word], TwoOverPi[word + 1]) << shift;
        if (shift > 0) window |= TwoOverPi[word + 2] >> (64 - shift);
        var product = unchecked(window * mantissa);

        // 126 bits behind the point; to the nearest integer.
        var quadrant = (int)(uint)(unchecked(product + (UInt128.One << 125)) >> 126);
        var fraction = unchecked((Int128)(product - ((UInt128)(uint)quadrant << 126)));
        var r = (double)fraction * Math.ScaleB(Math.PI / 2, -126);
        if (x < 0) (r, quadrant) = (-r, -quadrant);
        quadrant += quarter;
        var value = (quadrant & 1) != 0 ? Cosine(r) : Sine(r);
        return (float)((quadrant & 2) != 0 ? -value : value);
    }

    // Taylor's series suffices: the first term left out is below 2^-34.
    private static double Sine(double r)
    {
        var z = r * r;
        var p = Math.FusedMultiplyAdd(z, 1.0 / 362880, -1.0 / 5040);
        p = Math.FusedMultiplyAdd(z, p, 1.0 / 120);
        p = Math.FusedMultiplyAdd(z, p, -1.0 / 6);
        return Math.FusedMultiplyAdd(r * z, p, r);
    }

    private static double Cosine(double r)
    {
        var z = r * r;
        var p = Math.FusedMultiplyAdd(z, -1.0 / 3628800, 1.0 / 40320);
        p = Math.FusedMultiplyAdd(z, p, -1.0 / 720);
        p = Math.FusedMultiplyAdd(z, p, 1.0 / 24);
        p = Math.FusedMultiplyAdd(z, p, -0.5);
        return Math.FusedMultiplyAdd(z, p, 1);
    }
}
