namespace LatentSharp;

/// <summary>
/// Finds a sound by the magnitudes of its spectra alone: Griffin and Lim's iteration (1984) with momentum (Perraudin, Balazs and
/// Søndergaard, 2013), by the conventions of librosa 0.10.
/// </summary>
public static class GriffinLim
{
    /// <summary>How fast phases go on in the direction of the last step.</summary>
    public const double Momentum = 0.99;

    private const double Tiny = 1e-16;

    /// <summary>The sound.</summary>
    /// <param name="fourier">The transform whose magnitudes they are.</param>
    /// <param name="magnitudes">(frames, Bins): |X|, 0 or more.</param>
    /// <param name="length">The numbers of the sound, as many that it has these frames.</param>
    /// <param name="seed">What the first phases follow from.</param>
    /// <param name="steps">How many steps.</param>
    /// <exception cref="BadArgumentException">The magnitudes do not fit the length.</exception>
    public static float[] Find(ShortTimeFourier fourier, ReadOnlySpan<double> magnitudes, int length, long seed = 0, int steps = 32)
    {
        ArgumentNullException.ThrowIfNull(fourier);
        if (magnitudes.Length != fourier.Frames(length) * fourier.Bins)
            throw new BadArgumentException(
                $"GriffinLim: {magnitudes.Length} magnitudes are no spectra of {length} numbers; "
                + $"{fourier.Frames(length) * fourier.Bins} would fit.");
        var (re, im) = (new double[magnitudes.Length], new double[magnitudes.Length]);
        var (nextRe, nextIm) = (new double[magnitudes.Length], new double[magnitudes.Length]);
        var (lastRe, lastIm) = (new double[magnitudes.Length], new double[magnitudes.Length]);
        var parts = new int[magnitudes.Length];
        new RandomStream(seed).Integers(parts, 0, 1 << 20);
        for (var i = 0; i < parts.Length; i++)
        {
            var (cos, sin) = PortableMath.Turn(parts[i], 1 << 20);
            (re[i], im[i]) = (magnitudes[i] * cos, magnitudes[i] * sin);
        }
        var sound = fourier.Inverse(re, im, length);
        for (var step = 0; step < steps; step++)
        {
            fourier.Forward(sound, nextRe, nextIm);
            for (var i = 0; i < re.Length; i++)
            {
                var keep = step == 0 ? 0 : Momentum / (1 + Momentum);
                var (x, y) = (nextRe[i] - (keep * lastRe[i]), nextIm[i] - (keep * lastIm[i]));
                var scale = magnitudes[i] / (Math.Sqrt((x * x) + (y * y)) + Tiny);
                (re[i], im[i]) = (x * scale, y * scale);
            }
            (lastRe, nextRe, lastIm, nextIm) = (nextRe, lastRe, nextIm, lastIm);
            sound = fourier.Inverse(re, im, length);
        }
        return sound;
    }
}
