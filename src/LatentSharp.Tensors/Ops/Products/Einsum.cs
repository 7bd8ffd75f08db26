namespace LatentSharp;

public static partial class Ops
{
    /// <summary>
    /// Sums of products by the labels of axes (Einstein's convention, NumPy's <c>einsum</c>): <c>"ij,jk->ik"</c> is a matrix product,
    /// <c>"bij,bkj->bik"</c> one for each sample, <c>"ii->i"</c> a diagonal, <c>"ij->"</c> a sum. A label that the result lacks is summed
    /// over; without <c>-></c> the result has the labels that occur once, in alphabetical order. <c>...</c> stands for axes that are not
    /// named: they are aligned at their ends, broadcast, and stand first in a result without <c>-></c>. An axis of size 1 repeats. Operands
    /// are multiplied from left to right, each pair as one batched <see cref="MatMul"/>.
    /// </summary>
    /// <param name="equation">Labels are the letters a to z and A to Z; blanks do not count.</param>
    /// <param name="operands">As many tensors as the equation names.</param>
    /// <exception cref="BadArgumentException">The equation says what no equation can, or the operands do not fit it.</exception>
    public static Tensor Einsum(string equation, params ReadOnlySpan<Tensor> operands)
    {
        var numbers = new Tensor[operands.Length];
        for (var i = 0; i < numbers.Length; i++)
            numbers[i] = Operand.Floats(operands[i], "einsum", FormattableString.Invariant($"operand {i + 1}"));
        var labels = EinsumLabels.Parse(equation, numbers);
        var product = new LabelledTensor(numbers[0], labels.Inputs[0]).Diagonal().SumBut(labels.After(0));
        for (var i = 1; i < numbers.Length; i++)
            product = product.Times(new LabelledTensor(numbers[i], labels.Inputs[i]).Diagonal(), labels.After(i));
        return product.InOrder(labels.Output).Value;
    }
}

/// <summary>A tensor each of whose axes has a label.</summary>
internal readonly record struct LabelledTensor(Tensor Value, string Labels)
{
    /// <summary>Takes the diagonal of axes with the same label.</summary>
    internal LabelledTensor Diagonal()
    {
        for (var first = 0; first < Labels.Length; first++)
        {
            var second = Labels.LastIndexOf(Labels[first]);
            if (second == first) continue;
            var rest = Labels.Remove(second, 1).Remove(first, 1);
            var size = Value.Shape[first];
            var outer = Ops.Permute(Value, [.. Places(Labels.Length, first, second), first, second]);
            var diagonal = Ops.Slice(Ops.Reshape(outer, [outer.Shape[..^2].Count, size * size]), 1, .., size + 1);
            return new LabelledTensor(Ops.Reshape(diagonal, outer.Shape[..^2].Append(size)), rest + Labels[first]).Diagonal();
        }
        return this;
    }

    /// <summary>Sums over all axes but those with these labels.</summary>
    internal LabelledTensor SumBut(string kept)
    {
        var labels = Labels;
        Index[] gone = [.. labels.Except(kept).Select(label => new Index(labels.IndexOf(label, StringComparison.Ordinal)))];
        return gone.Length == 0 ? this : new(Ops.Sum(Value, gone), string.Concat(Labels.Intersect(kept)));
    }

    /// <summary>The product with another, summed over the labels that are not kept.</summary>
    internal LabelledTensor Times(LabelledTensor other, string kept)
    {
        var (a, b) = (Without1(other), other.Without1(this));
        (a, b) = (a.SumBut(kept + b.Labels), b.SumBut(kept + a.Labels));
        var both = string.Concat(a.Labels.Intersect(b.Labels));
        var batch = string.Concat(both.Intersect(kept));
        var inner = string.Concat(both.Except(kept));
        var (rows, columns) = (string.Concat(a.Labels.Except(both)), string.Concat(b.Labels.Except(both)));
        var transposed = b.Labels == batch + columns + inner;
        var (left, right) = (a.InOrder(batch + rows + inner).Value, b.InOrder(transposed ? b.Labels : batch + inner + columns).Value);
        var (n, m) = (left.Shape[..batch.Length].Count, left.Shape[batch.Length..(batch.Length + rows.Length)].Count);
        var (k, c) = (left.Shape[(batch.Length + rows.Length)..].Count, columns.Aggregate(1, (size, label) => size * b.Size(label)));
        var product = Ops.MatMul(Ops.Reshape(left, [n, m, k]), Ops.Reshape(right, transposed ? [n, c, k] : [n, k, c]), false, transposed);
        var labels = batch + rows + columns;
        if (labels.Length > Shape.MaxRank)
            throw new BadArgumentException($"einsum: a product on the way has {labels.Length} axes; a tensor has at most {Shape.MaxRank}.");
        Span<int> sizes = stackalloc int[labels.Length];
        for (var i = 0; i < sizes.Length; i++) sizes[i] = i < batch.Length + rows.Length ? a.Size(labels[i]) : b.Size(labels[i]);
        return new(Ops.Reshape(product, new Shape(sizes)), labels);
    }

    internal LabelledTensor InOrder(string labels)
    {
        var own = Labels;
        if (labels == own) return this;
        return new(Ops.Permute(Value, [.. labels.Select(label => own.IndexOf(label, StringComparison.Ordinal))]), labels);
    }

    /// <summary>An axis of size 1 that the other has with another size repeats: it is the same to lack it.</summary>
    private LabelledTensor Without1(LabelledTensor other)
    {
        var self = this;
        var repeated = Labels.Intersect(other.Labels).Where(label => self.Size(label) == 1 && other.Size(label) != 1);
        var kept = string.Concat(Labels.Except(repeated));
        if (kept == Labels) return this;
        Span<int> sizes = stackalloc int[kept.Length];
        for (var i = 0; i < sizes.Length; i++) sizes[i] = Size(kept[i]);
        return new(Ops.Reshape(Value, new Shape(sizes)), kept);
    }

    private static IEnumerable<int> Places(int count, int but, int andBut) =>
        Enumerable.Range(0, count).Where(axis => axis != but && axis != andBut);

    private int Size(char label) => Value.Shape[Labels.IndexOf(label, StringComparison.Ordinal)];
}
