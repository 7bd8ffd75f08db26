namespace LatentSharp;

/// <summary>
/// How clean samples are made worse to measure what restoring them gives, and what restores them beside the model, in scaled units.
/// </summary>
internal sealed class Degradation(RestorationOptions options, bool isSeries, SoundPlan? sound)
{
    private const int Seed = 1;

    private static readonly double[] Deviations = [0.5, 0.7, 1, 1.5, 2], Strengths = [1, 2, 3, 4, 6, 9];

    private readonly SampleAxes axes = isSeries ? SampleAxes.Sequence : SampleAxes.Image;

    /// <summary>What the worse sample is called.</summary>
    internal string Name => options is SuperResolutionOptions ? "small" : "noisy";

    /// <summary>A clean sample (1, …) without what no small pixel stands for.</summary>
    internal Tensor Truth(Tensor clean) => options is SuperResolutionOptions { Scale: var scale }
        ? Ops.Slice(
            Ops.Slice(clean, 1, 0, clean.Shape[1] / scale * scale), 2, 0, clean.Shape[2] / scale * scale).Keep()
        : clean;

    /// <summary>A clean sample (1, …) made worse.</summary>
    internal Tensor Worse(Tensor truth, int number)
    {
        if (options is SuperResolutionOptions { Scale: var scale })
        {
            var small = Bicubic.Resize(truth.Reshape(truth.Shape[1..]), truth.Shape[1] / scale, truth.Shape[2] / scale);
            return Ops.Clip(small.Reshape(small.Shape.Prepend(1)), 0, 1).Keep();
        }
        return Denoiser.CorruptionFor((DenoiserOptions)options, truth).Apply(truth, new RandomStream(Seed).Derive(number)).Keep();
    }

    private Func<Tensor, Tensor>[] Spectral(Func<Tensor, double, int, Tensor> filter) =>
    [
        .. from size in new[] { sound!.Size, 2 * sound.Size }
           from strength in Strengths
           select (Func<Tensor, Tensor>)(noisy => filter(noisy, strength, size)),
    ];

    /// <summary>
    /// What stands beside the model, by name: each filter at several strengths, of which the best over all samples is told.
    /// </summary>
    internal IReadOnlyList<(string Name, IReadOnlyList<Func<Tensor, Tensor>> Strengths)> Others
    {
        get
        {
            if (options is SuperResolutionOptions { Scale: var scale })
                return [("bicubic", [small => Bicubic.Resize(small, small.Shape[0] * scale, small.Shape[1] * scale)])];
            var amount = ((DenoiserOptions)options).CorruptionAmount;
            if (sound is not null)
            {
                return
                [
                    ("not restored", [noisy => noisy]),
                    ("Wiener filter", Spectral((noisy, strength, size) => SpectralFilters.Wiener(noisy, amount, strength, size))),
                    ("spectral gate", Spectral((noisy, strength, size) => SpectralFilters.Gate(noisy, amount, strength, size))),
                ];
            }
            return
            [
                ("not restored", [noisy => noisy]),
                ("median filter", [noisy => SmoothingFilters.Median(noisy, 3, axes), noisy => SmoothingFilters.Median(noisy, 5, axes)]),
                (
                    "Gaussian filter",
                    [.. Deviations.Select(deviation =>
                        (Func<Tensor, Tensor>)(noisy => SmoothingFilters.Gaussian(noisy, deviation, axes)))]),
                (
                    "total variation",
                    [.. Deviations.Select(times =>
                        (Func<Tensor, Tensor>)(noisy => SmoothingFilters.TotalVariation(noisy, times * amount, axes: axes)))]),
            ];
        }
    }
}
