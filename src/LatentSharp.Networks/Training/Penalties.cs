namespace LatentSharp;

/// <summary>The penalties of a network's weights and activities, and the constraints on its weights.</summary>
internal sealed class Penalties
{
    private readonly List<Tensor> activities = [];
    private WeightRule[]? rules;

    /// <summary>The context of a call whose penalties are to be collected.</summary>
    internal CallContext Collect(in CallContext context)
    {
        activities.Clear();
        return context with { Penalties = activities };
    }

    /// <summary>The loss with all penalties of the last call added.</summary>
    internal Tensor AddTo(Tensor loss, Layer layer)
    {
        rules ??= [.. layer.AllRules()];
        foreach (var activity in activities) loss += activity;
        foreach (var rule in rules)
        {
            if (rule.Regularizer is { } regularizer) loss += regularizer.Compute(rule.Parameter.Value);
        }
        return loss;
    }

    /// <summary>Makes the constraints hold after a step.</summary>
    internal void Constrain()
    {
        foreach (var rule in rules ?? [])
        {
            if (rule.Constraint is not { } constraint) continue;
            constraint.Apply(rule.Parameter.Memory, rule.Parameter.Shape);
            rule.Parameter.Touch();
        }
    }
}
