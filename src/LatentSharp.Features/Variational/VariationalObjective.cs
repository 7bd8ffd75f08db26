namespace LatentSharp;

/// <summary>
/// What a variational autoencoder makes small: one object a variant. It is given the parts of a batch and puts them together as one number.
/// </summary>
public abstract record VariationalObjective
{
    /// <summary>The number to make small, on the open tape.</summary>
    public abstract Tensor Compute(in VariationalParts parts);

    /// <summary>Whether it is minus the bound itself, so that it need not be told beside it.</summary>
    internal virtual bool IsBound => false;

    /// <summary>Whether it may rise while the bound grows.</summary>
    internal virtual bool MayRise => true;
}

/// <summary>What a variational autoencoder's pass over a batch of n samples gave.</summary>
/// <param name="Reconstruction">-log p(x|z), the mean over the batch: ().</param>
/// <param name="Mean">(n, K): the means of the codes.</param>
/// <param name="LogVariance">(n, K): the logarithms of their variances.</param>
/// <param name="Code">(n, K): the codes drawn.</param>
/// <param name="KlPerUnit">(K): KL(q(z|x) ‖ p(z)) of each unit, the mean over the batch.</param>
/// <param name="Epoch">Passes over the samples done so far, with the fraction of the running one.</param>
public readonly record struct VariationalParts(
    Tensor Reconstruction, Tensor Mean, Tensor LogVariance, Tensor Code, Tensor KlPerUnit, double Epoch);

/// <summary>
/// The evidence lower bound with a weight on its second part (Kingma and Welling 2014; Higgins et al. 2017):
/// -log p(x|z) + β · Σ max(λ, KL of a unit).
/// </summary>
public sealed record EvidenceObjective : VariationalObjective
{
    /// <summary>The weight β of the second part. Default 1, the bound itself; 0 or more.</summary>
    public double Beta { get; init => field = Require.InRange(value, 0, double.MaxValue, "EvidenceObjective: Beta"); } = 1;

    /// <summary>Over so many epochs β grows evenly from 0 to its value (Bowman et al. 2016). Default 0: it has it from the start.</summary>
    public double WarmUpEpochs { get; init => field = Require.InRange(value, 0, double.MaxValue, "EvidenceObjective: WarmUpEpochs"); }

    /// <summary>The nats λ of each unit that cost nothing (Kingma et al. 2016). Default 0; 0 or more.</summary>
    public double FreeBits { get; init => field = Require.InRange(value, 0, double.MaxValue, "EvidenceObjective: FreeBits"); }

    internal override bool IsBound => this is { Beta: 1, WarmUpEpochs: 0, FreeBits: 0 };

    internal override bool MayRise => WarmUpEpochs > 0;

    /// <summary>β at a point of the training.</summary>
    /// <param name="epoch">Passes over the samples done so far.</param>
    public double BetaAt(double epoch) => WarmUpEpochs > 0 ? Beta * Math.Min(1, epoch / WarmUpEpochs) : Beta;

    /// <inheritdoc/>
    public override Tensor Compute(in VariationalParts parts)
    {
        var units = FreeBits > 0 ? Ops.Maximum(parts.KlPerUnit, (float)FreeBits) : parts.KlPerUnit;
        return parts.Reconstruction + (Ops.Sum(units) * (float)BetaAt(parts.Epoch));
    }
}
