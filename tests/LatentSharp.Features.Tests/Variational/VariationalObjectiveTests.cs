using LatentSharp.Testing;

namespace LatentSharp.Tests;

public class VariationalObjectiveTests
{
    private static readonly ReferenceFile Reference = ReferenceFile.Open("generative.json")["variational"];

    [Theory]
    [InlineData("elbo", 1, 0)]
    [InlineData("beta 4", 4, 0)]
    [InlineData("free bits", 1, 0.35)]
    public void Values_and_gradients_are_PyTorchs(string name, double beta, double free)
    {
        var expected = Reference["objectives"][name];
        using var tape = new GradientTape();
        var (mean, logVariance, output) = (
            tape.Watch(Reference["mean"].Tensor), tape.Watch(Reference["log_var"].Tensor), tape.Watch(Reference["output"].Tensor));
        var kl = Ops.Mean(Ops.GaussianKl(mean, logVariance), 0);
        kl.ShouldBeNear(Reference["kl_per_unit"].Numbers, 1e-6);
        var reconstruction = new BernoulliLikelihood().MeanNegativeLog(Reference["x"].Tensor, output);
        var loss = new EvidenceObjective { Beta = beta, FreeBits = free }.Compute(
            new VariationalParts(reconstruction, mean, logVariance, mean, kl, 0));
        loss.ShouldBeNear([expected["value"].Number], 1e-6);
        var gradients = tape.Gradient(loss, [mean, logVariance, output]);
        gradients[0].ShouldBeNear(expected["gradients"]["mean"].Numbers, 1e-6);
        gradients[1].ShouldBeNear(expected["gradients"]["log_var"].Numbers, 1e-6);
        gradients[2].ShouldBeNear(expected["gradients"]["output"].Numbers, 1e-6);
    }

    [Theory]
    [InlineData("bernoulli")]
    [InlineData("gaussian 0.3")]
    [InlineData("gaussian learned")]
    public void Likelihoods_and_their_gradients_are_PyTorchs(string name)
    {
        var expected = Reference["likelihoods"][name];
        using var tape = new GradientTape();
        var output = tape.Watch(Reference["output"].Tensor);
        var logVariance = tape.Watch(name == "gaussian learned" ? (float)Reference["log_variance"].Number : (float)Math.Log(0.3));
        LikelihoodModel likelihood = name == "bernoulli" ? new BernoulliLikelihood() : new GaussianLikelihood(() => logVariance);
        var x = Reference["x"].Tensor;
        likelihood.NegativeLog(x, output).ShouldBeNear(expected["per_sample"].Numbers, 1e-6);
        var mean = likelihood.MeanNegativeLog(x, output);
        mean.ShouldBeNear([expected["value"].Number], 1e-6);
        var gradients = tape.Gradient(mean, [output, logVariance]);
        gradients[0].ShouldBeNear(expected["gradients"]["output"].Numbers, 1e-6);
        if (name == "gaussian learned") gradients[1].ShouldBeNear(expected["gradients"]["log_variance"].Numbers, 1e-6);
    }

    [Fact]
    public void Logits_far_out_lose_nothing()
    {
        // -log(1 - sigmoid(z)) is z for large z; -log sigmoid(z) is exp(-z).
        var likelihood = new BernoulliLikelihood();
        likelihood.NegativeLog(Tensor.From([0f, 1], [2, 1]), Tensor.From([200f, -300], [2, 1])).ToArray().ShouldBe([200, 300]);
        likelihood.NegativeLog(Tensor.From([1f], [1, 1]), Tensor.From([30f], [1, 1])).Item().ShouldBe(9.3576e-14f, 1e-17f);
    }

    /// <summary>The mean over codes drawn from q of log q(z) - log p(z).</summary>
    [Fact]
    public void The_divergence_is_that_of_Monte_Carlo()
    {
        const int draws = 400_000;
        var (m, v) = (0.7, -0.9);
        var numbers = new TestNumbers(21);
        var sum = 0.0;
        for (var i = 0; i < draws; i++)
        {
            var normal = Math.Sqrt(-2 * Math.Log(1 - numbers.Uniform())) * Math.Cos(2 * Math.PI * numbers.Uniform());
            var z = m + (Math.Exp(v / 2) * normal);
            sum += ((z * z) - (normal * normal) - v) / 2;
        }
        // The deviation of one term is below 1, so that of the mean is below 0.0016.
        ((double)Ops.GaussianKl((float)m, (float)v).Item()).ShouldBe(sum / draws, 0.006);
    }

    [Fact]
    public void The_weight_grows_evenly_while_it_warms_up()
    {
        var objective = new EvidenceObjective { Beta = 4, WarmUpEpochs = 8 };
        objective.BetaAt(0).ShouldBe(0);
        objective.BetaAt(2).ShouldBe(1);
        objective.BetaAt(5.5).ShouldBe(2.75);
        objective.BetaAt(8).ShouldBe(4);
        objective.BetaAt(100).ShouldBe(4);
        new EvidenceObjective { Beta = 4 }.BetaAt(0).ShouldBe(4);
        // Half-way through epoch 3 of 8, β is 4 · 2.5 / 8 = 1.25, and the units together have 0.5 + 2 nats.
        var parts = new VariationalParts(10, default, default, default, Tensor.From(0.5f, 2f), 2.5);
        objective.Compute(parts).Item().ShouldBe(10 + (1.25f * 2.5f));
    }

    [Fact]
    public void Free_bits_count_each_unit_for_itself()
    {
        // Units below 1 nat cost 1 and have no gradient; those above cost what they are.
        using var tape = new GradientTape();
        var kl = tape.Watch(Tensor.From(0.2f, 3f, 0.9f));
        var loss = new EvidenceObjective { FreeBits = 1, Beta = 2 }.Compute(new VariationalParts(5, default, default, default, kl, 0));
        loss.Item().ShouldBe(5 + (2 * (1 + 3 + 1)));
        tape.Gradient(loss, kl).ToArray().ShouldBe([0, 2, 0]);
    }
}
