namespace LatentSharp;

/// <summary>Many samples as one recording, one after the other with silence between them.</summary>
internal static class SoundSheet
{
    /// <summary>The silence after each, in seconds.</summary>
    private const double Gap = 0.25;

    /// <summary>Whether this is the name of a recording.</summary>
    internal static bool IsMeant(string path) => Path.GetExtension(path).Equals(".wav", StringComparison.OrdinalIgnoreCase);

    /// <summary>Refuses the name of a recording where samples are none.</summary>
    /// <exception cref="BadArgumentException">It does not fit.</exception>
    internal static void Check(OptionSpec<string?> option, string path, SavedModel saved)
    {
        if (IsMeant(path) && saved.Sound is null)
            throw new BadArgumentException(
                $"{option.Name}: '{path}' does not fit, since {saved.Model.Name} has not learned from recordings; a path that ends in .npy "
                + "would.");
    }

    /// <summary>Writes samples of recordings so that they can be heard.</summary>
    /// <param name="path">Where to.</param>
    /// <param name="reading">What recordings became.</param>
    /// <param name="samples">(N, …), in the units of the data.</param>
    internal static void Write(string path, SoundReading reading, Tensor samples)
    {
        var (count, size) = (samples.Shape[0], samples.Count / Math.Max(1, samples.Shape[0]));
        var sounds = InOrder.Of(
            count, i => reading.ToSound(samples.AsSpan().Slice((int)(i * size), (int)size)));
        var silence = new float[(int)(Gap * reading.Rate)];
        WavWriter.Write(path, [.. sounds.SelectMany((sound, i) => i == 0 ? sound : [.. silence, .. sound])], reading.Rate);
    }
}
