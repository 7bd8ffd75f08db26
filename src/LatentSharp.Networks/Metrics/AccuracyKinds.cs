namespace LatentSharp;

/// <summary>1 for a right answer and 0 for a wrong one, for each sample.</summary>
internal static class AccuracyKinds
{
    internal static Tensor Chosen(Tensor target, Tensor prediction)
    {
        if (prediction.Rank < 2 || prediction.Shape[^1] == 1) return Binary(target, prediction, 0.5f);
        return IsLabels(target, prediction) ? Sparse(target, prediction) : Categorical(target, prediction);
    }

    internal static Tensor Binary(Tensor target, Tensor prediction, float threshold)
    {
        var (t, p) = Targets.Align("binary_accuracy", target, prediction);
        return Ops.Mean(Ops.Equal(t, Ops.Greater(p, threshold)), ^1);
    }

    internal static Tensor Exact(Tensor target, Tensor prediction)
    {
        var (t, p) = Targets.Align("exact_accuracy", target, prediction);
        return Ops.Mean(Ops.Equal(t, p), ^1);
    }

    internal static Tensor Categorical(Tensor target, Tensor prediction)
    {
        var (t, p) = Targets.Align("categorical_accuracy", target, prediction);
        return Hits(Ops.ArgMax(t), p);
    }

    internal static Tensor Sparse(Tensor target, Tensor prediction) => Hits(Labels("sparse_categorical_accuracy", target, prediction), prediction);

    internal static Tensor TopK(Tensor target, Tensor prediction, int k)
    {
        const string name = "top_k_categorical_accuracy";
        var labels = IsLabels(target, prediction) ? Labels(name, target, prediction) : Ops.ArgMax(Targets.Align(name, target, prediction).Target);
        var hits = Tensor.Allocate(prediction.Shape[..^1]);
        var size = prediction.Shape[^1];
        var values = hits.Floats;
        for (var i = 0; i < values.Length; i++)
        {
            var row = prediction.AsSpan().Slice(i * size, size);
            var own = row[labels.AsSpan<int>()[i]];
            var above = 0;
            foreach (var other in row) above += other > own ? 1 : 0;
            values[i] = float.IsFinite(own) && above < k ? 1 : 0;
        }
        return hits;
    }

    /// <summary>Whether targets are labels where predictions are numbers for each class.</summary>
    internal static bool IsLabels(Tensor target, Tensor prediction) =>
        target.Rank < prediction.Rank || (target.Shape[^1] == 1 && prediction.Shape[^1] > 1);

    private static Tensor Labels(string name, Tensor target, Tensor prediction)
    {
        var shape = target.Rank == prediction.Rank && target.Shape[^1] == 1 ? target.Shape[..^1] : target.Shape;
        if (shape != prediction.Shape[..^1])
            throw new BadArgumentException($"{name}: labels {target.Shape} do not fit predictions {prediction.Shape}; labels are (N, …) where predictions are (N, …, C).");
        return Ops.ToIndices(target, 0, prediction.Shape[^1], "accuracy: a label");
    }

    private static Tensor Hits(Tensor labels, Tensor prediction)
    {
        var found = Ops.ArgMax(prediction);
        var hits = Tensor.Allocate(prediction.Shape[..^1]);
        var values = hits.Floats;
        for (var i = 0; i < values.Length; i++) values[i] = labels.AsSpan<int>()[i] == found.AsSpan<int>()[i] ? 1 : 0;
        return hits;
    }
}
