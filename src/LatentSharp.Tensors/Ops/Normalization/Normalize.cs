namespace LatentSharp;

public static partial class Ops
{
    /// <summary>
    /// Batch normalisation (Ioffe and Szegedy 2015) as in training: (x - mean) / √(variance + ε) · gamma + beta, with the mean and the
    /// biased variance of each channel over the batch. (N, …, C) -> the same shape.
    /// </summary>
    /// <param name="x">(N, …, C).</param>
    /// <param name="gamma">The scale (C), or <c>default</c> for 1.</param>
    /// <param name="beta">The shift (C), or <c>default</c> for 0.</param>
    /// <param name="epsilon">What is added to the variance.</param>
    /// <param name="mean">The mean of each channel (C), without a gradient.</param>
    /// <param name="variance">The biased variance of each channel (C), without a gradient.</param>
    /// <exception cref="BadArgumentException">The sizes do not fit.</exception>
    public static Tensor BatchNormalize(Tensor x, Tensor gamma, Tensor beta, float epsilon, out Tensor mean, out Tensor variance)
    {
        x = Operand.Floats(x, "batch normalize", "x");
        gamma = Operand.OptionalFloats(gamma, "batch normalize", "gamma");
        beta = Operand.OptionalFloats(beta, "batch normalize", "beta");
        CheckChannels("batch normalize", x, x.Rank == 0 ? 0 : x.Shape[^1], gamma, beta);
        var layout = NormalizationLayout.Batch(x.Shape);
        (mean, variance) = (Tensor.Zeros(layout.Channels), Tensor.Zeros(layout.Channels));
        ColumnMoments.Of(x.AsSpan(), layout.Rows, layout.Channels, mean.Floats, variance.Floats);
        return Normalizing.ByColumn(x, gamma, beta, epsilon, layout, mean, variance, given: false);
    }

    /// <summary>Batch normalisation as in inference: with a mean and a variance of each channel that are given.</summary>
    /// <param name="x">(N, …, C).</param>
    /// <param name="mean">(C), taken as a constant.</param>
    /// <param name="variance">(C), taken as a constant.</param>
    /// <param name="gamma">The scale (C), or <c>default</c> for 1.</param>
    /// <param name="beta">The shift (C), or <c>default</c> for 0.</param>
    /// <param name="epsilon">What is added to the variance.</param>
    /// <exception cref="BadArgumentException">The sizes do not fit.</exception>
    public static Tensor BatchNormalize(Tensor x, Tensor mean, Tensor variance, Tensor gamma, Tensor beta, float epsilon)
    {
        x = Operand.Floats(x, "batch normalize", "x");
        gamma = Operand.OptionalFloats(gamma, "batch normalize", "gamma");
        beta = Operand.OptionalFloats(beta, "batch normalize", "beta");
        mean = Operand.Floats(mean, "batch normalize", "the mean");
        variance = Operand.Floats(variance, "batch normalize", "the variance");
        CheckChannels("batch normalize", x, x.Rank == 0 ? 0 : x.Shape[^1], gamma, beta);
        CheckChannels("batch normalize", x, x.Shape[^1], mean, variance);
        return Normalizing.ByColumn(x, gamma, beta, epsilon, NormalizationLayout.Batch(x.Shape), mean, variance, given: true);
    }

    /// <summary>
    /// Layer normalisation (Ba et al. 2016): (x - mean) / √(variance + ε) · gamma + beta, with the mean and the biased variance over the
    /// last axes, as many as <paramref name="axes"/> says.
    /// </summary>
    /// <param name="x">(…, C), or more axes that are normalised together.</param>
    /// <param name="gamma">A scale for each number of these axes, or <c>default</c> for 1.</param>
    /// <param name="beta">A shift for each, or <c>default</c> for 0.</param>
    /// <param name="epsilon">What is added to the variance.</param>
    /// <param name="axes">How many of the last axes. Default 1.</param>
    /// <exception cref="BadArgumentException">The sizes do not fit.</exception>
    public static Tensor LayerNormalize(Tensor x, Tensor gamma = default, Tensor beta = default, float epsilon = 1e-3f, int axes = 1) =>
        Normalizing.ByRow("layer normalize", x, gamma, beta, epsilon, axes, centered: true);

    /// <summary>Root mean square normalisation (Zhang and Sennrich 2019): x / √(mean x² + ε) · gamma over the last axes.</summary>
    /// <param name="x">(…, C), or more axes that are normalised together.</param>
    /// <param name="gamma">A scale for each number of these axes, or <c>default</c> for 1.</param>
    /// <param name="beta">A shift for each, or <c>default</c> for 0.</param>
    /// <param name="epsilon">What is added to the mean square.</param>
    /// <param name="axes">How many of the last axes. Default 1.</param>
    /// <exception cref="BadArgumentException">The sizes do not fit.</exception>
    public static Tensor RmsNormalize(Tensor x, Tensor gamma = default, Tensor beta = default, float epsilon = 1e-6f, int axes = 1) =>
        Normalizing.ByRow("rms normalize", x, gamma, beta, epsilon, axes, centered: false);

    /// <summary>
    /// Group normalisation (Wu and He 2018): each sample by itself, with the mean and the biased variance over all places and the channels
    /// of a group. (N, …, C) -> the same shape.
    /// </summary>
    /// <param name="x">(N, …, C).</param>
    /// <param name="groups">How many groups of neighbouring channels; it divides C.</param>
    /// <param name="gamma">The scale (C), or <c>default</c> for 1.</param>
    /// <param name="beta">The shift (C), or <c>default</c> for 0.</param>
    /// <param name="epsilon">What is added to the variance.</param>
    /// <exception cref="BadArgumentException">The sizes do not fit.</exception>
    public static Tensor GroupNormalize(Tensor x, int groups, Tensor gamma = default, Tensor beta = default, float epsilon = 1e-3f)
    {
        x = Operand.Floats(x, "group normalize", "x");
        gamma = Operand.OptionalFloats(gamma, "group normalize", "gamma");
        beta = Operand.OptionalFloats(beta, "group normalize", "beta");
        CheckChannels("group normalize", x, x.Rank < 2 ? 0 : x.Shape[^1], gamma, beta);
        if (groups < 1 || x.Shape[^1] % groups != 0)
            throw new BadArgumentException($"group normalize: {groups} groups do not divide the {x.Shape[^1]} channels of {x.Shape}.");
        var layout = NormalizationLayout.Group(x.Shape, groups);
        var (mean, variance) = (Tensor.Allocate([layout.Blocks, layout.Channels]), Tensor.Allocate([layout.Blocks, layout.Channels]));
        ColumnMoments.Of(x.AsSpan(), layout.Rows, layout.Channels, mean.Floats, variance.Floats);
        Normalizing.Pool(layout, mean.Floats, variance.Floats);
        return Normalizing.ByColumn(x, gamma, beta, epsilon, layout, mean, variance, given: false);
    }

    internal static void CheckChannels(string operation, Tensor x, int channels, Tensor gamma, Tensor beta)
    {
        if (x.Rank == 0) throw new BadArgumentException($"{operation}: a single number has no channels; the input is (N, …, C).");
        if ((!gamma.IsDefault && gamma.Count != channels) || (!beta.IsDefault && beta.Count != channels))
            throw new BadArgumentException(
                $"{operation}: {(gamma.IsDefault ? "no scale" : gamma.Shape)} and "
                + $"{(beta.IsDefault ? "no shift" : beta.Shape)} do not fit {x.Shape}; they hold {channels} numbers "
                + "each.");
    }
}

/// <summary>Runs and records normalisations by the two families of kernels.</summary>
internal static class Normalizing
{
    internal static Tensor ByRow(string operation, Tensor x, Tensor gamma, Tensor beta, float epsilon, int axes, bool centered)
    {
        x = Operand.Floats(x, operation, "x");
        gamma = Operand.OptionalFloats(gamma, operation, "gamma");
        beta = Operand.OptionalFloats(beta, operation, "beta");
        if (axes < 1 || axes > x.Rank)
            throw new BadArgumentException($"{operation}: {x.Shape} does not have the {axes} axes to normalise over.");
        var channels = x.Shape[(x.Rank - axes)..].Count;
        Ops.CheckChannels(operation, x, channels, gamma, beta);
        var layout = NormalizationLayout.Row(x.Shape, channels);
        var y = Tensor.Allocate(x.Shape);
        var (mean, inverse) = (Tensor.Allocate(layout.Blocks), Tensor.Allocate(layout.Blocks));
        RowNormalization.Forward(
            x.AsSpan(), Or(gamma, channels, 1).AsSpan(), Or(beta, channels, 0).AsSpan(), epsilon, centered, y.Floats, mean.Floats,
            inverse.Floats);
        Recording.For(x, gamma, beta)?.Record<NormalizationNode>(y, x, gamma, beta)
            .Set(layout, mean, inverse, epsilon, byRow: true, centered, given: false);
        return y;
    }

    /// <summary>With a mean and a variance for each block and channel, which are the same within a group.</summary>
    internal static Tensor ByColumn(
        Tensor x, Tensor gamma, Tensor beta, float epsilon, NormalizationLayout layout, Tensor mean, Tensor variance, bool given)
    {
        var (blocks, channels) = (layout.Blocks, layout.Channels);
        var y = Tensor.Allocate(x.Shape);
        var (middle, inverse) = (Tensor.Allocate([blocks, channels]), Tensor.Allocate([blocks, channels]));
        mean.AsSpan().CopyTo(middle.Floats);
        var numbers = Tensor.Allocate([blocks, ColumnAffine.ForwardKinds, channels]);
        var scale = gamma.IsDefault ? default : gamma.AsSpan();
        var shift = beta.IsDefault ? default : beta.AsSpan();
        for (var block = 0; block < blocks; block++)
        {
            var at = block * channels;
            var own = numbers.Floats.Slice(at * ColumnAffine.ForwardKinds, channels * ColumnAffine.ForwardKinds);
            for (var channel = 0; channel < channels; channel++)
            {
                var inv = 1 / MathF.Sqrt(variance.AsSpan()[at + channel] + epsilon);
                inverse.Floats[at + channel] = inv;
                own[channel] = mean.AsSpan()[at + channel];
                own[channels + channel] = scale.IsEmpty ? inv : inv * scale[channel];
                own[(2 * channels) + channel] = shift.IsEmpty ? 0 : shift[channel];
            }
        }
        ColumnAffine.Forward(x.AsSpan(), numbers.AsSpan(), layout.Rows, channels, y.Floats);
        Recording.For(x, gamma, beta)?.Record<NormalizationNode>(y, x, gamma, beta)
            .Set(layout, middle, inverse, epsilon, byRow: false, centered: true, given);
        return y;
    }

    /// <summary>Makes moments of channels those of their groups: the variance within the channels and that of their means.</summary>
    internal static void Pool(NormalizationLayout layout, Span<float> mean, Span<float> variance)
    {
        var size = layout.Size;
        if (size == 1) return;
        for (var at = 0; at < mean.Length; at += size)
        {
            var m = mean.Slice(at, size);
            var v = variance.Slice(at, size);
            double middle = 0, within = 0;
            for (var i = 0; i < size; i++) middle += m[i];
            middle /= size;
            for (var i = 0; i < size; i++) within += v[i] + ((m[i] - middle) * (m[i] - middle));
            m.Fill((float)middle);
            v.Fill((float)(within / size));
        }
    }

    internal static Tensor Or(Tensor numbers, int count, float value) => numbers.IsDefault ? Tensor.Full(count, value) : numbers;
}
