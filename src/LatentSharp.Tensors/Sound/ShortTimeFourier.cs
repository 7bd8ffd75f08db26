namespace LatentSharp;

/// <summary>How a sound is continued beyond its ends for the spectra there.</summary>
public enum SoundPadding
{
    /// <summary>By silence, as librosa does since version 0.10.</summary>
    Zero,

    /// <summary>Mirrored at its first and last number, as librosa did before.</summary>
    Reflect,
}

/// <summary>
/// Short-time Fourier transforms by the conventions of librosa 0.10: spectrum t is that of the <c>Size</c> numbers around number t·Hop,
/// under a periodic Hann window, 0.5 - 0.5·cos(2πn/Size). An instance keeps room to work in, so one thread uses it at a time.
/// </summary>
public sealed class ShortTimeFourier
{
    private const double LeastWeight = 1e-10;

    private readonly FourierTransform transform;
    private readonly double[] window, frame;

    /// <summary>Prepares for a size of spectra.</summary>
    /// <param name="size">The numbers of one spectrum, 2 or more.</param>
    /// <param name="hop">The numbers from one spectrum to the next, 1 to <paramref name="size"/>.</param>
    /// <param name="padding">What is beyond the ends.</param>
    /// <exception cref="BadArgumentException">A size is out of its range.</exception>
    public ShortTimeFourier(int size, int hop, SoundPadding padding = SoundPadding.Zero)
    {
        if (size < 2 || hop < 1 || hop > size)
            throw new BadArgumentException(
                $"ShortTimeFourier: spectra of {size} numbers, one each {hop}, do not fit; 2 or more, and 1 to as many, would.");
        (Size, Hop, Padding) = (size, hop, padding);
        transform = new FourierTransform(size);
        frame = new double[size];
        window = [.. Enumerable.Range(0, size).Select(n => 0.5 - (0.5 * PortableMath.Turn(n, size).Cos))];
    }

    /// <summary>The numbers of one spectrum.</summary>
    public int Size { get; }

    /// <summary>The numbers from one spectrum to the next.</summary>
    public int Hop { get; }

    /// <summary>What is beyond the ends.</summary>
    public SoundPadding Padding { get; }

    /// <summary>The frequencies of a spectrum, Size/2 + 1.</summary>
    public int Bins => transform.Bins;

    /// <summary>How many spectra a sound has: 1 + length/Hop.</summary>
    /// <param name="length">Its numbers.</param>
    /// <exception cref="BadArgumentException">It is empty, or too short to be mirrored.</exception>
    public int Frames(int length)
    {
        if (length < 1 || (Padding == SoundPadding.Reflect && length <= Size / 2))
            throw new BadArgumentException(
                $"ShortTimeFourier: a sound of {length} numbers has no spectra of {Size}"
                + (Padding == SoundPadding.Reflect
                    ? $" that is mirrored at its ends; more than {Size / 2} would fit."
                    : "; 1 or more would fit."));
        return 1 + (length / Hop);
    }

    /// <summary>The spectra of a sound.</summary>
    /// <param name="sound">Its numbers.</param>
    /// <param name="real">Gets (frames, Bins): the real parts.</param>
    /// <param name="imaginary">Gets (frames, Bins): the imaginary parts.</param>
    /// <exception cref="BadArgumentException">A length does not fit.</exception>
    public void Forward(ReadOnlySpan<float> sound, Span<double> real, Span<double> imaginary)
    {
        var frames = Frames(sound.Length);
        if (real.Length != frames * Bins || imaginary.Length != real.Length)
            throw new BadArgumentException(
                $"ShortTimeFourier: room for {real.Length} and {imaginary.Length} parts does not fit; {frames * Bins} would.");
        for (var t = 0; t < frames; t++)
        {
            var start = ((long)t * Hop) - (Size / 2);
            if (start >= 0 && start + Size <= sound.Length)
            {
                var inside = sound.Slice((int)start, frame.Length);
                for (var n = 0; n < frame.Length; n++) frame[n] = window[n] * inside[n];
            }
            else
            {
                for (var n = 0; n < Size; n++) frame[n] = window[n] * At(sound, start + n);
            }
            transform.Forward(frame, real.Slice(t * Bins, Bins), imaginary.Slice(t * Bins, Bins));
        }
    }

    /// <summary>The power spectrogram |X|²: sound -> (frames, Bins).</summary>
    /// <exception cref="BadArgumentException">It is empty, or too short to be mirrored.</exception>
    public double[] Power(ReadOnlySpan<float> sound)
    {
        var count = Frames(sound.Length) * Bins;
        var (power, imaginary) = (new double[count], new double[count]);
        Forward(sound, power, imaginary);
        for (var i = 0; i < count; i++) power[i] = (power[i] * power[i]) + (imaginary[i] * imaginary[i]);
        return power;
    }

    /// <summary>
    /// The sound whose spectra are nearest to these in the mean of squares: windowed, added where they overlap, divided by the windows'
    /// squares (Griffin and Lim, 1984).
    /// </summary>
    /// <param name="real">(frames, Bins): the real parts.</param>
    /// <param name="imaginary">(frames, Bins): the imaginary parts.</param>
    /// <param name="length">The numbers of the sound; those that no spectrum reaches are 0.</param>
    /// <exception cref="BadArgumentException">A length does not fit.</exception>
    public float[] Inverse(ReadOnlySpan<double> real, ReadOnlySpan<double> imaginary, int length)
    {
        if (real.Length % Bins != 0 || imaginary.Length != real.Length || length < 0)
            throw new BadArgumentException(
                $"ShortTimeFourier: {real.Length} and {imaginary.Length} parts are no spectra of {Bins} for {length} numbers.");
        var (sum, weights) = (new double[length], new double[length]);
        for (var t = 0; t < real.Length / Bins; t++)
        {
            transform.Inverse(real.Slice(t * Bins, Bins), imaginary.Slice(t * Bins, Bins), frame);
            var start = ((long)t * Hop) - (Size / 2);
            for (var n = 0; n < Size; n++)
            {
                if (start + n < 0 || start + n >= length) continue;
                sum[start + n] += window[n] * frame[n];
                weights[start + n] += window[n] * window[n];
            }
        }
        var sound = new float[length];
        for (var i = 0; i < length; i++) sound[i] = weights[i] > LeastWeight ? (float)(sum[i] / weights[i]) : 0;
        return sound;
    }

    private double At(ReadOnlySpan<float> sound, long index)
    {
        if (index >= 0 && index < sound.Length) return sound[(int)index];
        if (Padding == SoundPadding.Zero) return 0;
        return sound[(int)(index < 0 ? -index : (2L * (sound.Length - 1)) - index)];
    }
}
