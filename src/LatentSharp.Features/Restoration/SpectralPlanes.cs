namespace LatentSharp;

/// <summary>
/// Sounds as their short-time spectra, real and imaginary parts as two channels, and back. White noise keeps its deviation in each part, so
/// that what learns to take noise from pictures takes it from sounds.
/// </summary>
internal sealed class SpectralPlanes
{
    private readonly float gain;

    /// <param name="size">The samples of one spectrum.</param>
    /// <param name="hop">The samples from one to the next.</param>
    internal SpectralPlanes(int size, int hop)
    {
        (Size, Hop) = (size, hop);
        // The squares of a periodic Hann window sum to 3/8 of its size, and each part gets half of them.
        gain = (float)(1 / Math.Sqrt(3.0 / 16 * size));
    }

    internal int Size { get; }

    internal int Hop { get; }

    internal int Bins => (Size / 2) + 1;

    /// <summary>(T) or (T, 1) -> (frames, bins, 2).</summary>
    internal Tensor Of(ReadOnlySpan<float> sound)
    {
        var fourier = new ShortTimeFourier(Size, Hop);
        var frames = fourier.Frames(sound.Length);
        var (real, imaginary) = (new double[frames * Bins], new double[frames * Bins]);
        fourier.Forward(sound, real, imaginary);
        var parts = new float[2 * real.Length];
        for (var i = 0; i < real.Length; i++)
            (parts[2 * i], parts[(2 * i) + 1]) = ((float)(gain * real[i]), (float)(gain * imaginary[i]));
        return Tensor.From(parts, [frames, Bins, 2]);
    }

    /// <summary>(frames, bins, 2) -> (T).</summary>
    internal float[] Back(ReadOnlySpan<float> parts, int length)
    {
        var (real, imaginary) = (new double[parts.Length / 2], new double[parts.Length / 2]);
        for (var i = 0; i < real.Length; i++) (real[i], imaginary[i]) = (parts[2 * i] / gain, parts[(2 * i) + 1] / gain);
        return new ShortTimeFourier(Size, Hop).Inverse(real, imaginary, length);
    }
}

/// <summary>
/// Adds to parts of spectra what white noise in the sound adds there, which is not drawn for each number by itself: spectra overlap, and a
/// window joins neighbouring frequencies.
/// </summary>
/// <param name="planes">How sounds become spectra.</param>
/// <param name="deviation">Of the noise.</param>
internal sealed class SpectralNoise(SpectralPlanes planes, float deviation) : ICorruption
{
    public Tensor Apply(Tensor samples, RandomStream random)
    {
        var noise = Tensor.Create<float, (SpectralNoise Self, Shape Shape, RandomStream Random)>(
            samples.Shape, (this, samples.Shape, random), static (values, state) => state.Self.Fill(values, state.Shape, state.Random));
        return samples + noise;
    }

    private void Fill(Span<float> values, Shape shape, RandomStream random)
    {
        var (height, width) = (shape[1], shape[2]);
        // Frames that begin before the sound, or end behind it, are left out.
        var outside = (planes.Size + (2 * planes.Hop) - 1) / (2 * planes.Hop);
        var sound = new float[((2 * outside) + height) * planes.Hop];
        var places = new int[2 * shape[0]];
        random.Derive("places").Integers(places, 0, int.MaxValue);
        for (var n = 0; n < shape[0]; n++)
        {
            random.Derive(n).Normal(sound, 0, deviation);
            var parts = planes.Of(sound).AsSpan();
            var (first, part) = (places[2 * n] % (planes.Bins - width + 1), places[(2 * n) + 1] % 2);
            for (var y = 0; y < height; y++)
                for (var x = 0; x < width; x++)
                    values[(((n * height) + y) * width) + x] = parts[(((((outside + y) * planes.Bins) + first + x) * 2) + part)];
        }
    }
}

/// <summary>Restores sounds (N, T, 1) by what restores their spectra.</summary>
/// <param name="inner">What restores those.</param>
/// <param name="planes">How sounds become spectra.</param>
internal sealed class SpectralRestorer(IRestorer inner, SpectralPlanes planes) : IRestorer
{
    public int Scale => 1;

    public Tensor Restore(Tensor samples, CancellationToken cancellationToken = default)
    {
        var (count, length) = (samples.Shape[0], samples.Shape[1]);
        var restored = new float[samples.Count];
        for (var n = 0; n < count; n++)
        {
            var spectra = planes.Of(samples.AsSpan().Slice(n * length, length));
            var made = inner.Restore(spectra.Reshape(spectra.Shape.Prepend(1)), cancellationToken);
            planes.Back(made.AsSpan(), length).CopyTo(restored, n * length);
        }
        return Tensor.From(restored, samples.Shape);
    }
}
