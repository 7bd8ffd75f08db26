using System.Globalization;

namespace LatentSharp;

/// <summary>What the options of variational autoencoders share, whatever their networks.</summary>
public abstract record VariationalOptions : ValidatedOptions
{
    /// <summary>How the decoder describes samples. Default <see cref="Likelihood.Auto"/>.</summary>
    [Option("--likelihood", "How the decoder describes samples; auto is bernoulli for samples from 0 to 1, else gaussian-learned.")]
    public Likelihood Likelihood { get; init; }

    /// <summary>
    /// The variance of each value around the decoder's output, for <see cref="Likelihood.Gaussian"/>, and where learning it begins. Default
    /// 1; above 0.
    /// </summary>
    [Option("--variance", "The variance of a gaussian likelihood, or where learning it begins.", Above = 0)]
    public double Variance { get; init; } = 1;

    /// <summary>The weight of the divergence from the prior (Higgins et al. 2017). Default 1; 0 or more.</summary>
    [Option("--beta", "The weight of the divergence of codes from the prior.", AtLeast = 0, SearchFrom = 0.1, SearchTo = 4)]
    public double Beta { get; init; } = 1;

    /// <summary>Over so many epochs that weight grows from 0 to its value. Default 0: it has it from the start.</summary>
    [Option("--warm-up", "Epochs over which that weight grows from 0.", AtLeast = 0)]
    public int WarmUpEpochs { get; init; }

    /// <summary>The nats of divergence of each unit that cost nothing (Kingma et al. 2016). Default 0; 0 or more.</summary>
    [Option("--free-bits", "Nats of divergence in each unit that cost nothing.", AtLeast = 0)]
    public double FreeBits { get; init; }

    /// <inheritdoc/>
    public override VariationalOptions CompleteFor(Tensor samples)
    {
        var complete = (VariationalOptions)base.CompleteFor(samples);
        var range = SampleRange.Of(samples);
        if (Likelihood == Likelihood.Bernoulli && !range.IsUnit)
        {
            throw Refuse(nameof(Likelihood), string.Create(
                CultureInfo.InvariantCulture, $"the samples reach from {range.Low} to {range.High}, and it takes values from 0 to 1"));
        }
        return complete with
        {
            Likelihood = Likelihood != Likelihood.Auto ? Likelihood : range.IsUnit ? Likelihood.Bernoulli : Likelihood.GaussianLearned,
        };
    }

    /// <inheritdoc/>
    public override string Describe(Shape sample)
    {
        var likelihood = Likelihood == Likelihood.Auto ? "" : $", {EstimatorOption.TextOf(this, nameof(Likelihood))}";
        var beta = Beta == 1 ? "" : string.Create(CultureInfo.InvariantCulture, $", beta {Beta}");
        var warmUp = WarmUpEpochs == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $", warm-up {WarmUpEpochs} epochs");
        var free = FreeBits == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $", {FreeBits} free nats a unit");
        return $"{Kind} {DescribeNetwork(sample)}{likelihood}{beta}{warmUp}{free}, {TrainingInWords}";
    }

    internal override bool LearnsFromStreams => true;

    /// <summary>The bound itself, or where training makes something else small, that.</summary>
    internal override string Monitor => CreateObjective().IsBound ? base.Monitor : "val_objective";

    internal override string LossInWords => "Minus the evidence lower bound, in nats,";

    /// <summary>What training makes small.</summary>
    internal virtual VariationalObjective CreateObjective() =>
        new EvidenceObjective { Beta = Beta, WarmUpEpochs = WarmUpEpochs, FreeBits = FreeBits };

    /// <summary>The network for samples of a shape, not built.</summary>
    internal abstract VariationalNetwork CreateNetwork(Shape sample);

    internal override FittedVariationalAutoencoder Restore(Shape sample, IReadOnlyDictionary<string, Tensor> weights) =>
        Likelihood != Likelihood.Auto
        ? new(this, sample, NetworkWeights.Build(this, CreateNetwork, sample, weights), new History())
        : throw new BadArgumentException($"{Kind}: the likelihood is auto; a model that has learned has a certain one.");

    /// <summary><c>784-400-(20,20)-400-784</c>.</summary>
    private protected abstract string DescribeNetwork(Shape sample);
}
