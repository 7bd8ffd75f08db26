using LatentSharp.Testing;

namespace LatentSharp.Tests;

/// <summary>Penalties and constraints against arithmetic by hand, alone and in training.</summary>
public class RegularizerTests
{
    private static readonly Tensor W = Tensor.From(new float[,] { { 3, -1 }, { 4, 2 } }).Keep();

    [Fact]
    public void Penalties_are_those_of_their_formulas()
    {
        Regularizers.L1(0.1).Compute(W).Item().ShouldBe(1, 1e-6f);
        Regularizers.L2(0.1).Compute(W).Item().ShouldBe(3, 1e-6f);
        Regularizers.L1L2(0.1, 0.01).Compute(W).Item().ShouldBe(1.3f, 1e-6f);
        // Rows (3, -1)/√10 and (4, 2)/√20: cosine 10/√200. Columns (3, 4)/5 and (-1, 2)/√5: 5/(5·√5).
        Regularizers.Orthogonal(0.5).Compute(W).Item().ShouldBe((float)(0.5 * 10 / Math.Sqrt(200)), 1e-6f);
        Regularizers.Orthogonal(0.5, columns: true).Compute(W).Item().ShouldBe((float)(0.5 / Math.Sqrt(5)), 1e-6f);
        Regularizers.Orthogonal().Compute(Tensor.From(new float[,] { { 1, 0, 0 }, { 0, 2, 0 }, { 0, 0, 3 } })).Item().ShouldBe(0);
        Should.Throw<BadArgumentException>(() => Regularizers.Orthogonal().Compute(Tensor.Ones(3))).Message.ShouldContain("(3)");
        Should.Throw<BadArgumentException>(() => Regularizers.L2(-1)).Message.ShouldContain("-1");
    }

    [Fact]
    public void Their_gradients_flow()
    {
        using var tape = new GradientTape();
        var w = tape.Watch(W);
        tape.Gradient(Regularizers.L1L2(0.5, 0.25).Compute(w), w).ToArray().ShouldBe([0.5f + 1.5f, -0.5f - 0.5f, 0.5f + 2, 0.5f + 1]);
    }

    [Fact]
    public void Constraints_hold()
    {
        // Columns have lengths 5 and √5.
        Apply(Constraints.MaxNorm(2.5)).ShouldBe([1.5f, -1, 2, 2], 1e-5);
        Apply(Constraints.UnitNorm()).ShouldBe([0.6f, (float)(-1 / Math.Sqrt(5)), 0.8f, (float)(2 / Math.Sqrt(5))], 1e-5);
        Apply(Constraints.UnitNorm(axis: -1)).ShouldBe(
            [(float)(3 / Math.Sqrt(10)), (float)(-1 / Math.Sqrt(10)), (float)(4 / Math.Sqrt(20)), (float)(2 / Math.Sqrt(20))], 1e-5);
        Apply(Constraints.MinMaxNorm(1, 3, rate: 0.5)).ShouldBe([2.4f, -1, 3.2f, 2], 1e-5);
        Apply(Constraints.MinMaxNorm(10, 20)).ShouldBe([6, (float)(-10 / Math.Sqrt(5)), 8, (float)(20 / Math.Sqrt(5))], 1e-4);
        Apply(Constraints.NonNegative).ShouldBe([3, 0, 4, 2]);
        Should.Throw<BadArgumentException>(() => Apply(Constraints.UnitNorm(axis: 2))).Message.ShouldContain("axis 2");
        Should.Throw<BadArgumentException>(() => Constraints.MinMaxNorm(2, 1)).Message.ShouldContain("least length is 2");

        static float[] Apply(Constraint constraint)
        {
            var values = W.ToArray();
            constraint.Apply(values, W.Shape);
            return values;
        }
    }

    [Fact]
    public void Training_adds_penalties_to_the_loss_and_to_the_gradient()
    {
        // x = 0: the loss is that of the bias alone, 0; the kernel feels only its penalty.
        var model = new Sequential(new Dense(2)
        {
            KernelInitializer = Initializers.Ones, KernelRegularizer = Regularizers.L2(0.5), ActivityRegularizer = Regularizers.L1(0.1),
            BiasInitializer = Initializers.Ones, BiasRegularizer = Regularizers.L1(0.25),
        });
        model.Compile(new Sgd(0.1), Losses.MeanSquaredError);
        var history = model.Fit(Tensor.Zeros([4, 3]), Tensor.Ones([4, 2]), batchSize: 4);
        // 0.5 · 6 ones, 0.25 · 2, and 0.1 · 8 activities of 1.
        history["loss"][0].ShouldBe(3 + 0.5 + 0.8, 1e-6);
        model.GetWeights()["dense/kernel"].ToArray().ShouldAllBe(value => Math.Abs(value - 0.9f) < 1e-6);
        // The bias: 1 - 0.1 · (0.25 + 0.1 · 4).
        model.GetWeights()["dense/bias"].ToArray().ShouldAllBe(value => Math.Abs(value - 0.935f) < 1e-6);
        var bias = 0.935;
        model.Evaluate(Tensor.Zeros([4, 3]), Tensor.Full([4, 2], 0.935f)).Loss.ShouldBe(
            (0.5 * 6 * 0.81) + (0.25 * 2 * bias) + (0.1 * 8 * bias), 1e-5);
    }

    [Fact]
    public void Training_keeps_the_constraints()
    {
        var x = new TestNumbers(1).Tensor([40, 3]);
        var model = new Sequential(new Dense(4) { KernelConstraint = Constraints.UnitNorm(), BiasConstraint = Constraints.NonNegative });
        model.Compile(new Sgd(0.5), Losses.MeanSquaredError);
        model.Fit(x, Tensor.Full([40, 4], -1), epochs: 3);
        var kernel = model.GetWeights()["dense/kernel"];
        for (var column = 0; column < 4; column++)
            Math.Sqrt(Enumerable.Range(0, 3).Sum(row => kernel[row, column] * (double)kernel[row, column])).ShouldBe(1, 1e-5);
        model.GetWeights()["dense/bias"].ToArray().ShouldAllBe(value => value >= 0);
    }
}
