using System.Collections.Concurrent;
using System.Globalization;

namespace LatentSharp;

/// <summary>Makes samples of one shape of sounds, and sounds of samples.</summary>
public sealed class SoundReading
{
    private readonly MelFilters? filters;

    // One works for one thread at a time, and takes longer to make than a short sound.
    private readonly ConcurrentBag<ShortTimeFourier> idle = [];
    private readonly int fft, hop;

    /// <summary>Prepares it.</summary>
    /// <param name="options">What to make of them, complete: with a rate and a length.</param>
    /// <exception cref="BadArgumentException">An option is missing, or they do not fit together.</exception>
    public SoundReading(SoundOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (options is not { SampleRate: { } rate, Seconds: { } seconds })
            throw new BadArgumentException("SoundReading: the options lack a rate or a length.");
        Options = options.CompleteFor(rate, seconds);
        (Rate, fft, hop) = (rate, Options.Fft!.Value, Options.Hop!.Value);
        var length = Math.Round(seconds * rate);
        if (!(length >= 1 && length <= Array.MaxLength))
            throw new BadArgumentException(string.Create(
                CultureInfo.InvariantCulture,
                $"SoundReading: {seconds} seconds at {rate} Hz do not fit; 1 to {Array.MaxLength} samples would."));
        Length = (int)length;
        if (Options.Features == SoundFeatures.Wave)
        {
            SampleShape = [Length, 1];
            return;
        }
        var frames = new ShortTimeFourier(fft, hop).Frames(Length);
        filters = new MelFilters(rate, fft, Options.Mels);
        if (Options.Features == SoundFeatures.Mfcc && Options.Mfccs > Options.Mels)
            throw new BadArgumentException(
                $"SoundReading: {Options.Mfccs} coefficients of {Options.Mels} mels do not fit; at most as many do.");
        SampleShape = Options.Features == SoundFeatures.LogMel ? [Options.Mels, frames, 1] : [frames, Options.Mfccs];
    }

    /// <summary>The options, complete.</summary>
    public SoundOptions Options { get; }

    /// <summary>The rate, in Hz.</summary>
    public int Rate { get; }

    /// <summary>The samples that each sound is brought to.</summary>
    public int Length { get; }

    /// <summary>The shape of what one becomes.</summary>
    public Shape SampleShape { get; }

    /// <summary>What one becomes, in words.</summary>
    public string InWords => Options.Features switch
    {
        SoundFeatures.Wave => $"{Length} samples at {Rate} Hz",
        SoundFeatures.Mfcc =>
            $"{Options.Mfccs} cepstral coefficients of {Options.Mels} mels in {Counted.Of(SampleShape[0], "frame")} of {fft} "
            + $"samples, one each {hop}, at {Rate} Hz",
        _ => $"{Options.Mels} mels in {Counted.Of(SampleShape[1], "frame")} of {fft} samples, one each {hop}, at {Rate} Hz, in decibels",
    };

    /// <summary>A sound in the length of all: its middle, or with silence around it.</summary>
    /// <param name="sound">Its numbers at <see cref="Rate"/>.</param>
    public float[] Fit(ReadOnlySpan<float> sound)
    {
        var fitted = new float[Length];
        if (sound.Length >= Length) sound.Slice((sound.Length - Length) / 2, Length).CopyTo(fitted);
        else sound.CopyTo(fitted.AsSpan((Length - sound.Length) / 2));
        return fitted;
    }

    /// <summary>What a sound becomes.</summary>
    /// <param name="sound">Its <see cref="Length"/> numbers at <see cref="Rate"/>.</param>
    /// <param name="sample">Gets as many numbers as <see cref="SampleShape"/> has.</param>
    /// <exception cref="BadArgumentException">A length does not fit.</exception>
    public void ToSample(ReadOnlySpan<float> sound, Span<float> sample)
    {
        Check(sound.Length, Length);
        Check(sample.Length, SampleShape.Count);
        if (filters is null)
        {
            sound.CopyTo(sample);
            return;
        }
        var transform = idle.TryTake(out var made) ? made : new ShortTimeFourier(fft, hop);
        var levels = filters.Apply(transform.Power(sound));
        idle.Add(transform);
        Decibels.FromPower(levels);
        if (Options.Features == SoundFeatures.Mfcc)
        {
            var coefficients = Cepstrum.Of(levels, Options.Mels, Options.Mfccs);
            for (var i = 0; i < sample.Length; i++) sample[i] = (float)coefficients[i];
            return;
        }
        var frames = SampleShape[1];
        for (var t = 0; t < frames; t++)
            for (var m = 0; m < Options.Mels; m++) sample[(m * frames) + t] = (float)levels[(t * Options.Mels) + m];
    }

    /// <summary>
    /// A sound that becomes this sample, as near as can be: mels are spread to frequencies without negative powers, and phases are found by
    /// Griffin and Lim's iteration.
    /// </summary>
    /// <param name="sample">As many numbers as <see cref="SampleShape"/> has.</param>
    /// <returns><see cref="Length"/> numbers at <see cref="Rate"/>.</returns>
    /// <exception cref="BadArgumentException">A length does not fit.</exception>
    public float[] ToSound(ReadOnlySpan<float> sample)
    {
        Check(sample.Length, SampleShape.Count);
        if (filters is null) return sample.ToArray();
        double[] levels;
        if (Options.Features == SoundFeatures.Mfcc)
        {
            levels = Cepstrum.Inverse(Array.ConvertAll(sample.ToArray(), value => (double)value), Options.Mels, Options.Mfccs);
        }
        else
        {
            var frames = SampleShape[1];
            levels = new double[sample.Length];
            for (var t = 0; t < frames; t++)
                for (var m = 0; m < Options.Mels; m++) levels[(t * Options.Mels) + m] = sample[(m * frames) + t];
        }
        Decibels.ToPower(levels);
        var magnitudes = filters.Spread(levels);
        for (var i = 0; i < magnitudes.Length; i++) magnitudes[i] = Math.Sqrt(magnitudes[i]);
        return GriffinLim.Find(new ShortTimeFourier(fft, hop), magnitudes, Length);
    }

    private static void Check(int count, long expected)
    {
        if (count != expected) throw new BadArgumentException($"SoundReading: {count} numbers do not fit; {expected} would.");
    }
}
