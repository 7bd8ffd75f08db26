using System.Globalization;

namespace LatentSharp;

/// <summary>What recordings become.</summary>
public enum SoundFeatures
{
    /// <summary>Pictures (mels, frames, 1) of decibels: the power spectrogram through mel filters, from low frequencies to high.</summary>
    LogMel,

    /// <summary>Sequences (frames, coefficients): the mel-frequency cepstral coefficients of each frame.</summary>
    Mfcc,

    /// <summary>Sequences (samples, 1): the sound itself.</summary>
    Wave,
}

/// <summary>How recordings become samples of one shape.</summary>
public sealed record SoundOptions
{
    private const int MostInSpectrum = 1 << 24;

    /// <summary>The rate that they are brought to, in Hz. Null, the default: their own, which must be one.</summary>
    public int? SampleRate { get; init; }

    /// <summary>
    /// The length that they are brought to, in seconds: longer ones are cut to their middle, shorter ones get silence around them. Null,
    /// the default: that of the longest.
    /// </summary>
    public double? Seconds { get; init; }

    /// <summary>What they become. Default <see cref="SoundFeatures.LogMel"/>.</summary>
    public SoundFeatures Features { get; init; }

    /// <summary>The number of mel filters. Default 64.</summary>
    public int Mels { get; init; } = 64;

    /// <summary>
    /// The samples of one spectrum. Null, the default: the greatest power of two within 64 ms, 512 of 8000 Hz and 2048 of 44,100.
    /// </summary>
    public int? Fft { get; init; }

    /// <summary>The samples from one spectrum to the next. Null, the default: a quarter of <see cref="Fft"/>.</summary>
    public int? Hop { get; init; }

    /// <summary>The number of coefficients of <see cref="SoundFeatures.Mfcc"/>, at most <see cref="Mels"/>. Default 20.</summary>
    public int Mfccs { get; init; } = 20;

    /// <summary>Refuses options that do not fit each other, as far as they are known.</summary>
    /// <exception cref="BadArgumentException">The message names the option.</exception>
    internal void CheckTogether()
    {
        if (Fft > MostInSpectrum) throw new BadArgumentException($"--fft: {Fft} does not fit; it must be at most {MostInSpectrum}.");
        if (this is { Fft: { } fft, Hop: { } hop } && hop > fft)
            throw new BadArgumentException($"--hop: {hop} does not fit; it must be at most --fft, {fft}.");
        if (Features == SoundFeatures.Mfcc && Mfccs > Mels)
            throw new BadArgumentException($"--mfccs: {Mfccs} does not fit; it must be at most --mels, {Mels}.");
        if (this is { SampleRate: { } rate, Seconds: { } seconds }
            && !(Math.Round(seconds * rate) >= 1 && Math.Round(seconds * rate) <= Array.MaxLength))
            throw new BadArgumentException(string.Create(
                CultureInfo.InvariantCulture,
                $"--sample-rate: {rate} does not fit {seconds} seconds (--seconds); a sound must have 1 to {Array.MaxLength} samples."));
    }

    /// <summary>The filters of spectra, of options that are complete.</summary>
    /// <exception cref="BadArgumentException">They do not fit each other; the message names the option.</exception>
    internal MelFilters CreateFilters()
    {
        try
        {
            return new MelFilters(SampleRate!.Value, Fft!.Value, Mels);
        }
        catch (BadArgumentException e)
        {
            throw new BadArgumentException(
                $"--mels: {Mels} does not fit spectra of {Fft} samples (--fft) at {SampleRate} Hz (--sample-rate): some filters lie "
                + "between two of their frequencies; fewer, or a greater --fft, would.", e);
        }
    }

    /// <summary>The same with everything said.</summary>
    /// <param name="rate">The rate of recordings, in Hz.</param>
    /// <param name="seconds">The length of the longest.</param>
    internal SoundOptions CompleteFor(int rate, double seconds)
    {
        var own = SampleRate ?? rate;
        var fft = Fft ?? 1 << Math.Max(4, (int)Math.Floor(Math.Log2(0.064 * own)));
        return this with { SampleRate = own, Seconds = Seconds ?? seconds, Fft = fft, Hop = Hop ?? Math.Max(1, fft / 4) };
    }
}
