using LatentSharp.Testing;

namespace LatentSharp.Tests;

/// <summary>In the steady state a step allocates nothing on the managed heap.</summary>
public class AllocationTests
{
    private const int Values = 12;

    private static readonly Tensor Samples = new TestNumbers(2).Tensor([512, Values], 0, 1).Keep();

    public static TheoryData<AdversarialLoss, double> Games => new()
    {
        { AdversarialLoss.NonSaturating, 0 }, { AdversarialLoss.LeastSquares, 0 }, { AdversarialLoss.Hinge, 0 },
        { AdversarialLoss.Wasserstein, 10 },
    };

    [Theory]
    [MemberData(nameof(Games))]
    public void A_step_of_an_adversarial_network(AdversarialLoss objective, double penalty)
    {
        var options = new GanOptions { LatentSize = 4, Hidden = [8], Objective = objective, GradientPenalty = penalty };
        var network = options.CreateNetwork(Values);
        network.Build(Values);
        network.SetRange(SampleRange.Of(Samples));
        var average = options.CreateGenerator(Values);
        average.Build(4);
        network.Training = new AdversarialTraining(network, options, average);
        network.Compile(network.Training.Optimizer);
        Check(network);
    }

    [Theory]
    [InlineData(Likelihood.Bernoulli, 0.5)]
    [InlineData(Likelihood.GaussianLearned, 0)]
    public void A_step_of_a_variational_autoencoder(Likelihood likelihood, double free)
    {
        var options = new VariationalAutoencoderOptions { LatentSize = 3, Hidden = [8], Likelihood = likelihood, FreeBits = free };
        var network = options.CreateNetwork(Values);
        network.Build(Values);
        network.Training = new VariationalTraining(network, options.CreateObjective(), epochs: 3);
        network.Compile(new Adam());
        Check(network);
    }

    /// <summary>Two epochs more are 128 steps more; an epoch itself may allocate a little.</summary>
    private static void Check(Model network) =>
        SteadyAllocation.OfTwoEpochs(epochs => network.Fit(Samples, epochs: epochs, batchSize: 8)).ShouldBeLessThan(2048);
}
