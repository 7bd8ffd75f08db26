namespace LatentSharp;

/// <summary>The filters of spectra that a learned denoiser of sounds stands beside, for white noise whose deviation is known.</summary>
public static class SpectralFilters
{
    private const double Gated = 0.1;

    /// <summary>Wiener's filter: each frequency times 1 - strength·N/|X|², and 0 at least, where N is the noise's power there.</summary>
    /// <param name="sound">(T, 1).</param>
    /// <param name="deviation">The noise's, in units of the sound; above 0.</param>
    /// <param name="strength">Above 0; 1 is the filter, more takes more away.</param>
    /// <param name="size">The samples of one spectrum, 4 or more.</param>
    /// <exception cref="BadArgumentException">It is no such sound, or a number does not fit.</exception>
    public static Tensor Wiener(Tensor sound, double deviation, double strength = 1, int size = 512) =>
        Each(nameof(Wiener), sound, deviation, strength, size, ratio => Math.Max(0, 1 - (strength / ratio)));

    /// <summary>A gate: frequencies whose power is at most strength·N become a tenth, the others stay.</summary>
    /// <inheritdoc cref="Wiener"/>
    public static Tensor Gate(Tensor sound, double deviation, double strength = 4, int size = 512) =>
        Each(nameof(Gate), sound, deviation, strength, size, ratio => ratio > strength ? 1 : Gated);

    private static Tensor Each(string operation, Tensor sound, double deviation, double strength, int size, Func<double, double> gain)
    {
        if (sound.DType != DType.Float32 || sound.Rank != 2 || sound.Shape[1] != 1 || sound.Count == 0)
            throw new BadArgumentException($"{operation}: {sound.DType} {sound.Shape} is no sound; Float32 (T, 1) would fit.");
        if (!(deviation > 0 && strength > 0))
            throw new BadArgumentException(FormattableString.Invariant(
                $"{operation}: a deviation of {deviation} and a strength of {strength} do not fit; they must be above 0."));
        if (size < 4) throw new BadArgumentException($"{operation}: size: {size} does not fit; it must be 4 or more.");
        var planes = new SpectralPlanes(size, size / 4);
        var parts = planes.Of(sound.AsSpan()).ToArray();
        // Both parts have the noise's power by themselves.
        var noise = 2 * deviation * deviation;
        for (var i = 0; i < parts.Length; i += 2)
        {
            var power = (parts[i] * (double)parts[i]) + (parts[i + 1] * (double)parts[i + 1]);
            var factor = (float)(power > 0 ? gain(power / noise) : 0);
            (parts[i], parts[i + 1]) = (parts[i] * factor, parts[i + 1] * factor);
        }
        return Tensor.From(planes.Back(parts, sound.Shape[0]), sound.Shape);
    }
}
