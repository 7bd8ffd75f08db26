using System.Numerics;
using System.Runtime.InteropServices;

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
    private readonly double[] window;

    // Of as many spectra as a vector has lanes, which are computed at once.
    private readonly Vector<double>[] numbers, reals, imaginaries;

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
        (numbers, reals, imaginaries) = (new Vector<double>[size], new Vector<double>[Bins], new Vector<double>[Bins]);
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

    private static int Lanes => Vector<double>.Count;

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
        for (var first = 0; first < frames; first += Lanes)
        {
            Transform(sound, first);
            for (var t = first; t < Math.Min(first + Lanes, frames); t++)
            {
                Lane(reals, t - first, real.Slice(t * Bins, Bins));
                Lane(imaginaries, t - first, imaginary.Slice(t * Bins, Bins));
            }
        }
    }

    /// <summary>The power spectrogram |X|²: sound -> (frames, Bins).</summary>
    /// <exception cref="BadArgumentException">It is empty, or too short to be mirrored.</exception>
    public double[] Power(ReadOnlySpan<float> sound)
    {
        var frames = Frames(sound.Length);
        var (power, some) = (new double[frames * Bins], new Vector<double>[Bins]);
        for (var first = 0; first < frames; first += Lanes)
        {
            Power(sound, first, some);
            for (var t = first; t < Math.Min(first + Lanes, frames); t++) Lane(some, t - first, power.AsSpan(t * Bins, Bins));
        }
        return power;
    }

    /// <summary>The power of as many spectra as a vector has lanes; beyond the last spectrum it is 0.</summary>
    /// <param name="sound">The sound.</param>
    /// <param name="first">The first of these spectra.</param>
    /// <param name="power">Gets <see cref="Bins"/> of each.</param>
    /// <returns>Whether there is any sound in them.</returns>
    internal bool Power(ReadOnlySpan<float> sound, int first, Span<Vector<double>> power)
    {
        var isHeard = Transform(sound, first);
        for (var k = 0; k < power.Length; k++) power[k] = (reals[k] * reals[k]) + (imaginaries[k] * imaginaries[k]);
        return isHeard;
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
        var frames = real.Length / Bins;
        var frame = new double[Size];
        for (var first = 0; first < frames; first += Lanes)
        {
            for (var t = first; t < Math.Min(first + Lanes, frames); t++)
            {
                ToLane(real.Slice(t * Bins, Bins), reals, t - first);
                ToLane(imaginary.Slice(t * Bins, Bins), imaginaries, t - first);
            }
            transform.InverseTogether(reals, imaginaries, numbers);
            for (var t = first; t < Math.Min(first + Lanes, frames); t++)
            {
                Lane(numbers, t - first, frame);
                var start = ((long)t * Hop) - (Size / 2);
                for (var n = 0; n < Size; n++)
                {
                    if (start + n < 0 || start + n >= length) continue;
                    sum[start + n] += window[n] * frame[n];
                    weights[start + n] += window[n] * window[n];
                }
            }
        }
        var sound = new float[length];
        for (var i = 0; i < length; i++) sound[i] = weights[i] > LeastWeight ? (float)(sum[i] / weights[i]) : 0;
        return sound;
    }

    /// <summary>Computes as many spectra as a vector has lanes; those of silence are 0 without it.</summary>
    /// <returns>Whether there is any sound in them.</returns>
    private bool Transform(ReadOnlySpan<float> sound, int first)
    {
        var count = Math.Min(Lanes, 1 + (sound.Length / Hop) - first);
        var start = ((long)first * Hop) - (Size / 2);
        if (IsSilent(sound, start, start + ((count - 1L) * Hop) + Size))
        {
            Array.Clear(reals);
            Array.Clear(imaginaries);
            return false;
        }
        if (count < Lanes) Array.Clear(numbers);
        for (var lane = 0; lane < count; lane++) Load(sound, start + ((long)lane * Hop), lane);
        transform.ForwardTogether(numbers, reals, imaginaries);
        return true;
    }

    private bool IsSilent(ReadOnlySpan<float> sound, long start, long end)
    {
        if (Padding == SoundPadding.Reflect && (start < 0 || end > sound.Length)) return false;
        return !sound[(int)Math.Max(start, 0)..(int)Math.Min(end, sound.Length)].ContainsAnyExcept(0);
    }

    /// <summary>Puts the numbers from a place on under the window, in one lane.</summary>
    private void Load(ReadOnlySpan<float> sound, long start, int lane)
    {
        var values = MemoryMarshal.Cast<Vector<double>, double>(numbers.AsSpan())[lane..];
        if (start >= 0 && start + Size <= sound.Length)
        {
            var inside = sound.Slice((int)start, window.Length);
            for (var n = 0; n < inside.Length; n++) values[n * Lanes] = window[n] * inside[n];
        }
        else
        {
            for (var n = 0; n < window.Length; n++) values[n * Lanes] = window[n] * At(sound, start + n);
        }
    }

    private static void Lane(ReadOnlySpan<Vector<double>> vectors, int lane, Span<double> values)
    {
        var all = MemoryMarshal.Cast<Vector<double>, double>(vectors);
        for (var i = 0; i < values.Length; i++) values[i] = all[(i * Lanes) + lane];
    }

    private static void ToLane(ReadOnlySpan<double> values, Span<Vector<double>> vectors, int lane)
    {
        var all = MemoryMarshal.Cast<Vector<double>, double>(vectors);
        for (var i = 0; i < values.Length; i++) all[(i * Lanes) + lane] = values[i];
    }

    private double At(ReadOnlySpan<float> sound, long index)
    {
        if (index >= 0 && index < sound.Length) return sound[(int)index];
        if (Padding == SoundPadding.Zero) return 0;
        return sound[(int)(index < 0 ? -index : (2L * (sound.Length - 1)) - index)];
    }
}
