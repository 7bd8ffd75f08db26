namespace LatentSharp;

/// <summary>
/// How training changes its samples, anew in every step: <c>Fit(…, options: new() { Augmentation = … })</c>. What is drawn follows from the
/// model's seed, the step and the place in the batch alone, on any number of threads, also where a training is resumed. Pictures are (N, H,
/// W, C); validation and predictions take samples as they are. A picture is mirrored, made larger or smaller, turned about its middle and
/// shifted, all in one, and interpolated between its pixels; then come brightness, noise, cutout and mixup, in this order. Where targets
/// are the samples themselves, as an autoencoder's, they are the changed ones, but without noise and cutout; other targets stay, except
/// under mixup.
/// </summary>
public sealed record Augmentation
{
    /// <summary>How pictures are mirrored. Default not at all.</summary>
    public PictureFlip Flip { get; init; }

    /// <summary>By how much of its height and width a picture is shifted at most, either way. Default 0; 0 to 1.</summary>
    public double Shift { get; init => field = Require.InRange(value, 0, 1, "Augmentation: Shift"); }

    /// <summary>By how many degrees a picture is turned at most, either way. Default 0; 0 to 180.</summary>
    public double Rotation { get; init => field = Require.InRange(value, 0, 180, "Augmentation: Rotation"); }

    /// <summary>By how much a picture becomes larger or smaller at most: 1 - zoom to 1 + zoom times. Default 0; 0 to below 1.</summary>
    public double Zoom { get; init => field = Require.InRange(value, 0, 1, "Augmentation: Zoom", highIncluded: false); }

    /// <summary>What lies beyond the edge of a picture that is moved. Default <see cref="EdgeFill.Reflect"/>.</summary>
    public EdgeFill Fill { get; init; }

    /// <summary>
    /// How much brighter or darker a picture becomes at most, as a share of <see cref="ValueRange"/>, to whose ends values are cut. Default
    /// 0; 0 to 1.
    /// </summary>
    public double Brightness { get; init => field = Require.InRange(value, 0, 1, "Augmentation: Brightness"); }

    /// <summary>The deviation of normal numbers that are added, as a share of <see cref="ValueRange"/>. Default 0; 0 to 1.</summary>
    public double Noise { get; init => field = Require.InRange(value, 0, 1, "Augmentation: Noise"); }

    /// <summary>
    /// The sides of a rectangle that is wiped out of each picture, as a share of the picture's; the mean of each channel takes its place.
    /// Its middle is any pixel, so that a part may lie outside (DeVries and Taylor 2017). Default 0; 0 to 1.
    /// </summary>
    public double Cutout { get; init => field = Require.InRange(value, 0, 1, "Augmentation: Cutout"); }

    /// <summary>
    /// α: each sample becomes λ of itself and 1 - λ of another of its batch, and so does its target, where λ is of Beta(α, α) (Zhang et al.
    /// 2018, with a λ for each sample as Keras has it). Samples may have any shape; targets are numbers (N, …), as one-hot classes, and
    /// not labels. Default 0, none; 0 to 1.
    /// </summary>
    public double Mixup { get; init => field = Require.InRange(value, 0, 1, "Augmentation: Mixup"); }

    /// <summary>The least and the greatest value of samples. Default 0 to 1.</summary>
    /// <exception cref="BadArgumentException">They are not finite, or not in order.</exception>
    public (float Low, float High) ValueRange
    {
        get;
        init => field = value.Low <= value.High && float.IsFinite(value.High - value.Low)
            ? value
            : throw new BadArgumentException(
                FormattableString.Invariant($"Augmentation: ValueRange is {value.Low} to {value.High}; it is finite, from low to high."));
    } = (0, 1);

    /// <summary>(N, …) -> (N, …): what a step of training makes of samples, to look at.</summary>
    /// <param name="samples">Float32; pictures (N, H, W, C) where only these can be changed so.</param>
    /// <param name="random">What is drawn follows from it.</param>
    /// <exception cref="BadArgumentException">The samples do not fit.</exception>
    public Tensor Apply(Tensor samples, RandomStream random) => new Augmenter(this).Apply(new Batch(samples), random).X;

    /// <summary>Whether pixels move.</summary>
    internal bool Moves => Flip != PictureFlip.None || Shift > 0 || Rotation > 0 || Zoom > 0;

    /// <summary>Whether samples must be pictures (N, H, W, C).</summary>
    public bool TakesPictures => Moves || Brightness > 0 || Cutout > 0;

    /// <summary>Whether anything changes.</summary>
    public bool IsAny => TakesPictures || Noise > 0 || Mixup > 0;

    /// <summary>What happens, as <c>flipped left to right, shifted by up to 10 %</c>; empty for nothing.</summary>
    public string InWords
    {
        get
        {
            string[] words =
            [
                Flip switch
                {
                    PictureFlip.Horizontal => "flipped left to right",
                    PictureFlip.Vertical => "flipped upside down",
                    PictureFlip.Both => "flipped both ways",
                    _ => "",
                },
                Said(Shift, $"shifted by up to {100 * Shift:0.##} %"),
                Said(Rotation, $"turned by up to {Rotation:0.##}°"),
                Said(Zoom, $"zoomed by up to {100 * Zoom:0.##} %"),
                Said(Brightness, $"brighter or darker by up to {100 * Brightness:0.##} %"),
                Said(Noise, $"with noise of {100 * Noise:0.##} %"),
                Said(Cutout, $"with a cutout of {100 * Cutout:0.##} % of the sides"),
                Said(Mixup, $"mixed by Beta({Mixup:0.##})"),
            ];
            return string.Join(", ", words.Where(word => word.Length > 0));

            static string Said(double amount, FormattableString words) => amount > 0 ? FormattableString.Invariant(words) : "";
        }
    }
}
