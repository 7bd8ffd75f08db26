using System.Collections.Concurrent;

namespace LatentSharp;

/// <summary>Brings targets to the shape and type of the predictions, as Keras does.</summary>
internal static class Targets
{
    private static readonly ConcurrentDictionary<string, string> LabelNames = new(StringComparer.Ordinal);

    /// <summary>
    /// Both as floats of equal shape, of two axes or more: a last axis of size 1 that one of them lacks is added, and (N) becomes (N, 1).
    /// </summary>
    internal static (Tensor Target, Tensor Prediction) Align(string name, Tensor target, Tensor prediction)
    {
        (target, prediction) = (Operand.Floats(target, name, "the target"), Operand.Floats(prediction, name, "the prediction"));
        if (prediction.Rank == 1) prediction = Ops.Reshape(prediction, prediction.Shape.Append(1));
        if (target.Rank == prediction.Rank - 1 && prediction.Shape[^1] == 1) target = Ops.Reshape(target, target.Shape.Append(1));
        if (target.Shape != prediction.Shape)
            throw new BadArgumentException($"{name}: targets {target.Shape} and predictions {prediction.Shape} differ in shape.");
        return (target, prediction);
    }

    /// <summary>As <see cref="Align"/>; labels become one-hot where predictions are numbers for each of several classes.</summary>
    internal static (Tensor Target, Tensor Prediction) ByClass(string name, Tensor target, Tensor prediction)
    {
        if (prediction.Rank > 1 && prediction.Shape[^1] > 1 && AccuracyKinds.IsLabels(target, prediction))
            target = OneHot(name, target, prediction);
        return Align(name, target, prediction);
    }

    /// <summary>t·(1 - s) + s / C: targets of C classes that are less sure.</summary>
    internal static Tensor Smoothed(Tensor target, double smoothing, int classes) =>
        smoothing > 0 ? (target * (float)(1 - smoothing)) + (float)(smoothing / classes) : target;

    /// <summary>Labels (N, …) or (N, …, 1) as one-hot vectors of the predictions' shape (N, …, C).</summary>
    internal static Tensor OneHot(string name, Tensor labels, Tensor prediction)
    {
        if (labels.Rank == prediction.Rank && labels.Rank > 0 && labels.Shape[^1] == 1) labels = labels.View(labels.Shape[..^1]);
        if (prediction.Rank == 0 || labels.Shape != prediction.Shape[..^1])
            throw new BadArgumentException(
                $"{name}: labels {labels.Shape} do not fit predictions {prediction.Shape}; "
                + "labels are (N, …) where predictions are (N, …, C).");
        Ops.ToIndices(labels, 0, prediction.Shape[^1], LabelOf(name));
        return Ops.OneHot(labels, prediction.Shape[^1]);
    }

    /// <summary>What a label is called in messages; the same text for every step.</summary>
    internal static string LabelOf(string name) => LabelNames.GetOrAdd(name, static name => $"{name}: a label");

    /// <summary>Probabilities along the last axis that sum to 1 and stay off 0 and 1 by 1e-7, as Keras has them.</summary>
    internal static Tensor Normalized(Tensor prediction) =>
        Ops.Clip(prediction / Ops.Sum(prediction, ^1, keepAxis: true), 1e-7f, 1 - 1e-7f);
}
