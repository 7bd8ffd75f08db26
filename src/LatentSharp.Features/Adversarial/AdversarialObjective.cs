namespace LatentSharp;

/// <summary>
/// What an adversarial training makes small, one object a variant: a number for the discriminator and one for the generator, from the
/// scores that the discriminator gives to samples (n, 1).
/// </summary>
public abstract record AdversarialObjective
{
    /// <summary>The score from which on a sample is taken for real; null when only differences of scores mean something.</summary>
    public virtual double? Boundary => 0;

    /// <summary>The weight of the gradient penalty (Gulrajani et al. 2017). Default 0: none.</summary>
    public double GradientPenalty
    {
        get;
        init => field = Require.InRange(value, 0, double.MaxValue, "AdversarialObjective: GradientPenalty");
    }

    /// <summary>What the discriminator makes small, beside the penalty: () from the scores of real and of generated samples.</summary>
    public abstract Tensor Discriminator(Tensor real, Tensor generated);

    /// <summary>What the generator makes small: () from the scores of its samples.</summary>
    public abstract Tensor Generator(Tensor generated);
}

/// <summary>
/// The game of Goodfellow et al. 2014 with the generator's loss that does not saturate: scores are logits; the discriminator's loss is
/// the binary cross-entropy of telling real from generated, the generator's is -log of being taken for real.
/// </summary>
public sealed record NonSaturatingObjective : AdversarialObjective
{
    /// <summary>
    /// What real samples are labelled with for the discriminator (Salimans et al. 2016: 0.9 keeps it from being too sure). Default 1; above
    /// 0, at most 1.
    /// </summary>
    public double RealLabel
    {
        get;
        init => field = Require.InRange(value, 0, 1, "NonSaturatingObjective: RealLabel", lowIncluded: false);
    } = 1;

    /// <inheritdoc/>
    public override Tensor Discriminator(Tensor real, Tensor generated) =>
        Ops.BinaryCrossentropyFromLogits(
            Tensor.Full(real.Shape, (float)RealLabel), real) + Ops.BinaryCrossentropyFromLogits(Tensor.Zeros(generated.Shape), generated);

    /// <inheritdoc/>
    public override Tensor Generator(Tensor generated) => Ops.BinaryCrossentropyFromLogits(Tensor.Ones(generated.Shape), generated);
}

/// <summary>
/// Least squares (Mao et al. 2017): ((D(x) - 1)² + D(G(z))²) / 2 for the discriminator, (D(G(z)) - 1)² / 2 for the generator.
/// </summary>
public sealed record LeastSquaresObjective : AdversarialObjective
{
    /// <summary>What real samples are labelled with for the discriminator. Default 1; above 0, at most 1.</summary>
    public double RealLabel
    {
        get;
        init => field = Require.InRange(value, 0, 1, "LeastSquaresObjective: RealLabel", lowIncluded: false);
    } = 1;

    /// <summary>Half-way between the labels.</summary>
    public override double? Boundary => RealLabel / 2;

    /// <inheritdoc/>
    public override Tensor Discriminator(Tensor real, Tensor generated) =>
        (
            Ops.MeanSquaredError(
                Tensor.Full(real.Shape, (float)RealLabel), real) + Ops.MeanSquaredError(Tensor.Zeros(generated.Shape), generated)) * 0.5f;

    /// <inheritdoc/>
    public override Tensor Generator(Tensor generated) => Ops.MeanSquaredError(Tensor.Ones(generated.Shape), generated) * 0.5f;
}

/// <summary>
/// The hinge (Lim and Ye 2017): max(1 - D(x), 0) + max(1 + D(G(z)), 0) for the discriminator, -D(G(z)) for the generator.
/// </summary>
public sealed record HingeObjective : AdversarialObjective
{
    /// <inheritdoc/>
    public override Tensor Discriminator(Tensor real, Tensor generated) => Ops.Mean(Ops.Relu(1 - real)) + Ops.Mean(Ops.Relu(1 + generated));

    /// <inheritdoc/>
    public override Tensor Generator(Tensor generated) => -Ops.Mean(generated);
}

/// <summary>
/// The distance of Wasserstein (Arjovsky et al. 2017): D(G(z)) - D(x) for the critic, -D(G(z)) for the generator. It holds for critics
/// whose slope is at most 1, which the gradient penalty asks for: 10 is usual.
/// </summary>
public sealed record WassersteinObjective : AdversarialObjective
{
    /// <summary>None: scores have no zero.</summary>
    public override double? Boundary => null;

    /// <inheritdoc/>
    public override Tensor Discriminator(Tensor real, Tensor generated) => Ops.Mean(generated) - Ops.Mean(real);

    /// <inheritdoc/>
    public override Tensor Generator(Tensor generated) => -Ops.Mean(generated);
}
