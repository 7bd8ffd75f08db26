namespace LatentSharp;

/// <summary>
/// The options of estimators that can learn from changed pictures, a new change of each in every step (<see cref="Augmentation"/>). Shares
/// of values are of the range that the samples to learn from have. Where training ends is judged by pictures as they are.
/// </summary>
public abstract record AugmentedOptions : ValidatedOptions
{
    private protected AugmentedOptions()
    {
    }

    /// <summary>How pictures are mirrored in training, each by chance. Default <see cref="PictureFlip.None"/>.</summary>
    [Option("--flip", "How pictures are mirrored in training, half of them.", AbsentMeans = PictureFlip.None)]
    public PictureFlip Flip { get; init; }

    /// <summary>By how much of its height and width a picture is shifted at most, either way. Default 0; 0 to 1.</summary>
    [Option(
        "--shift", "By how much of their size pictures are shifted in training at most, either way.", AtLeast = 0, AtMost = 1,
        AbsentMeans = 0.0)]
    public double Shift { get; init; }

    /// <summary>By how many degrees a picture is turned at most, either way. Default 0; 0 to 180.</summary>
    [Option(
        "--rotate", "By how many degrees pictures are turned in training at most, either way.", AtLeast = 0, AtMost = 180,
        AbsentMeans = 0.0)]
    public double Rotation { get; init; }

    /// <summary>By how much a picture becomes larger or smaller at most. Default 0; 0 to below 1.</summary>
    [Option(
        "--zoom", "By how much pictures become larger or smaller in training at most.", AtLeast = 0, Below = 1, AbsentMeans = 0.0)]
    public double Zoom { get; init; }

    /// <summary>What lies beyond the edge of a picture that is moved. Default <see cref="EdgeFill.Reflect"/>.</summary>
    [Option("--fill", "What lies beyond the edge of pictures that are moved.", AbsentMeans = EdgeFill.Reflect)]
    public EdgeFill Fill { get; init; }

    /// <summary>How much brighter or darker a picture becomes at most, as a share of the range of values. Default 0; 0 to 1.</summary>
    [Option(
        "--brightness", "How much brighter or darker pictures become in training at most, as a share of the range of values.",
        AtLeast = 0, AtMost = 1, AbsentMeans = 0.0)]
    public double Brightness { get; init; }

    /// <summary>The deviation of noise that is added, as a share of the range of values. Default 0; 0 to 1.</summary>
    [Option(
        "--noise", "The deviation of noise that training adds to pictures, as a share of the range of values.", AtLeast = 0, AtMost = 1,
        AbsentMeans = 0.0)]
    public double Noise { get; init; }

    /// <summary>The sides of a rectangle that is wiped out of each picture, as a share of the picture's. Default 0; 0 to 1.</summary>
    [Option(
        "--cutout", "The sides of a rectangle that training wipes out of pictures, as a share of theirs.", AtLeast = 0, AtMost = 1,
        AbsentMeans = 0.0)]
    public double Cutout { get; init; }

    /// <inheritdoc/>
    public override AugmentedOptions CompleteFor(Tensor samples)
    {
        var changes = Changes;
        if ((changes.TakesPictures || changes.Noise > 0) && (!LearnsFromPictures || samples.Rank != 4))
            throw new BadArgumentException(
                $"{Kind}: samples {samples.Shape} are no pictures that training could change ({changes.InWords}); pictures (N, H, W, C) "
                + "are, as those of a folder, with a cnn, an mlp or an autoencoder. Leave it out.");
        return (AugmentedOptions)base.CompleteFor(samples);
    }

    /// <summary>Whether it takes pictures as they are, so that they may be changed.</summary>
    internal virtual bool LearnsFromPictures => true;

    internal override bool Offers(Type declaring) => declaring != typeof(AugmentedOptions) || LearnsFromPictures;

    /// <summary>All changes, for samples of 0 to 1.</summary>
    internal virtual Augmentation Changes => new()
    {
        Flip = Flip, Shift = Shift, Rotation = Rotation, Zoom = Zoom, Fill = Fill, Brightness = Brightness, Noise = Noise, Cutout = Cutout,
    };

    internal override FitOptions FittingFor(LearningSet training)
    {
        if (!Changes.IsAny) return base.FittingFor(training);
        var range = training.Range();
        return base.FittingFor(training) with { Augmentation = Changes with { ValueRange = (range.Low, range.High) } };
    }

    private protected override string TrainingInWords =>
        Changes is { IsAny: true } changes ? $"{base.TrainingInWords}; in training {changes.InWords}" : base.TrainingInWords;
}
