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

    /// <summary>The same with everything said.</summary>
    /// <param name="rate">The rate of recordings, in Hz.</param>
    /// <param name="seconds">The length of the longest.</param>
    internal SoundOptions CompleteFor(int rate, double seconds)
    {
        var own = SampleRate ?? rate;
        var fft = Fft ?? Math.Max(16, 1 << (int)Math.Floor(Math.Log2(0.064 * own)));
        return this with { SampleRate = own, Seconds = Seconds ?? seconds, Fft = fft, Hop = Hop ?? Math.Max(1, fft / 4) };
    }
}
