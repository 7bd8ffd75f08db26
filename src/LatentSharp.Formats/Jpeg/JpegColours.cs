using System.Numerics;
using System.Runtime.InteropServices;

namespace LatentSharp;

/// <summary>Makes red, green and blue of luma and chroma (ITU-T T.871), in the whole numbers of libjpeg.</summary>
internal static class JpegColours
{
    private const int Fraction = 16, Half = 1 << (Fraction - 1), Middle = 128;

    // 1.402, 0.344136, 0.714136 and 1.772 in 65,536ths.
    private const int RedOfCr = 91_881, GreenOfCb = 22_554, GreenOfCr = 46_802, BlueOfCb = 116_130;

    /// <summary>Rows of luma and the two of chroma become red, green and blue in place; their length is one of whole vectors.</summary>
    internal static void Convert(Span<ushort> luma, Span<ushort> cb, Span<ushort> cr)
    {
        var first = MemoryMarshal.Cast<ushort, Vector<ushort>>(luma);
        var second = MemoryMarshal.Cast<ushort, Vector<ushort>>(cb);
        var third = MemoryMarshal.Cast<ushort, Vector<ushort>>(cr);
        for (var i = 0; i < first.Length; i++)
        {
            var (y, u, v) = (first[i], second[i], third[i]);
            var (yLow, uLow, vLow) = (Low(y), Low(u) - new Vector<int>(Middle), Low(v) - new Vector<int>(Middle));
            var (yHigh, uHigh, vHigh) = (High(y), High(u) - new Vector<int>(Middle), High(v) - new Vector<int>(Middle));
            first[i] = Vector.Narrow(Red(yLow, vLow), Red(yHigh, vHigh));
            second[i] = Vector.Narrow(Green(yLow, uLow, vLow), Green(yHigh, uHigh, vHigh));
            third[i] = Vector.Narrow(Blue(yLow, uLow), Blue(yHigh, uHigh));
        }
    }

    private static Vector<int> Low(Vector<ushort> values) => Vector.AsVectorInt32(Vector.WidenLower(values));

    private static Vector<int> High(Vector<ushort> values) => Vector.AsVectorInt32(Vector.WidenUpper(values));

    private static Vector<uint> Red(Vector<int> luma, Vector<int> cr) =>
        Clamp(luma + (((cr * RedOfCr) + new Vector<int>(Half)) >> Fraction));

    private static Vector<uint> Green(Vector<int> luma, Vector<int> cb, Vector<int> cr) =>
        Clamp(luma + ((new Vector<int>(Half) - (cb * GreenOfCb) - (cr * GreenOfCr)) >> Fraction));

    private static Vector<uint> Blue(Vector<int> luma, Vector<int> cb) =>
        Clamp(luma + (((cb * BlueOfCb) + new Vector<int>(Half)) >> Fraction));

    private static Vector<uint> Clamp(Vector<int> values) =>
        Vector.AsVectorUInt32(Vector.Min(Vector.Max(values, Vector<int>.Zero), new Vector<int>(255)));
}
