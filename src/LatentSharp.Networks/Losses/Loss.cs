using System.Diagnostics.CodeAnalysis;

namespace LatentSharp;

/// <summary>
/// What training makes small: a number for each sample, and how those become one number. Settings are changed by
/// <c>with</c>: <c>Losses.MeanSquaredError with { Reduction = LossReduction.Sum }</c>.
/// </summary>
[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors | DynamicallyAccessedMemberTypes.PublicProperties)]
public abstract record Loss
{
    /// <summary>Its name in saved configurations, as <c>mean_squared_error</c>.</summary>
    public abstract string Name { get; }

    /// <summary>
    /// Which way it is better. Default <see cref="MetricDirection.SmallerIsBetter"/>, as for everything that training makes small.
    /// </summary>
    public virtual MetricDirection Direction => MetricDirection.SmallerIsBetter;

    /// <summary>How the values of the samples become one. Default <see cref="LossReduction.SumOverBatchSize"/>.</summary>
    public LossReduction Reduction { get; init; }

    /// <summary>The loss of each sample: targets and predictions (N, …, C) -> (N, …). A single axis (N) is taken as (N, 1).</summary>
    /// <exception cref="BadArgumentException">The shapes do not fit.</exception>
    public abstract Tensor PerSample(Tensor target, Tensor prediction);

    /// <summary>The loss of a batch by its <see cref="Reduction"/>; gradients flow to the prediction.</summary>
    /// <param name="target">(N, …, C), of integers or floats.</param>
    /// <param name="prediction">(N, …, C).</param>
    /// <param name="sampleWeight">
    /// What each sample's value is multiplied by before the reduction: (N), or more of the leading axes of the values. As in Keras, the
    /// divisor is the number of values, not the sum of the weights; weights that are all 0 give 0. Where the prediction has a
    /// <see cref="Tensor.Mask"/>, padding counts nothing and means are over what is real; a batch that is all padding gives 0.
    /// </param>
    /// <exception cref="BadArgumentException">The shapes do not fit.</exception>
    public Tensor Compute(Tensor target, Tensor prediction, Tensor sampleWeight = default)
    {
        var mask = Real(target, prediction);
        if (sampleWeight.IsDefault && mask.IsDefault && Reduction is LossReduction.SumOverBatchSize or LossReduction.MeanWithSampleWeight)
            return Mean(target, prediction);
        var values = PerSample(target, prediction);
        var weights = sampleWeight.IsDefault ? default : Weights(sampleWeight, values.Shape);
        if (!mask.IsDefault) weights = Masked(weights, mask, values.Shape);
        if (!weights.IsDefault) values *= weights;
        return Reduction switch
        {
            LossReduction.None => values,
            LossReduction.Sum => Ops.Sum(values),
            LossReduction.MeanWithSampleWeight => Ops.Sum(values) / Total(weights, values.Shape),
            _ => Ops.Mean(values),
        };
    }

    /// <summary>The mean of all samples, in one kernel where there is one.</summary>
    internal virtual Tensor Mean(Tensor target, Tensor prediction) => Ops.Mean(PerSample(target, prediction));

    /// <summary>Which values count, 1, and which do not, 0, over leading axes of the values; default when all do.</summary>
    private protected virtual Tensor Real(Tensor target, Tensor prediction)
    {
        var (counts, mask) = (Counting(target, prediction), prediction.Mask);
        return counts.IsDefault ? mask : mask.IsDefault ? counts : counts * Weights(mask, counts.Shape);
    }

    /// <summary>Which values the target itself lets count, 1, and which not, 0, of the values' shape; default when all do.</summary>
    internal virtual Tensor Counting(Tensor target, Tensor prediction) => default;

    /// <summary>What is to be said of a target or a prediction that the loss is not made for; null for nothing.</summary>
    internal virtual TrainingWarning? Doubt(Tensor target, Tensor prediction) => null;

    /// <summary>Weights with as many axes as the values that they belong to.</summary>
    internal static Tensor Weights(Tensor weight, Shape values)
    {
        weight = Ops.ToFloat(weight);
        var shape = weight.Shape;
        if (shape.Rank == values.Rank + 1 && shape[^1] == 1) shape = shape[..^1];
        var fits = shape.Rank <= values.Rank;
        for (var axis = 0; axis < shape.Rank && fits; axis++) fits = shape[axis] == values[axis] || shape[axis] == 1;
        if (!fits)
            throw new BadArgumentException(
                $"Loss: sample weights {weight.Shape} do not fit values {values}; there is one for each sample.");
        while (shape.Rank < values.Rank) shape = shape.Append(1);
        return Ops.Reshape(weight, shape);
    }

    /// <summary>Weights without those of padding; for a mean they grow by the share of padding, so that it is over what is real.</summary>
    private Tensor Masked(Tensor weights, Tensor mask, Shape values)
    {
        if (Reduction == LossReduction.SumOverBatchSize)
        {
            var real = Ops.Sum(mask).Item();
            mask *= real == 0 ? 0 : mask.Count / real;
        }
        mask = Weights(mask, values);
        return weights.IsDefault ? mask : weights * mask;
    }

    /// <summary>The sum of the weights as each value met them; 1 where it is 0, for 0 / 0 is 0 here.</summary>
    private static Tensor Total(Tensor weights, Shape values)
    {
        var total = Ops.Sum(Ops.BroadcastTo(weights, values));
        return total.Item() == 0 ? 1f : total;
    }
}

/// <summary>How the losses of samples become one number, by Keras's names.</summary>
public enum LossReduction
{
    /// <summary>Their sum, divided by how many they are; Keras's <c>mean</c> is the same.</summary>
    SumOverBatchSize,

    /// <summary>Their sum.</summary>
    Sum,

    /// <summary>Their weighted sum, divided by the sum of the weights; 0 when that is 0.</summary>
    MeanWithSampleWeight,

    /// <summary>No reduction: a value for each sample. A network cannot be trained on it.</summary>
    None,
}
