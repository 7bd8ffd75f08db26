namespace LatentSharp;

/// <summary>
/// MiniRocket (Dempster, Schmidt and Webb 2021): for each of 84 fixed kernels, dilations and biases the share of a convolution's values
/// that
/// are above the bias. Almost nothing is drawn, no labels are used, and thousands of series take a second. With several channels each
/// kernel
/// at each dilation looks at some of them. Sequences of unequal lengths are convolved over their own steps, with dilations by the longest;
/// a
/// feature without ends of a sequence too short for it is 0. Sequences shorter than a kernel are taken too.
/// </summary>
/// <param name="options">The settings; null for the defaults.</param>
/// <exception cref="BadArgumentException">An option is out of its range.</exception>
public sealed class MiniRocket(MiniRocketOptions? options = null) : UnsupervisedEstimator<MiniRocketOptions, FittedRocket>(options)
{
    private protected override FittedRocket Learn(MiniRocketOptions options, LearningTask task) => RocketLearning.Learn(options, task);
}

/// <summary>
/// MultiRocket (Tan, Dempster, Bergmeir and Webb 2022): the convolutions of <see cref="MiniRocket"/> over the series and its differences
/// from step to step, each pooled in four ways: the share of values above the bias, the longest stretch of such, their mean and their mean
/// place. More features and often better ones, at some times the cost.
/// </summary>
/// <param name="options">The settings; null for the defaults.</param>
/// <exception cref="BadArgumentException">An option is out of its range.</exception>
public sealed class MultiRocket(MultiRocketOptions? options = null) : UnsupervisedEstimator<MultiRocketOptions, FittedRocket>(options)
{
    private protected override FittedRocket Learn(MultiRocketOptions options, LearningTask task) => RocketLearning.Learn(options, task);
}

/// <summary>Draws the biases of kernels from samples.</summary>
internal static class RocketLearning
{
    internal static FittedRocket Learn(RocketOptions options, LearningTask task)
    {
        var samples = task.Training.Samples;
        var shape = samples.Shape[1..];
        var (steps, channels) = RocketOptions.Axes(options.Kind, shape);
        var lengths = FittedRocket.Lengths(samples.AsSpan(), samples.Shape[0], steps, channels, options.MaskZeros);
        var weights = new Dictionary<string, Tensor>(StringComparer.Ordinal);
        for (var which = 0; which < options.Representations; which++)
        {
            var (values, own, ownLengths) = FittedRocket.Represent(samples.AsSpan(), lengths, steps, channels, which);
            var plan = RocketPlan.Draw(
                values, ownLengths, own, channels, options.Features / options.FeaturesOfKernel / RocketKernels.Count,
                new RandomStream(options.Seed).Derive(options.Kind).Derive(which), task.Cancellation);
            var prefix = FittedRocket.Prefix(which);
            float[] dilations = [.. plan.Dilations.SelectMany(pair => new float[] { pair.Dilation, pair.Features })];
            weights[prefix + "dilations"] = Tensor.From(dilations, [plan.Dilations.Length, 2]).Keep();
            weights[prefix + "channels"] = Tensor.From(plan.Looks, [plan.Dilations.Length * RocketKernels.Count, channels]).Keep();
            weights[prefix + "biases"] = Tensor.From(plan.Biases, plan.Biases.Length).Keep();
        }
        return new FittedRocket(options, shape, weights);
    }
}
