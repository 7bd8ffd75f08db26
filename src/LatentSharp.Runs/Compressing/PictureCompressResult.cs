using static LatentSharp.ReportText;

namespace LatentSharp;

/// <summary>What compressing pictures with loss came to.</summary>
/// <param name="Pictures">How many.</param>
/// <param name="Pixels">In all of them.</param>
/// <param name="Bytes">Of the compressed file, all of it.</param>
/// <param name="Psnr">
/// The mean of the pictures' peak signal-to-noise ratios over all channels, in decibels, rounded to bytes; null where one came back equal.
/// </param>
/// <param name="Deflated">Bytes that zlib's strongest deflate makes of the pixels.</param>
/// <param name="ModelBytes">Of the weights, which decompressing needs too.</param>
/// <param name="Mode">How it was compressed and how to say otherwise.</param>
public sealed record PictureCompressResult(
    int Pictures, long Pixels, long Bytes, double? Psnr, long Deflated, long ModelBytes, string Mode)
{
    /// <summary>What JPEG makes of as many bits for each picture; null where it cannot be so small.</summary>
    public JpegFigures? Jpeg { get; init; }

    /// <summary>Bits of the file for each pixel.</summary>
    public double BitsPerPixel => 8.0 * Bytes / Pixels;

    /// <summary>The same of deflate.</summary>
    public double DeflatedBitsPerPixel => 8.0 * Deflated / Pixels;

    /// <summary>All of it in a few lines.</summary>
    public IReadOnlyList<string> InWords =>
    [
        Mode,
        $"{Plural(Pictures, "picture")} in {Count(Bytes)} bytes: {BitsPerPixel.ToString("0.000", Invariant)} bits a pixel, PSNR "
            + (Psnr is { } psnr ? psnr.ToString("0.00", Invariant) + " dB" : "infinite: nothing was lost"),
        Jpeg is { } jpeg
            ? $"JPEG with no more bits a picture: {jpeg.BitsPerPixel.ToString("0.000", Invariant)} bits a pixel, PSNR "
                + $"{RestoreReport.Decibels(jpeg.Psnr)}"
            : "JPEG cannot make these pictures so small",
        $"deflate makes {Count(Deflated)} bytes of the pixels, without loss: {DeflatedBitsPerPixel.ToString("0.000", Invariant)} bits a "
            + "pixel",
        $"the model, without which nothing comes back, has {Count(ModelBytes)} bytes",
    ];
}
