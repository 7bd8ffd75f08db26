using System.Numerics;

namespace LatentSharp;

/// <summary>
/// The levels of mel filters in a sound, in decibels by the conventions of <see cref="Decibels.FromPower"/>, computed a few spectra at a
/// time, so that no spectrogram is ever held. An instance keeps room to work in, so one thread uses it at a time.
/// </summary>
public sealed class MelLevels
{
    private static readonly Vector<double> Silence = Decibels.Of(Vector<double>.Zero);

    private readonly ShortTimeFourier fourier;
    private readonly MelFilters filters;
    private readonly Vector<double>[] power, mels;

    /// <summary>Prepares for spectra and filters.</summary>
    /// <param name="fourier">The spectra.</param>
    /// <param name="filters">The filters of spectra of this size.</param>
    /// <exception cref="BadArgumentException">The filters are of another size.</exception>
    public MelLevels(ShortTimeFourier fourier, MelFilters filters)
    {
        ArgumentNullException.ThrowIfNull(fourier);
        ArgumentNullException.ThrowIfNull(filters);
        if (fourier.Bins != filters.Bins)
            throw new BadArgumentException(
                $"MelLevels: filters of {filters.Bins} frequencies do not fit; {fourier.Bins}, as the spectra have, would.");
        (this.fourier, this.filters) = (fourier, filters);
        (power, mels) = (new Vector<double>[fourier.Bins], new Vector<double>[filters.Count]);
    }

    /// <summary>The levels of a sound.</summary>
    /// <param name="sound">Its numbers.</param>
    /// <param name="levels">Gets (filters, frames).</param>
    /// <exception cref="BadArgumentException">The sound is empty, or a length does not fit.</exception>
    public void Of(ReadOnlySpan<float> sound, Span<double> levels)
    {
        var frames = fourier.Frames(sound.Length);
        if (levels.Length != (long)filters.Count * frames)
            throw new BadArgumentException(
                $"MelLevels: room for {levels.Length} levels does not fit; {(long)filters.Count * frames} would.");
        var most = Silence;
        for (var first = 0; first < frames; first += Vector<double>.Count)
        {
            if (fourier.Power(sound, first, power))
            {
                filters.Apply(power, mels);
                for (var m = 0; m < mels.Length; m++) most = Vector.Max(most, mels[m] = Decibels.Of(mels[m]));
            }
            else
            {
                Array.Fill(mels, Silence);
            }
            for (var m = 0; m < mels.Length; m++) Put(mels[m], levels.Slice(m * frames, frames)[first..]);
        }
        var loudest = double.NegativeInfinity;
        for (var lane = 0; lane < Vector<double>.Count; lane++) loudest = Math.Max(loudest, most[lane]);
        Decibels.Limit(levels, loudest);
    }

    private static void Put(Vector<double> values, Span<double> rest)
    {
        if (rest.Length >= Vector<double>.Count) values.CopyTo(rest);
        else
            for (var lane = 0; lane < rest.Length; lane++) rest[lane] = values[lane];
    }
}
