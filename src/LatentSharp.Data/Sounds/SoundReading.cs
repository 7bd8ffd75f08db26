using System.Buffers;
using System.Collections.Concurrent;
using System.Numerics;

namespace LatentSharp;

/// <summary>Makes samples of one shape of sounds, and sounds of samples.</summary>
public sealed class SoundReading
{
    private readonly MelFilters? filters;

    // One works for one thread at a time, and takes longer to make than a short sound.
    private readonly ConcurrentBag<MelLevels> idle = [];
    private readonly int fft, hop, levelCount;

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
        Options.CheckTogether();
        Length = (int)Math.Round(seconds * rate);
        if (Options.Features == SoundFeatures.Wave)
        {
            SampleShape = [Length, 1];
            return;
        }
        var frames = new ShortTimeFourier(fft, hop).Frames(Length);
        filters = Options.CreateFilters();
        levelCount = Options.Mels * frames;
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
        Fit(sound, fitted);
        return fitted;
    }

    private void Fit(ReadOnlySpan<float> sound, Span<float> fitted)
    {
        fitted.Clear();
        if (sound.Length >= Length) sound.Slice((sound.Length - Length) / 2, Length).CopyTo(fitted);
        else sound.CopyTo(fitted[((Length - sound.Length) / 2)..]);
    }

    /// <summary>What a sound of any length and rate becomes.</summary>
    internal void ToSample(Sound sound, Span<float> sample)
    {
        var mono = sound.Mono();
        if (sound.Info.SampleRate != Rate) mono = Resampling.Apply(mono, sound.Info.SampleRate, Rate);
        var fitted = ArrayPool<float>.Shared.Rent(Length);
        Fit(mono, fitted.AsSpan(0, Length));
        ToSample(fitted.AsSpan(0, Length), sample);
        ArrayPool<float>.Shared.Return(fitted);
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
        var making = idle.TryTake(out var made) ? made : new MelLevels(new ShortTimeFourier(fft, hop), filters);
        var room = ArrayPool<double>.Shared.Rent(levelCount);
        var levels = room.AsSpan(0, levelCount);
        making.Of(sound, levels);
        if (Options.Features == SoundFeatures.LogMel)
        {
            for (var i = 0; i < sample.Length; i++) sample[i] = (float)levels[i];
        }
        else
        {
            var coefficients = Cepstrum.Of(Turned<double>(levels, Options.Mels), Options.Mels, Options.Mfccs);
            for (var i = 0; i < sample.Length; i++) sample[i] = (float)coefficients[i];
        }
        ArrayPool<double>.Shared.Return(room);
        idle.Add(making);
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
            levels = Turned<float>(sample, Options.Mels);
        }
        Decibels.ToPower(levels);
        var magnitudes = filters.Spread(levels);
        for (var i = 0; i < magnitudes.Length; i++) magnitudes[i] = Math.Sqrt(magnitudes[i]);
        return GriffinLim.Find(new ShortTimeFourier(fft, hop), magnitudes, Length);
    }

    /// <summary>(mels, frames) -> (frames, mels).</summary>
    private static double[] Turned<T>(ReadOnlySpan<T> levels, int mels) where T : INumberBase<T>
    {
        var (turned, frames) = (new double[levels.Length], levels.Length / mels);
        for (var m = 0; m < mels; m++)
            for (var t = 0; t < frames; t++) turned[(t * mels) + m] = double.CreateChecked(levels[(m * frames) + t]);
        return turned;
    }

    private static void Check(int count, long expected)
    {
        if (count != expected) throw new BadArgumentException($"SoundReading: {count} numbers do not fit; {expected} would.");
    }
}
