namespace LatentSharp;

/// <summary>A loss that is the mean of a function of each target and prediction.</summary>
internal sealed record ElementLossOf<TOp>(
    string Label, TOp Op = default, Func<string, Tensor, Tensor, TrainingWarning?>? Doubts = null) : Loss
    where TOp : struct, IElementLoss
{
    public override string Name => Label;

    public override Tensor PerSample(Tensor target, Tensor prediction)
    {
        var (t, p) = Targets.Align(Label, target, prediction);
        return ElementLoss.PerSample(Label, t, p, Op);
    }

    internal override TrainingWarning? Doubt(Tensor target, Tensor prediction) => Domains.Aligned(Label, target, prediction, Doubts);

    internal override Tensor Mean(Tensor target, Tensor prediction)
    {
        var (t, p) = Targets.Align(Label, target, prediction);
        return ElementLoss.Apply(Label, t, p, Op);
    }
}

/// <summary>A hinge: targets of 0 and 1 are taken as -1 and 1 when there are no others in the batch, as Keras does.</summary>
internal sealed record HingeLoss<TOp>(string Label) : Loss where TOp : struct, IElementLoss
{
    public override string Name => Label;

    public override Tensor PerSample(Tensor target, Tensor prediction)
    {
        var (t, p) = Targets.Align(Label, target, prediction);
        return ElementLoss.PerSample<TOp>(Label, Signed(t), p);
    }

    internal override TrainingWarning? Doubt(Tensor target, Tensor prediction) => Domains.Aligned(Label, target, prediction, Domains.Signs);

    private static Tensor Signed(Tensor target) => target.AsSpan().ContainsAnyExcept(0, 1) ? target : (2 * target) - 1;
}

/// <summary>A loss that is an operation on whole rows of targets and predictions.</summary>
internal sealed record RowLoss(
    string Label, Func<Tensor, Tensor, Tensor> Operation, Func<string, Tensor, Tensor, TrainingWarning?>? Doubts = null) : Loss
{
    public override string Name => Label;

    public override Tensor PerSample(Tensor target, Tensor prediction)
    {
        var (t, p) = Targets.Align(Label, target, prediction);
        return Operation(t, p);
    }

    internal override TrainingWarning? Doubt(Tensor target, Tensor prediction) => Domains.Aligned(Label, target, prediction, Doubts);
}
