namespace LatentSharp;

/// <summary>The mean squared error of samples that are rebuilt from their features, in scaled units.</summary>
/// <param name="rounds">
/// Whether each feature is first rounded to one of 256 values between the least and the greatest of what was learned from.
/// </param>
internal sealed class ReconstructMeasure(bool rounds) : GoalMeasure
{
    private const int Steps = 255;

    public override string InWords => rounds
        ? "mean squared error, in scaled units, of samples rebuilt from features of 8 bits"
        : "mean squared error, in scaled units, of samples rebuilt from the features";

    public override bool IsOfFewFeatures => true;

    public override string? WithoutRaw => "the raw values are not among them, since they rebuild themselves; PCA is.";

    public override bool MoreIsBetter => false;

    public override bool IsShare => false;

    public override bool Suits(EstimatorOptions? options) => base.Suits(options) && options is not null && ModelKind.Of(options).Rebuilds;

    public override Score Of(Learned learned, PreparedPart part)
    {
        var model = (FeatureModel)learned.Model!;
        var rebuilt = rounds ? model.InverseTransform(Rounded(learned, part)) : model.Reconstruct(part.Scaled);
        var width = part.Scaled.Shape[1..].Count;
        var errors = new RowErrors(part.Scaled.Shape[1..], part.Lengths);
        var each = new double[part.Count];
        for (var row = 0; row < each.Length; row++)
            each[row] = errors.Add(row, part.Scaled.AsSpan().Slice(row * width, width), rebuilt.AsSpan().Slice(row * width, width));
        return new(errors.Mean, each);
    }

    private static Tensor Rounded(Learned learned, PreparedPart part)
    {
        var (known, features) = (learned.TrainingFeatures, learned.Features(part).ToArray());
        var width = known.Shape[1];
        for (var column = 0; column < width; column++)
        {
            var (low, high) = (double.PositiveInfinity, double.NegativeInfinity);
            for (var at = column; at < known.Count; at += width)
                (low, high) = (Math.Min(low, known.AsSpan()[at]), Math.Max(high, known.AsSpan()[at]));
            var step = (high - low) / Steps;
            for (var at = column; at < features.Length; at += width)
                features[at] = (float)(step > 0 ? low + (Math.Clamp(Math.Round((features[at] - low) / step), 0, Steps) * step) : low);
        }
        return Tensor.From(features, [part.Count, width]);
    }
}
