namespace LatentSharp;

/// <summary>
/// The mean along the last axis of e² / 2 up to |e| = δ, then δ·|e| - δ² / 2, e = prediction - target (Huber 1964): outliers weigh less
/// than in the squared error.
/// </summary>
public sealed record Huber : Loss
{
    /// <summary>Where the square ends, δ. Default 1; above 0.</summary>
    public double Delta { get; init => field = Require.Positive(value, "Huber: Delta"); } = 1;

    /// <inheritdoc/>
    public override string Name => "huber";

    /// <inheritdoc/>
    public override Tensor PerSample(Tensor target, Tensor prediction)
    {
        var (t, p) = Targets.Align(Name, target, prediction);
        return ElementLoss.PerSample(Name, t, p, new HuberOp((float)Delta));
    }

    internal override Tensor Mean(Tensor target, Tensor prediction)
    {
        var (t, p) = Targets.Align(Name, target, prediction);
        return ElementLoss.Apply(Name, t, p, new HuberOp((float)Delta));
    }
}
