using LatentSharp.Testing;

namespace LatentSharp.Tests;

public class GradientPenaltyTests
{
    private static readonly ReferenceFile Reference = ReferenceFile.Open("generative.json")["penalty"];

    [Theory]
    [InlineData("tanh")]
    [InlineData("leaky_relu")]
    public void The_penalty_and_its_gradients_are_PyTorchs(string name)
    {
        var critic = Critic(name);
        using var tape = new GradientTape();
        var penalty = GradientPenalty.At(tape, critic, Reference["x"].Tensor, CallContext.Inference);
        penalty.ShouldBeNear([Reference[name]["value"].Number], 2e-6);
        var gradients = tape.Gradient(penalty, [.. critic.TrainableParameters()]);
        gradients[0].ShouldBeNear(Reference[name]["gradients"]["w1"].Numbers, 5e-6, "w1");
        gradients[1].ShouldBeNear(Reference[name]["gradients"]["b1"].Numbers, 5e-6, "b1");
        gradients[2].ShouldBeNear(Reference[name]["gradients"]["w2"].Numbers, 5e-6, "w2");
    }

    [Theory]
    [InlineData("tanh")]
    [InlineData("leaky_relu")]
    public void Its_gradients_are_those_of_differences(string name)
    {
        const float step = 2e-3f;
        var critic = Critic(name);
        var kernel = critic.TrainableParameters().First();
        float[] gradient;
        using (var tape = new GradientTape())
        {
            var penalty = GradientPenalty.At(tape, critic, Reference["x"].Tensor, CallContext.Inference);
            gradient = tape.Gradient(penalty, [kernel])[0].ToArray();
        }
        for (var i = 0; i < gradient.Length; i += 5)
            ((double)gradient[i]).ShouldBe((At(i, step) - At(i, -step)) / (2 * step), 2e-3, $"[{i}]");

        double At(int index, float change)
        {
            var values = kernel.Snapshot().ToArray();
            var kept = values[index];
            values[index] += change;
            kernel.Assign(Tensor.From(values, kernel.Shape));
            using var tape = new GradientTape();
            var penalty = (double)GradientPenalty.At(tape, critic, Reference["x"].Tensor, CallContext.Inference).Item();
            values[index] = kept;
            kernel.Assign(Tensor.From(values, kernel.Shape));
            return penalty;
        }
    }

    [Fact]
    public void A_critic_of_slope_one_costs_nothing()
    {
        var critic = new Sequential(new Dense(1) { UseBias = false });
        critic.Build(2);
        critic.SetWeights(new Dictionary<string, Tensor> { ["dense/kernel"] = Tensor.From([0.6f, 0.8f], [2, 1]) });
        using var tape = new GradientTape();
        GradientPenalty.At(tape, critic, new TestNumbers(2).Tensor([5, 2]), CallContext.Inference).Item().ShouldBe(0, 1e-12f);
        // Twice as steep: (2 - 1)².
        critic.SetWeights(new Dictionary<string, Tensor> { ["dense/kernel"] = Tensor.From([1.2f, 1.6f], [2, 1]) });
        GradientPenalty.At(tape, critic, new TestNumbers(2).Tensor([5, 2]), CallContext.Inference).Item().ShouldBe(1, 1e-6f);
    }

    [Fact]
    public void Points_lie_between_real_and_generated_one_share_for_each_sample()
    {
        var points = GradientPenalty.Between(Tensor.Ones([50, 2, 3]), Tensor.Full([50, 2, 3], -1), new RandomStream(4)).ToArray();
        points.ShouldAllBe(value => value >= -1 && value <= 1);
        for (var row = 0; row < 50; row++) points.AsSpan(row * 6, 6).ToArray().Distinct().Count().ShouldBe(1);
        points.Distinct().Count().ShouldBe(50);
    }

    private static Sequential Critic(string activation)
    {
        var critic = new Sequential(new Dense(8, activation == "tanh" ? Activations.Tanh : Activations.LeakyRelu(0.2f)), new Dense(1));
        critic.Build(6);
        critic.SetWeights(new Dictionary<string, Tensor>
        {
            ["dense/kernel"] = Reference["w1"].Tensor, ["dense/bias"] = Reference["b1"].Tensor,
            ["dense_1/kernel"] = Reference["w2"].Tensor, ["dense_1/bias"] = Reference["b2"].Tensor,
        });
        return critic;
    }
}
