namespace LatentSharp;

public static partial class Ops
{
    /// <summary>
    /// -log p of sequences of labels by connectionist temporal classification (Graves et al. 2006): (N, L), (N, T, C) -> (N). Class 0 is
    /// the blank; only the logits receive a gradient, once. A mask (N, T) of the logits says how long sequences are.
    /// </summary>
    /// <param name="labels">Whole numbers of 1 to C - 1, padded by 0 at the end.</param>
    /// <param name="logits">Numbers before the softmax.</param>
    /// <exception cref="BadArgumentException">The shapes do not fit, or a sequence has fewer steps than its labels need.</exception>
    public static Tensor CtcLoss(Tensor labels, Tensor logits)
    {
        if (logits.Rank != 3 || logits.Shape[2] < 2 || labels.Rank != 2 || labels.Shape[0] != logits.Shape[0])
            throw new BadArgumentException(
                $"ctc: labels {labels.Shape} and logits {logits.Shape} do not fit; (N, L) and "
                + "(N, T, C) of a blank and one class at least would.");
        var (count, steps, classes) = (logits.Shape[0], logits.Shape[1], logits.Shape[2]);
        var known = ToIndices(labels, 0, classes, "ctc: a label");
        var y = Tensor.Allocate([count]);
        var node = Recording.For(logits) is { } recording ? recording.Record<CtcLossNode>(y, logits) : null;
        Span<float> slopes = node is null ? default : node.Allocate();
        for (var i = 0; i < count; i++)
        {
            var row = CtcRows.Labels(known.AsSpan<int>().Slice(i * labels.Shape[1], labels.Shape[1]), i);
            var length = CtcRows.Steps(logits.Mask, i, steps);
            if (length < CtcPaths.LeastSteps(row))
                throw new BadArgumentException(
                    FormattableString.Invariant($"ctc: sample {i} has {length} steps for {row.Length} labels, which need ")
                        + FormattableString.Invariant($"{CtcPaths.LeastSteps(row)}: one each, and a blank between equal ones."));
            var slope = slopes.IsEmpty ? default : slopes.Slice(i * steps * classes, length * classes);
            y.Floats[i] = (float)CtcPaths.Run(logits.AsSpan().Slice(i * steps * classes, length * classes), classes, row, slope);
        }
        return y;
    }
}

/// <summary>How long the labels and the steps of a sample are.</summary>
internal static class CtcRows
{
    /// <summary>The labels before the padding.</summary>
    internal static ReadOnlySpan<int> Labels(ReadOnlySpan<int> row, int sample)
    {
        var length = row.IndexOf(0);
        if (length < 0) return row;
        if (row[length..].ContainsAnyExcept(0))
            throw new BadArgumentException(
                FormattableString.Invariant($"ctc: sample {sample} has a label after a 0; 0 is the blank and pads labels ")
                    + "at the end, so that classes are 1 and more.");
        return row[..length];
    }

    /// <summary>The steps before those that are masked.</summary>
    internal static int Steps(Tensor mask, int sample, int steps)
    {
        if (mask.IsDefault) return steps;
        if (mask.Rank == 1) return mask.AsSpan()[sample] == 0 ? 0 : steps;
        var row = mask.AsSpan().Slice(sample * steps, steps);
        var length = row.IndexOf(0);
        if (length < 0) return steps;
        if (row[length..].ContainsAnyExcept(0))
            throw new BadArgumentException(
                FormattableString.Invariant($"ctc: the mask of sample {sample} has real steps after padding; padding is at the end."));
        return length;
    }
}

/// <summary>dz = dy · (softmax(z) - the share of paths at each class), computed with the loss.</summary>
internal sealed class CtcLossNode : Node
{
    private Tensor slopes;

    internal override string Name => "ctc";

    /// <summary>Memory for the derivatives by the logits, zeros.</summary>
    internal Span<float> Allocate()
    {
        slopes = Tensor.Allocate(Inputs[0].Shape);
        slopes.Floats.Clear();
        return slopes.Floats;
    }

    internal override void Backward()
    {
        if (!Wants(0)) return;
        var shape = slopes.Shape;
        var destination = Destination(0, out var accumulate);
        Broadcasting.ZipColumns(default(MultiplyOp), slopes.AsSpan(), Gradient.AsSpan(), destination, shape[1] * shape[2], accumulate);
    }
}
