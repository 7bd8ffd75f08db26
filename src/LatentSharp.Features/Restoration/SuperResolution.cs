namespace LatentSharp;

/// <summary>How <see cref="SuperResolution"/> is built and trained.</summary>
public sealed record SuperResolutionOptions : RestorationOptions
{
    private const int FirstKernel = 5, Kernel = 3;

    /// <inheritdoc/>
    public override string Kind => "super-resolution";

    /// <summary>How many times as long a side becomes. Default 2; 2 to 4.</summary>
    [Option("--scale", "How many times as long a side becomes.", AtLeast = 2, AtMost = 4)]
    public int Scale { get; init; } = 2;

    /// <summary>The filters of the hidden convolutions, of 5 × 5 the first and 3 × 3 the others. One or more. Default 32, 16.</summary>
    [Option("--filters", "Filters of the hidden convolutions.")]
    public override IReadOnlyList<int> Filters { get; init; } = [32, 16];

    internal override int Margin => (FirstKernel / 2) + (Filters.Count * (Kernel / 2));

    private protected override string Particulars => FormattableString.Invariant($" to sides {Scale} times as long");

    private protected override long PlacesOf(Tensor samples)
    {
        var planes = Planes.Of(Kind, samples.Shape[1..], SampleAxes.Image);
        return (long)samples.Shape[0] * (planes.Height / Scale) * (planes.Width / Scale);
    }

    /// <inheritdoc/>
    public override SuperResolutionOptions CompleteFor(Tensor samples)
    {
        var planes = Planes.Of(Kind, samples.Shape[1..], SampleAxes.Image);
        if (planes.Height < Scale || planes.Width < Scale)
            throw Refuse(nameof(Scale), $"samples of {planes.Height} x {planes.Width} pixels leave nothing when they are made smaller");
        return (SuperResolutionOptions)base.CompleteFor(samples);
    }

    internal override EstimatorOptions Defaults() => new SuperResolutionOptions();

    internal Sequential CreateNetwork() => CreateLayers(series: false, FirstKernel, Kernel, Scale * Scale);

    internal override FittedSuperResolution Restore(Shape sample, IReadOnlyDictionary<string, Tensor> weights)
    {
        Planes.Of(Kind, sample, SampleAxes.Image);
        var side = (2 * Margin) + 1;
        var network = NetworkWeights.Build(Kind, CreateNetwork(), [side, side, 1], weights);
        return new FittedSuperResolution(this, sample, network, new History());
    }
}

/// <summary>
/// Learns to enlarge pictures: a small network over the picture as it is gives what each of the new pixels differs by from bicubic
/// enlargement (Shi et al. 2016, ESPCN; Dong et al. 2016, FSRCNN), in the luma where there is colour. The samples are pictures in the
/// wanted size; they are made smaller by <see cref="Bicubic"/>.
/// <code>
/// FittedSuperResolution model = new SuperResolution(new() { Scale = 2 }).Fit(pictures);
/// Tensor twice = model.Restore(others);
/// </code>
/// </summary>
/// <param name="options">How it is built and trained; null for the defaults.</param>
/// <exception cref="BadArgumentException">An option is out of its range.</exception>
public sealed class SuperResolution(SuperResolutionOptions? options = null)
    : UnsupervisedEstimator<SuperResolutionOptions, FittedSuperResolution>(options)
{
    private protected override FittedSuperResolution Learn(SuperResolutionOptions options, LearningTask task)
    {
        var samples = task.Training.Samples;
        var (x, y) = Pairs(options, samples, task.Cancellation);
        var network = options.CreateNetwork();
        network.Build(x.Shape[1..]);
        var history = options.Train(network, task, x, y);
        return new FittedSuperResolution(options, samples.Shape[1..], network, history);
    }

    /// <summary>
    /// Small pictures (N, h, w, 1), and what bicubic enlargement lacks at the scale² pixels of each of theirs: (N, h', w', scale²).
    /// </summary>
    private static (Tensor X, Tensor Y) Pairs(SuperResolutionOptions options, Tensor samples, CancellationToken cancellation)
    {
        var (scale, margin) = (options.Scale, options.Margin);
        var planes = Planes.Of(options.Kind, samples.Shape[1..], SampleAxes.Image);
        var (height, width) = (planes.Height / scale, planes.Width / scale);
        var (down, across) = PlaneArrays.Padding(new Planes(height, width, 1), margin);
        // Where nothing is continued, the border has no result.
        var (low, narrow) = (down == 0 ? height - (2 * margin) : height, across == 0 ? width - (2 * margin) : width);
        var (count, size) = (samples.Shape[0], samples.Shape[1..].Count);
        Shape small = [count, height + (2 * down), width + (2 * across), 1], lacking = [count, low, narrow, scale * scale];
        var (x, y) = (new float[small.Count], new float[lacking.Count]);
        for (var i = 0; i < count; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            var luma = PlaneArrays.Luma(samples.AsSpan().Slice(i * size, size), planes);
            var (fine, lesser) = Bicubics(luma, planes, scale);
            PlaneArrays.Continued(lesser.ToArray(), height, width, down, across).CopyTo(x, i * small[1..].Count);
            var enlarged = Bicubic.Resize(lesser, height * scale, width * scale).ToArray();
            var at = i * lacking[1..].Count;
            for (var row = (height - low) / 2; row < (height + low) / 2; row++)
                for (var column = (width - narrow) / 2; column < (width + narrow) / 2; column++)
                    for (var part = 0; part < scale * scale; part++)
                    {
                        var place = (((row * scale) + (part / scale)) * width * scale) + (column * scale) + (part % scale);
                        y[at++] = fine[place] - enlarged[place];
                    }
        }
        return (Tensor.From(x, small), Tensor.From(y, lacking));
    }

    /// <summary>A plane without the rows and columns that no small pixel stands for, and the same made smaller.</summary>
    private static (float[] Fine, Tensor Small) Bicubics(float[] plane, Planes planes, int scale)
    {
        var (height, width) = (planes.Height / scale, planes.Width / scale);
        var fine = new float[height * scale * width * scale];
        for (var row = 0; row < height * scale; row++)
            plane.AsSpan(row * planes.Width, width * scale).CopyTo(fine.AsSpan(row * width * scale));
        return (fine, Bicubic.Resize(Tensor.From(fine, [height * scale, width * scale]), height, width));
    }
}
