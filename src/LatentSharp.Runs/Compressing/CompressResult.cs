using static LatentSharp.ReportText;

namespace LatentSharp;

/// <summary>What compressing came to.</summary>
/// <param name="Samples">How many.</param>
/// <param name="Values">The numbers in them.</param>
/// <param name="Bytes">Of the compressed file, all of it.</param>
/// <param name="Deflated">
/// Bytes that zlib's strongest deflate makes of the same numbers, of bits packed by eight where they are 0 and 1.
/// </param>
/// <param name="ModelBytes">Of the weights, which decompressing needs too.</param>
public sealed record CompressResult(int Samples, long Values, long Bytes, long Deflated, long ModelBytes)
{
    /// <summary>Bits of the file for each number.</summary>
    public double BitsPerValue => 8.0 * Bytes / Values;

    /// <summary>The same of deflate.</summary>
    public double DeflatedBitsPerValue => 8.0 * Deflated / Values;

    /// <summary>All of it in a few lines.</summary>
    public IReadOnlyList<string> InWords =>
    [
        $"{Plural(Samples, "sample")} in {Count(Bytes)} bytes: {BitsPerValue.ToString("0.0000", Invariant)} bits a value",
        $"deflate makes {Count(Deflated)} bytes of them: {DeflatedBitsPerValue.ToString("0.0000", Invariant)} bits a value",
        $"the model, without which nothing comes back, has {Count(ModelBytes)} bytes",
    ];
}
