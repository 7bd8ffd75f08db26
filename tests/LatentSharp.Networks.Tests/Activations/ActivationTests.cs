using LatentSharp.Testing;

namespace LatentSharp.Tests;

/// <summary>Every activation and its derivative against PyTorch in double precision.</summary>
public class ActivationTests
{
    private const double Epsilon = 1.1920929e-7;
    private static readonly ReferenceFile Reference = ReferenceFile.Open("activations.json");

    public static TheoryData<string> Names => [.. Reference["functions"].Names];

    [Theory]
    [MemberData(nameof(Names))]
    public void Values_and_gradients_are_those_of_the_reference(string name)
    {
        var expected = Reference["functions"][name];
        using var tape = new GradientTape();
        var x = tape.Watch(Reference["x"].Tensor);
        var y = Find(name).Apply(x);
        y.ShouldBeNear(expected["y"].Numbers, name is "softmax" or "log_softmax" ? 10 * Epsilon : 4e-6, name);
        Find(name).OutputShape(x.Shape).ShouldBe(y.Shape);
        var weights = Ops.Slice(Reference["weights"].Tensor, ^1, 0, y.Shape[^1]);
        tape.Gradient(Ops.Sum(y * weights), x).ShouldBeNear(
            expected["gradient"].Numbers, name is "softmax" or "log_softmax" ? 40 * Epsilon : 1e-5, name);
    }

    [Fact]
    public void The_reference_has_every_activation() =>
        Activations.All.Select(activation => activation.Name).Except(Reference["functions"].Names).ShouldBeEmpty();

    [Theory]
    [MemberData(nameof(Names))]
    public void A_dense_layer_applies_it_as_it_is_alone(string name)
    {
        var numbers = new TestNumbers(5);
        var (x, kernel, bias) = (numbers.Tensor([7, 4]), numbers.Tensor([4, 6]), numbers.Tensor(6));
        var activation = Find(name);
        using var tape = new GradientTape();
        var (fused, alone) = (tape.Watch(kernel), tape.Watch(kernel));
        var (y, z) = (activation.Of(new DenseOperation(x, fused, bias)), activation.Apply(Ops.Dense(x, alone, bias)));
        y.ShouldBeNear(Array.ConvertAll(z.ToArray(), value => (double)value), 1e-6);
        tape.Gradient(Ops.Sum(Ops.Square(y)), fused).ShouldBeNear(
            Array.ConvertAll(tape.Gradient(Ops.Sum(Ops.Square(z)), alone).ToArray(), value => (double)value), 1e-5);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void An_operation_that_no_activation_knows_has_it_inside_or_before_its_result(string name)
    {
        var x = new TestNumbers(6).Tensor([7, 4]);
        Find(name).Of(new Successor(x)).ToArray().ShouldBe(Find(name).Apply(x + 1).ToArray());
    }

    [Fact]
    public void Those_whose_derivative_follows_from_their_result_go_inside()
    {
        var operation = new Successor(Tensor.From(1f, 2f));
        Activations.Tanh.TryFuse(operation, out Tensor inside).ShouldBeTrue();
        inside.ToArray().ShouldBe(Ops.Tanh(Tensor.From(2f, 3f)).ToArray());
        Activations.Silu.TryFuse(operation, out Tensor _).ShouldBeFalse();
        Activations.Softmax.TryFuse(operation, out Tensor _).ShouldBeFalse();
    }

    /// <summary>Keras's defaults: a slope of 0.2, an alpha of 1, a b of 4, a threshold of 0.5.</summary>
    [Fact]
    public void An_activation_with_a_setting_stands_for_its_default_and_is_called_for_another()
    {
        var x = Tensor.From(new float[,] { { -2, 2 } });
        Of(Activations.LeakyRelu).ShouldBe([-0.4f, 2]);
        Of(Activations.LeakyRelu(0.1f)).ShouldBe([-0.2f, 2]);
        Of(Activations.Elu)[0].ShouldBe(MathF.Exp(-2) - 1, 1e-6f);
        Of(Activations.Celu(2))[0].ShouldBe(2 * (MathF.Exp(-1) - 1), 1e-6f);
        Of(Activations.Gelu)[1].ShouldBe(1.9544997f, 1e-6f);
        Of(Activations.Squareplus)[1].ShouldBe((2 + MathF.Sqrt(8)) / 2, 1e-6f);
        Of(Activations.HardShrink).ShouldBe([-2, 2]);
        Of(Activations.SoftShrink).ShouldBe([-1.5f, 1.5f]);

        float[] Of(ActivationFunction activation) =>
            new Dense(2, activation) { KernelInitializer = Initializers.Identity() }.Call(x).ToArray();
    }

    [Fact]
    public void Names_lead_back_to_the_activation()
    {
        foreach (var activation in Activations.All) Activations.Get(activation.Name).ShouldBe(activation);
        Should.Throw<BadArgumentException>(() => Activations.Get("cubic")).Message.ShouldContain("'cubic'");
    }

    [Fact]
    public void Not_a_number_is_passed_on_and_infinities_have_their_limits()
    {
        var special = Tensor.From(float.NaN, float.PositiveInfinity, float.NegativeInfinity);
        foreach (var activation in Activations.All.Where(activation => activation.OutputShape(3 * 2) == new Shape(6)))
        {
            var alone = Ops.Reshape(special, [3, 1]);
            if (activation.Name is not ("softmax" or "log_softmax" or "sparsemax"))
                activation.Apply(alone).AsSpan()[0].ShouldBe(float.NaN, activation.Name);
        }
        Limits("relu", float.PositiveInfinity, 0);
        Limits("relu6", 6, 0);
        Limits("elu", float.PositiveInfinity, -1);
        Limits("softplus", float.PositiveInfinity, 0);
        Limits("log_sigmoid", 0, float.NegativeInfinity);
        Limits("hard_sigmoid", 1, 0);
        Limits("sparse_plus", float.PositiveInfinity, 0);

        void Limits(string name, float above, float below)
        {
            var y = Activations.Get(name).Apply(special).ToArray();
            y[1].ShouldBe(above, name);
            y[2].ShouldBe(below, name);
        }
    }

    [Fact]
    public void A_softmax_does_not_overflow_and_its_rows_sum_to_one()
    {
        var y = Ops.Softmax(Tensor.From(new float[,] { { 1000, 1001, 1002 }, { -1e30f, 0, -5 }, { 3, float.NegativeInfinity, 3 } }));
        for (var row = 0; row < 3; row++) Ops.Sum(y.Rows(row, 1)).Item().ShouldBe(1, 1e-6f);
        y[2, 0].ShouldBe(0.5f);
        y[2, 1].ShouldBe(0);
        Ops.LogSoftmax(Tensor.From(new float[,] { { 0, 200 } }))[0, 0].ShouldBe(-200);
        Ops.Softmax(Tensor.Zeros([0, 3])).Shape.ShouldBe(new Shape(0, 3));
        Ops.Softmax(Tensor.Zeros([3, 0])).Shape.ShouldBe(new Shape(3, 0));
    }

    [Fact]
    public void Settings_that_cannot_work_are_refused()
    {
        Message(() => Activations.LeakyRelu(-1)).ShouldContain("negativeSlope is -1");
        Message(() => Activations.Elu(0)).ShouldContain("alpha is 0");
        Message(() => Activations.Squareplus(-1)).ShouldContain("b is -1");
        Message(() => Activations.ReluWith(maxValue: 1, threshold: 2)).ShouldContain("maxValue is 1");
        Message(() => Activations.Glu.OutputShape([2, 5])).ShouldContain("(2, 5)");
        Message(() => Ops.Softmax(1f)).ShouldContain("last axis");
    }

    private static ActivationFunction Find(string name) => name switch
    {
        "relu(slope 0.1, max 3, threshold 0.5)" => Activations.ReluWith(0.1f, 3, 0.5f),
        "threshold(0.3, -2)" => Activations.Threshold(0.3f, -2),
        "elu(0.7)" => Activations.Elu(0.7f),
        "celu(2.5)" => Activations.Celu(2.5f),
        _ => Activations.Get(name),
    };

    private static string Message(Action action) => Should.Throw<BadArgumentException>(action).Message;

    private readonly struct Successor(Tensor x) : IFusable<Tensor>
    {
        public Tensor With<TFunction>(TFunction function) where TFunction : struct, IUnary => Unary.Apply(x + 1, function);
    }
}
