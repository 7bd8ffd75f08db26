namespace LatentSharp;

/// <summary>1 for a right answer and 0 for a wrong one. An answer that is not a number is wrong.</summary>
internal static class AccuracyKinds
{
    /// <summary>For each sample, or for each number of yes-or-no answers.</summary>
    internal static Tensor Chosen(Tensor target, Tensor prediction)
    {
        if (IsBinary(prediction)) return Binary(target, prediction, 0.5f);
        return IsLabels(target, prediction) ? Sparse(target, prediction) : Categorical(target, prediction);
    }

    internal static bool IsBinary(Tensor prediction) => prediction.Rank < 2 || prediction.Shape[^1] == 1;

    /// <summary>For each number: (N, …, C); a target of -1 is a no, as 0 is.</summary>
    internal static Tensor Binary(Tensor target, Tensor prediction, float threshold)
    {
        var (t, p) = Targets.Align("binary_accuracy", target, prediction);
        var hits = Tensor.Allocate(p.Shape);
        var values = hits.Floats;
        for (var i = 0; i < values.Length; i++)
        {
            var (truth, value) = (t.AsSpan()[i], p.AsSpan()[i]);
            values[i] = (truth == 1 && value > threshold) || (truth is 0 or -1 && value <= threshold) ? 1 : 0;
        }
        return hits;
    }

    /// <summary>Targets that are no answer, and where the threshold is one of probabilities predictions that are none.</summary>
    internal static TrainingWarning? BinaryDoubt(Tensor target, Tensor prediction, float threshold)
    {
        var (t, p) = Targets.Align("binary_accuracy", target, prediction);
        foreach (var value in t.AsSpan())
        {
            if (value is not (0 or 1 or -1 or float.NaN))
                return Probabilities.Targets(
                    "binary_accuracy", value, "answers are 0 and 1, or -1 and 1, and no prediction is right for another",
                    "Measure numbers by MeanAbsoluteError or MeanSquaredError.");
        }
        return threshold > 0 && Probabilities.Outside(p) is { } outside
            ? Probabilities.Predictions("binary_accuracy", outside, "compare logits with a threshold of 0, by BinaryAccuracy(0)")
            : null;
    }

    /// <summary>For each number: (N, …, C).</summary>
    internal static Tensor Exact(Tensor target, Tensor prediction)
    {
        var (t, p) = Targets.Align("exact_accuracy", target, prediction);
        return Ops.Equal(t, p);
    }

    internal static Tensor Categorical(Tensor target, Tensor prediction)
    {
        var (t, p) = Targets.Align("categorical_accuracy", target, prediction);
        return Ops.Equal(Ops.ToFloat(Ops.ArgMax(t)), Chosen(p));
    }

    internal static Tensor Sparse(Tensor target, Tensor prediction)
    {
        const string name = "sparse_categorical_accuracy";
        var p = Operand.Floats(prediction, name, "the prediction");
        return Ops.Equal(Ops.ToFloat(Labels(name, target, p)), Chosen(p));
    }

    internal static Tensor TopK(Tensor target, Tensor prediction, int k)
    {
        const string name = "top_k_categorical_accuracy";
        prediction = Operand.Floats(prediction, name, "the prediction");
        var labels = IsLabels(target, prediction)
            ? Labels(name, target, prediction)
            : Ops.ArgMax(Targets.Align(name, target, prediction).Target);
        var hits = Tensor.Allocate(prediction.Shape[..^1]);
        var size = prediction.Shape[^1];
        var values = hits.Floats;
        for (var i = 0; i < values.Length; i++)
        {
            var row = prediction.AsSpan().Slice(i * size, size);
            var own = row[labels.AsSpan<int>()[i]];
            var above = 0;
            foreach (var other in row) above += other <= own ? 0 : 1;
            values[i] = float.IsFinite(own) && above < k ? 1 : 0;
        }
        return hits;
    }

    /// <summary>Whether targets are labels where predictions are numbers for each class.</summary>
    internal static bool IsLabels(Tensor target, Tensor prediction) =>
        target.Rank < prediction.Rank || (target.Shape[^1] == 1 && prediction.Shape[^1] > 1);

    /// <summary>
    /// The place of the largest number of each row, as a float; not a number where one of the row is none, for then none is the largest.
    /// </summary>
    internal static Tensor Chosen(Tensor prediction)
    {
        var chosen = Ops.ToFloat(Ops.ArgMax(Ops.StopGradient(prediction)));
        var values = chosen.Floats;
        var size = prediction.Shape[^1];
        for (var i = 0; i < values.Length; i++)
        {
            // The first that is not a number counts as the largest.
            if (float.IsNaN(prediction.AsSpan()[(i * size) + (int)values[i]])) values[i] = float.NaN;
        }
        return chosen;
    }

    private static Tensor Labels(string name, Tensor target, Tensor prediction)
    {
        var shape = target.Rank == prediction.Rank && target.Rank > 0 && target.Shape[^1] == 1 ? target.Shape[..^1] : target.Shape;
        if (prediction.Rank == 0 || shape != prediction.Shape[..^1])
            throw new BadArgumentException(
                $"{name}: labels {target.Shape} do not fit predictions {prediction.Shape}; "
                + "labels are (N, …) where predictions are (N, …, C).");
        return Ops.Reshape(Ops.ToIndices(target, 0, prediction.Shape[^1], Targets.LabelOf(name)), shape);
    }
}
