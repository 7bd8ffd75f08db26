namespace LatentSharp;

/// <summary>
/// What was drawn for one sample of a step. Each number has a place of its own, so that none depends on what else is asked for.
/// </summary>
internal readonly struct PictureChange
{
    private const int Count = 9;

    private readonly Augmentation options;
    private readonly RandomStream random;
    private readonly int height, width, channels;
    private readonly Drawn drawn;

    internal PictureChange(Augmentation options, RandomStream random, Shape sample)
    {
        (this.options, this.random) = (options, random);
        (height, width, channels) = sample.Rank == 3 ? (sample[0], sample[1], sample[2]) : (1, 1, sample.Count);
        random.Uniform(drawn);
    }

    private float Range => options.ValueRange.High - options.ValueRange.Low;

    /// <summary>The picture in its new place and light.</summary>
    internal void Move(ReadOnlySpan<float> sample, Span<float> changed)
    {
        if (options.Moves) BilinearSampling.Move(sample, height, width, Map(), options.Fill, options.ValueRange.Low, changed);
        else sample.CopyTo(changed);
        if (options.Brightness == 0) return;
        var more = (float)(Either(6) * options.Brightness) * Range;
        foreach (ref var value in changed) value = Math.Clamp(value + more, options.ValueRange.Low, options.ValueRange.High);
    }

    /// <summary>The picture with what an autoencoder has to see through.</summary>
    /// <param name="changed">As <see cref="Move"/> left it.</param>
    /// <param name="spoiled">The result, in another place.</param>
    internal void Spoil(ReadOnlySpan<float> changed, Span<float> spoiled)
    {
        if (options.Noise > 0)
        {
            random.Derive("noise").Normal(spoiled, 0, (float)options.Noise * Range);
            for (var i = 0; i < spoiled.Length; i++) spoiled[i] += changed[i];
        }
        else
        {
            changed.CopyTo(spoiled);
        }
        if (options.Cutout > 0) Wipe(changed, spoiled);
    }

    private AffineMap Map() => AffineMap.Of(
        height, width,
        upsideDown: options.Flip is PictureFlip.Vertical or PictureFlip.Both && drawn[0] < 0.5f,
        leftToRight: options.Flip is PictureFlip.Horizontal or PictureFlip.Both && drawn[1] < 0.5f,
        zoom: 1 + (Either(5) * options.Zoom),
        turns: Either(4) * options.Rotation / 360,
        down: Either(2) * options.Shift * height,
        right: Either(3) * options.Shift * width);

    private void Wipe(ReadOnlySpan<float> changed, Span<float> spoiled)
    {
        var (top, bottom) = Sides(7, height);
        var (left, right) = Sides(8, width);
        for (var c = 0; c < channels; c++)
        {
            var sum = 0.0;
            for (var i = c; i < changed.Length; i += channels) sum += changed[i];
            var mean = (float)(sum / (height * width));
            for (var row = top; row < bottom; row++)
                for (var column = left; column < right; column++) spoiled[(((row * width) + column) * channels) + c] = mean;
        }
    }

    private (int From, int To) Sides(int place, int size)
    {
        var side = (int)Math.Round(options.Cutout * size);
        var from = (int)(drawn[place] * size) - (side / 2);
        return (Math.Max(0, from), Math.Min(size, from + side));
    }

    /// <summary>-1 to 1.</summary>
    private double Either(int place) => (2.0 * drawn[place]) - 1;

    [System.Runtime.CompilerServices.InlineArray(Count)]
    private struct Drawn
    {
        private float first;
    }
}
