namespace LatentSharp;

/// <summary>The penalties of a network's weights and activities, and the constraints on its weights.</summary>
/// <param name="compilation">Says which layers are frozen: their weights have no penalty, as in Keras.</param>
internal sealed class Penalties(Compilation compilation)
{
    private readonly List<Tensor> activities = [];
    private WeightRule[]? rules;

    internal void Clear() => activities.Clear();

    internal void Add(Tensor penalty) => activities.Add(penalty);

    /// <summary>A loss with all penalties since the last <see cref="Clear"/> added; default when there is neither.</summary>
    internal Tensor AddTo(Tensor loss)
    {
        rules ??= [.. compilation.Rules()];
        foreach (var activity in activities) loss = loss.IsDefault ? activity : loss + activity;
        foreach (var rule in rules)
        {
            if (rule.Regularizer is not { } regularizer) continue;
            var penalty = regularizer.Compute(rule.Parameter.Value);
            loss = loss.IsDefault ? penalty : loss + penalty;
        }
        return loss;
    }

    /// <summary>Makes the constraints hold after a step.</summary>
    internal void Constrain()
    {
        rules ??= [.. compilation.Rules()];
        foreach (var rule in rules)
        {
            if (rule.Constraint is not { } constraint) continue;
            constraint.Apply(rule.Parameter.Memory, rule.Parameter.Shape);
            rule.Parameter.Touch();
        }
    }
}
