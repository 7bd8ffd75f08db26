namespace LatentSharp;

/// <summary>
/// With n = (x - mean)/√(variance + ε) and g = dy·gamma, means over what is normalised together: dx = (g - mean g - n·mean(g·n))/√(variance
/// + ε), where the mean g goes when x is not centered and both go when the statistics are given; dgamma = Σ dy·n, dbeta = Σ dy.
/// </summary>
internal sealed class NormalizationNode : Node
{
    private NormalizationLayout layout;
    private Tensor mean, inverse;
    private float epsilon;
    private bool byRow, centered, given;

    internal override string Name => "normalize";

    internal void Set(NormalizationLayout layout, Tensor mean, Tensor inverse, float epsilon, bool byRow, bool centered, bool given) =>
        (this.layout, this.mean, this.inverse, this.epsilon, this.byRow, this.centered, this.given) =
            (layout, mean, inverse, epsilon, byRow, centered, given);

    internal override void Backward()
    {
        if (byRow) ByRow();
        else ByColumn();
    }

    private void ByRow()
    {
        var (rows, channels) = (layout.Blocks, layout.Channels);
        var runs = RowNormalizationBack.Runs(rows);
        var (level, along) = (Tensor.Allocate(rows), Tensor.Allocate(rows));
        var (dgamma, dbeta) = (Tensor.Allocate([runs, channels]), Tensor.Allocate([runs, channels]));
        var gamma = Normalizing.Or(Inputs[1], channels, 1);
        var accumulate = false;
        // All gradients come together: where nobody wants that of x, it goes nowhere.
        var dx = Wants(0) ? Destination(0, out accumulate) : Tensor.Allocate(Gradient.Shape).Floats;
        RowNormalizationBack.Run(
            Inputs[0].AsSpan(), Gradient.AsSpan(), gamma.AsSpan(), mean.AsSpan(), inverse.AsSpan(), centered, level.Floats, along.Floats,
            dx, dgamma.Floats, dbeta.Floats, accumulate);
        if (Wants(1)) ColumnSums.Top(dgamma.Floats, Destination(1, out var add), add);
        if (Wants(2)) ColumnSums.Top(dbeta.Floats, Destination(2, out var add), add);
    }

    private void ByColumn()
    {
        var (blocks, channels) = (layout.Blocks, layout.Channels);
        var (x, dy) = (Inputs[0], Gradient);
        var (plain, along) = (Tensor.Zeros([blocks, channels]), Tensor.Zeros([blocks, channels]));
        if (!given || Wants(1) || Wants(2))
            CenteredSums.Of(x.AsSpan(), dy.AsSpan(), mean.AsSpan(), layout.Rows, channels, plain.Floats, along.Floats);
        Elementwise.Zip(default(MultiplyOp), along.AsSpan(), inverse.AsSpan(), along.Floats);
        if (Wants(1)) ColumnSums.Sum(along.AsSpan(), blocks, Destination(1, out var add), add);
        if (Wants(2)) ColumnSums.Sum(plain.AsSpan(), blocks, Destination(2, out var add), add);
        if (!Wants(0)) return;
        var numbers = Tensor.Allocate([blocks, ColumnAffine.BackwardKinds, channels]);
        for (var block = 0; block < blocks; block++) Numbers(block, plain.AsSpan(), along.AsSpan(), numbers.Floats);
        var dx = Destination(0, out var accumulate);
        ColumnAffine.Backward(x.AsSpan(), dy.AsSpan(), numbers.AsSpan(), layout.Rows, channels, dx, accumulate);
    }

    /// <summary>What each channel of a block needs for dx = dy·n₁ - (x - n₀)·n₂ - n₃.</summary>
    private void Numbers(int block, ReadOnlySpan<float> plain, ReadOnlySpan<float> along, Span<float> numbers)
    {
        var (channels, size) = (layout.Channels, layout.Size);
        var at = block * channels;
        var own = numbers.Slice(at * ColumnAffine.BackwardKinds, channels * ColumnAffine.BackwardKinds);
        var gamma = Inputs[1].IsDefault ? default : Inputs[1].AsSpan();
        var count = (double)layout.Rows * size;
        for (var first = 0; first < channels; first += size)
        {
            double level = 0, slope = 0;
            for (var channel = first; channel < first + size && !given; channel++)
            {
                var scale = gamma.IsEmpty ? 1 : gamma[channel];
                level += scale * (double)plain[at + channel];
                slope += scale * (double)along[at + channel];
            }
            for (var channel = first; channel < first + size; channel++)
            {
                var inv = inverse.AsSpan()[at + channel];
                own[channel] = mean.AsSpan()[at + channel];
                own[channels + channel] = gamma.IsEmpty ? inv : inv * gamma[channel];
                own[(2 * channels) + channel] = (float)(inv * inv * (slope / count));
                own[(3 * channels) + channel] = (float)(inv * (level / count));
            }
        }
    }

    internal override void BackwardRecorded()
    {
        var x = Ops.Reshape(Inputs[0], layout.Shape);
        var dy = Ops.Reshape(Gradient, layout.Shape);
        var gamma = Inputs[1].IsDefault ? 1 : Ops.Reshape(Inputs[1], [1, 1, layout.Groups, layout.Size]);
        var (normal, inv) = given
            ? ((x - Statistic(mean)) * Statistic(inverse), Statistic(inverse))
            : Normalized(x);
        var g = dy * gamma;
        if (Wants(1)) Give(1, Ops.Reshape(Sum(dy * normal), Inputs[1].Shape));
        if (Wants(2)) Give(2, Ops.Reshape(Sum(dy), Inputs[2].Shape));
        if (!Wants(0)) return;
        var dx = g;
        if (!given) dx -= normal * Mean(g * normal);
        if (!given && centered) dx -= Mean(g);
        Give(0, Ops.Reshape(dx * inv, Inputs[0].Shape));
    }

    private (Tensor Normal, Tensor Inverse) Normalized(Tensor x)
    {
        if (centered) x -= Mean(x);
        var inv = 1 / Ops.Sqrt(Mean(Ops.Square(x)) + epsilon);
        return (x * inv, inv);
    }

    private Tensor Statistic(Tensor numbers) => Ops.StopGradient(numbers).Reshape([layout.Blocks, 1, layout.Groups, layout.Size]);

    private static Tensor Mean(Tensor x) => Ops.Mean(Ops.Mean(x, 3, keepAxis: true), 1, keepAxis: true);

    private static Tensor Sum(Tensor x) => Ops.Sum(Ops.Sum(x, 1, keepAxis: true), 0);
}
