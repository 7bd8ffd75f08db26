using System.Globalization;
using System.Numerics;

namespace LatentSharp;

/// <summary>How frequencies become mels.</summary>
public enum MelScale
{
    /// <summary>
    /// Slaney's (Auditory Toolbox, 1998): linear below 1000 Hz, 15 mels there, and logarithmic above, 27 mels for a factor of 6.4.
    /// </summary>
    Slaney,

    /// <summary>That of HTK: 2595·log10(1 + f/700).</summary>
    Htk,
}

/// <summary>
/// Filters that gather a power spectrum into bands of equal width in mels, by the conventions of librosa 0.10: triangles between the
/// centres of their neighbours, each divided by half its width in Hz (Slaney's norm).
/// </summary>
public sealed class MelFilters
{
    private const double LinearHertz = 200.0 / 3, BreakHertz = 1000, BreakMels = BreakHertz / LinearHertz;

    // ln 6.4 / 27.
    private static readonly double LogStep = PortableMath.Log(6.4) / 27;

    private readonly int[] first;
    private readonly double[][] weights;

    /// <summary>Makes filters from 0 Hz to half the rate.</summary>
    /// <param name="sampleRate">The numbers of a second, 1 or more.</param>
    /// <param name="size">The numbers of one spectrum, 2 or more.</param>
    /// <param name="count">The filters, 1 or more.</param>
    /// <param name="scale">What a mel is.</param>
    /// <exception cref="BadArgumentException">
    /// A value is out of its range, or a filter lies between two frequencies of a spectrum.
    /// </exception>
    public MelFilters(int sampleRate, int size, int count, MelScale scale = MelScale.Slaney)
    {
        if (sampleRate < 1 || size < 2 || count < 1)
            throw new BadArgumentException(
                $"MelFilters: {count} filters of spectra of {size} numbers at {sampleRate} Hz do not fit; 1, 2 and 1 or more would.");
        (Count, Bins) = (count, (size / 2) + 1);
        (first, weights) = (new int[count], new double[count][]);
        var most = ToMels(sampleRate / 2.0, scale);
        var edges = Enumerable.Range(0, count + 2).Select(i => ToHertz(most * i / (count + 1), scale)).ToArray();
        for (var m = 0; m < count; m++)
        {
            var (low, centre, high) = (edges[m], edges[m + 1], edges[m + 2]);
            var bins = Enumerable.Range(0, Bins).Where(bin => Hertz(bin) > low && Hertz(bin) < high).ToArray();
            if (bins.Length == 0)
                throw new BadArgumentException(string.Create(
                    CultureInfo.InvariantCulture,
                    $"MelFilters: of {count} filters the one from {low:0.##} to {high:0.##} Hz lies between two frequencies of a spectrum "
                    + $"of {size} numbers at {sampleRate} Hz, so that it would hear nothing; fewer filters or a longer spectrum would."));
            first[m] = bins[0];
            weights[m] = [.. bins.Select(bin =>
                2 / (high - low) * Math.Min((Hertz(bin) - low) / (centre - low), (high - Hertz(bin)) / (high - centre)))];
        }

        double Hertz(int bin) => (double)bin * sampleRate / size;
    }

    /// <summary>The filters.</summary>
    public int Count { get; }

    /// <summary>The frequencies of a spectrum.</summary>
    public int Bins { get; }

    /// <summary>Spectra through the filters: (frames, Bins) -> (frames, Count).</summary>
    /// <exception cref="BadArgumentException">The numbers are no such spectra.</exception>
    public double[] Apply(ReadOnlySpan<double> spectra)
    {
        if (spectra.Length % Bins != 0)
            throw new BadArgumentException($"MelFilters: {spectra.Length} numbers are no spectra of {Bins} frequencies.");
        var mels = new double[spectra.Length / Bins * Count];
        for (var t = 0; t < spectra.Length / Bins; t++)
        {
            var spectrum = spectra.Slice(t * Bins, Bins);
            for (var m = 0; m < Count; m++) mels[(t * Count) + m] = Gather(spectrum, m);
        }
        return mels;
    }

    /// <summary>As many spectra as a vector has lanes through the filters: Bins -> Count.</summary>
    internal void Apply(ReadOnlySpan<Vector<double>> spectra, Span<Vector<double>> mels)
    {
        for (var m = 0; m < mels.Length; m++)
        {
            var own = weights[m];
            var part = spectra.Slice(first[m], own.Length);
            var sum = Vector<double>.Zero;
            for (var i = 0; i < own.Length; i++) sum += own[i] * part[i];
            mels[m] = sum;
        }
    }

    /// <summary>
    /// Spectra without negative numbers that the filters bring near to these mels in the mean of squares: (frames, Count) -> (frames,
    /// Bins). Each begins with the mels spread by the filters and takes steps of Lee and Seung's rule for least squares, x ← x·Aᵀm/AᵀAx.
    /// </summary>
    /// <param name="mels">What the filters gave, 0 or more.</param>
    /// <param name="steps">How many steps.</param>
    /// <exception cref="BadArgumentException">The numbers are none of these filters', or one is negative.</exception>
    public double[] Spread(ReadOnlySpan<double> mels, int steps = 100)
    {
        if (mels.Length % Count != 0) throw new BadArgumentException($"MelFilters: {mels.Length} numbers are none of {Count} filters.");
        foreach (var mel in mels)
            if (!(mel >= 0)) throw new BadArgumentException($"MelFilters: a power of {mel} does not fit; 0 or more would.");
        var spectra = new double[mels.Length / Count * Bins];
        var (wanted, now, gathered) = (new double[Bins], new double[Bins], new double[Count]);
        var total = new double[Bins];
        for (var m = 0; m < Count; m++)
            for (var i = 0; i < weights[m].Length; i++) total[first[m] + i] += weights[m][i];
        for (var t = 0; t < mels.Length / Count; t++)
        {
            var spectrum = spectra.AsSpan(t * Bins, Bins);
            Scatter(mels.Slice(t * Count, Count), wanted);
            for (var bin = 0; bin < Bins; bin++) spectrum[bin] = total[bin] > 0 ? wanted[bin] / total[bin] : 0;
            for (var step = 0; step < steps; step++)
            {
                for (var m = 0; m < Count; m++) gathered[m] = Gather(spectrum, m);
                Scatter(gathered, now);
                for (var bin = 0; bin < Bins; bin++) spectrum[bin] = now[bin] > 0 ? spectrum[bin] * (wanted[bin] / now[bin]) : 0;
            }
        }
        return spectra;
    }

    /// <summary>The filters as a matrix: (Count, Bins).</summary>
    public Tensor ToTensor()
    {
        var matrix = new float[Count * Bins];
        for (var m = 0; m < Count; m++)
            for (var i = 0; i < weights[m].Length; i++) matrix[(m * Bins) + first[m] + i] = (float)weights[m][i];
        return Tensor.From(matrix, [Count, Bins]);
    }

    private double Gather(ReadOnlySpan<double> spectrum, int filter)
    {
        var own = weights[filter];
        var part = spectrum.Slice(first[filter], own.Length);
        var sum = 0.0;
        for (var i = 0; i < own.Length; i++) sum += own[i] * part[i];
        return sum;
    }

    /// <summary>Aᵀ of mels.</summary>
    private void Scatter(ReadOnlySpan<double> mels, double[] bins)
    {
        Array.Clear(bins);
        for (var m = 0; m < Count; m++)
            for (var i = 0; i < weights[m].Length; i++) bins[first[m] + i] += weights[m][i] * mels[m];
    }

    private static double ToMels(double hertz, MelScale scale) => scale == MelScale.Htk
        ? 2595 * PortableMath.Log10(1 + (hertz / 700))
        : hertz < BreakHertz ? hertz / LinearHertz : BreakMels + (PortableMath.Log(hertz / BreakHertz) / LogStep);

    private static double ToHertz(double mels, MelScale scale) => scale == MelScale.Htk
        ? 700 * (PortableMath.Power10(mels / 2595) - 1)
        : mels < BreakMels ? mels * LinearHertz : BreakHertz * PortableMath.Exp(LogStep * (mels - BreakMels));
}
