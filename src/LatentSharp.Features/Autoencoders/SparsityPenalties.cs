namespace LatentSharp;

/// <summary>weight / D · the mean over samples of Σ |code|.</summary>
internal sealed class AbsolutePenalty(float weight) : ICodePenalty
{
    public Tensor Encode(Layer encoder, Tensor samples, in CallContext context)
    {
        var code = encoder.Call(samples, context);
        context.AddLoss(Ops.Sum(Ops.Abs(code)) * (weight / samples.Count));
        return code;
    }
}

/// <summary>weight / D · Σ KL(target ‖ mean activity of a feature in the batch).</summary>
internal sealed class ActivityPenalty(float weight, float target) : ICodePenalty
{
    /// <summary>What keeps logarithms finite when a unit is always off or always on.</summary>
    private const float Margin = 1e-6f;

    public Tensor Encode(Layer encoder, Tensor samples, in CallContext context)
    {
        var code = encoder.Call(samples, context);
        var activity = Ops.Clip(Ops.Mean(code, 0), Margin, 1 - Margin);
        var entropy = code.Shape[1] * ((target * MathF.Log(target)) + ((1 - target) * MathF.Log(1 - target)));
        var cross = Ops.Sum((target * Ops.Log(activity)) + ((1 - target) * Ops.Log(1 - activity)));
        context.AddLoss((entropy - cross) * (weight / samples.Shape[1..].Count));
        return code;
    }
}
