namespace LatentSharp;

/// <summary>What JPEG makes of pictures.</summary>
/// <param name="BitsPerPixel">Of all files.</param>
/// <param name="Psnr">The mean peak signal-to-noise ratio in decibels; null where a picture came back equal.</param>
public sealed record JpegFigures(double BitsPerPixel, double? Psnr);

/// <summary>Measures JPEG on pictures, each at the best quality whose file is not larger than another's.</summary>
internal sealed class JpegBeside
{
    private const double Greatest = 255;

    private long bytes, pixels;
    private double psnr;
    private int pictures;
    private bool isTooLarge;

    /// <summary>Null where a picture cannot be so small, or there is none.</summary>
    internal JpegFigures? Figures => isTooLarge || pictures == 0
        ? null
        : new(8.0 * bytes / pixels, double.IsFinite(psnr) ? psnr / pictures : null);

    /// <summary>Takes one more.</summary>
    /// <param name="picture">Its bytes.</param>
    /// <param name="values">The same as (H, W, C).</param>
    /// <param name="most">Bytes that its file may have.</param>
    internal void Add(byte[] picture, Tensor values, long most)
    {
        if (isTooLarge) return;
        if (Best(picture, values.Shape, most) is not { } file)
        {
            isTooLarge = true;
            return;
        }
        var again = JpegReader.Read(new MemoryStream(file), "JPEG").ToTensor();
        psnr += PictureQuality.PeakSignalToNoise(values, again, Greatest);
        (bytes, pixels, pictures) = (bytes + file.Length, pixels + (values.Count / values.Shape[2]), pictures + 1);
    }

    private static byte[]? Best(byte[] picture, Shape shape, long most)
    {
        if (shape[0] > ushort.MaxValue || shape[1] > ushort.MaxValue) return null;
        byte[]? best = null;
        var (low, high) = (JpegWriter.LeastQuality, JpegWriter.BestQuality);
        while (low <= high)
        {
            var quality = (low + high) / 2;
            var file = JpegWriter.Encode(picture, shape[1], shape[0], shape[2], quality);
            if (file.Length <= most) (best, low) = (file, quality + 1);
            else high = quality - 1;
        }
        return best;
    }
}
