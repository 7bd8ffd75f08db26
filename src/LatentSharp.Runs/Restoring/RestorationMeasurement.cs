namespace LatentSharp;

/// <summary>Measures a model and what stands beside it on clean samples that are made worse.</summary>
internal sealed class RestorationMeasurement
{
    /// <summary>Of more samples the first ones are measured.</summary>
    internal const int MostSamples = 64;

    private const int SmallestSimilar = 11, MostShown = 4;

    /// <summary>The model first.</summary>
    internal IReadOnlyList<RestoredFigures> Figures { get; private init; } = [];

    /// <summary>Parts of some samples: how they are, worse, by the best of the others, and by the model; in scaled units.</summary>
    internal IReadOnlyList<ShownRestoration> Samples { get; private init; } = [];

    internal static RestorationMeasurement Of(
        FittedModel model, RestorationOptions options, RestorationData clean, Scaler scaling, CancellationToken cancellation)
    {
        var degradation = new Degradation(options, clean.IsSeries);
        var restorer = (IRestorer)model;
        var samples = clean.Samples.Take(MostSamples).Select(sample => degradation.Truth(RestorationData.Scaled(sample.Values, scaling)))
            .ToArray();
        Tensor[] worse = [.. samples.Select(degradation.Worse)];
        Tensor[] made = [.. worse.Select(each => Bounded(restorer.Restore(each, cancellation), clean).Keep())];
        var figures = new List<RestoredFigures> { Mean(model.Name, samples, made, clean.IsSeries) };
        (Tensor[] Samples, string Name)? best = null;
        var bestPsnr = double.NegativeInfinity;
        foreach (var (name, strengths) in degradation.Others)
        {
            RestoredFigures? chosen = null;
            foreach (var strength in strengths)
            {
                cancellation.ThrowIfCancellationRequested();
                Tensor[] other =
                [
                    .. worse.Select(each =>
                    {
                        var one = strength(each.Reshape(each.Shape[1..]));
                        return Bounded(one.Reshape(one.Shape.Prepend(1)), clean).Keep();
                    }),
                ];
                var own = Mean(name, samples, other, clean.IsSeries);
                if (chosen is not null && !(own.Psnr > chosen.Psnr)) continue;
                chosen = own;
                if (own.Psnr > bestPsnr) (best, bestPsnr) = ((other, name), own.Psnr.Value);
            }
            figures.Add(chosen!);
        }
        return new RestorationMeasurement
        {
            Figures = figures,
            Samples =
            [
                .. Enumerable.Range(0, Math.Min(MostShown, samples.Length)).Select(i => new ShownRestoration(
                    clean.Samples[i].Name, Part(samples[i]), Part(worse[i], samples[i]),
                    best is { } other ? (Part(other.Samples[i]), other.Name) : null, Part(made[i]))),
            ],
        };
    }

    /// <summary>Parts of samples of which nothing clean is known, as they are and restored.</summary>
    internal static IReadOnlyList<ShownRestoration> Unmeasured(
        FittedModel model, RestorationData noisy, Scaler scaling, CancellationToken cancellation) =>
    [
        .. noisy.Samples.Take(MostShown).Select(sample =>
        {
            var scaled = RestorationData.Scaled(sample.Values, scaling);
            return new ShownRestoration(
                sample.Name, null, Part(scaled), null, Part(Bounded(((IRestorer)model).Restore(scaled, cancellation), noisy)));
        }),
    ];

    /// <summary>Pictures have no values beyond black and white.</summary>
    internal static Tensor Bounded(Tensor scaled, RestorationData data) => data.IsSeries ? scaled : Ops.Clip(scaled, 0, 1);

    private static RestoredFigures Mean(string name, Tensor[] truth, Tensor[] restored, bool isSeries)
    {
        double psnr = 0, ssim = 0, mae = 0;
        var similar = !isSeries && truth.All(each => each.Shape[1] >= SmallestSimilar && each.Shape[2] >= SmallestSimilar);
        for (var i = 0; i < truth.Length; i++)
        {
            var (x, y) = (truth[i].Reshape(truth[i].Shape[1..]), restored[i].Reshape(truth[i].Shape[1..]));
            // Colour pictures are judged by their luma, as is usual.
            if (!isSeries && x.Shape[2] == 3) (x, y) = (Luma(x), Luma(y));
            psnr += PictureQuality.PeakSignalToNoise(x, y, isSeries ? Peak(x) : 1);
            mae += PictureQuality.MeanAbsolute(x, y);
            if (similar) ssim += PictureQuality.StructuralSimilarity(x, y);
        }
        var mean = psnr / truth.Length;
        return new RestoredFigures(
            name, double.IsFinite(mean) ? mean : null, similar ? ssim / truth.Length : null, mae / truth.Length);
    }

    private static Tensor Luma(Tensor picture)
    {
        var planes = new Planes(picture.Shape[0], picture.Shape[1], picture.Shape[2]);
        return Tensor.From(PlaneArrays.Luma(picture.AsSpan(), planes), [planes.Height, planes.Width]);
    }

    private static double Peak(Tensor series)
    {
        var (low, high) = (float.PositiveInfinity, float.NegativeInfinity);
        foreach (var value in series.AsSpan()) (low, high) = (Math.Min(low, value), Math.Max(high, value));
        return high > low ? high - low : 1;
    }

    /// <summary>The middle of a picture, or a series as a whole.</summary>
    private static Tensor Part(Tensor sample, Tensor? of = null)
    {
        var one = sample.Reshape(sample.Shape[1..]);
        if (one.Rank == 2) return one.Keep();
        if (of is { } whole && whole.Shape[1] != sample.Shape[1])
        {
            // Each pixel as often as the picture is smaller, so that it stands beside the others.
            var times = whole.Shape[1] / sample.Shape[1];
            one = Ops.UpSample(one.Reshape(one.Shape.Prepend(1)), times).Reshape(whole.Shape[1..]);
        }
        return PictureVersions.Middle(one);
    }
}

/// <summary>Parts of a sample before and after, in scaled units; null for what is not known.</summary>
internal sealed record ShownRestoration(
    string Name, Tensor? Truth, Tensor Worse, (Tensor Picture, string Name)? Other, Tensor Restored);
