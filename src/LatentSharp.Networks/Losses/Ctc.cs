namespace LatentSharp;

/// <summary>
/// -log p of a sequence of labels, the sum over all ways in which steps can spell it: each step says a label or the blank, repeated labels
/// count once, blanks not at all (connectionist temporal classification; Graves et al. 2006). Targets are labels (N, L) of 1 to C - 1,
/// padded by 0 at the end; predictions are logits (N, T, C). As in Keras's <c>CTC</c> class 0 is the blank. A sequence whose predictions
/// have a mask is as long as it says. (N, L), (N, T, C) -> (N).
/// </summary>
public sealed record Ctc : Loss
{
    /// <inheritdoc/>
    public override string Name => "ctc";

    /// <inheritdoc/>
    public override Tensor PerSample(Tensor target, Tensor prediction) =>
        Ops.CtcLoss(target, Operand.Floats(prediction, Name, "the prediction"));

    /// <summary>The mask says how long sequences are; each has one value.</summary>
    private protected override Tensor Real(Tensor target, Tensor prediction) => default;
}
