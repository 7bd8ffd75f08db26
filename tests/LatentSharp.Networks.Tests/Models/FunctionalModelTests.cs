using LatentSharp.Testing;

namespace LatentSharp.Tests;

public class FunctionalModelTests
{
    private static readonly Tensor X = new TestNumbers(1).Tensor([20, 6]).Keep();

    [Fact]
    public void A_drawn_chain_is_the_sequential_one_to_the_bit()
    {
        var x = Symbol.Input(6);
        var drawn = new Model(x, new Dense(6).Call(new Dense(4, Activations.Tanh).Call(x))) { Seed = 3 };
        var sequential = new Sequential(new Dense(4, Activations.Tanh), new Dense(6)) { Seed = 3 };
        foreach (var model in new Model[] { drawn, sequential })
        {
            model.Compile(new Adam(), Losses.MeanSquaredError);
            model.Fit(X, X, epochs: 3, batchSize: 8);
        }
        drawn.GetWeights().Keys.ShouldBe(sequential.GetWeights().Keys);
        drawn.Predict(X).ToArray().ShouldBe(sequential.Predict(X).ToArray());
    }

    [Fact]
    public void Models_that_share_layers_share_what_is_learned()
    {
        var x = Symbol.Input(6);
        var code = new Dense(2) { Name = "code" }.Call(x);
        var autoencoder = new Model(x, new Dense(6).Call(code));
        var encoder = new Model(x, code);
        autoencoder.Compile(new Adam(0.01), Losses.MeanSquaredError);
        autoencoder.Fit(X, X, epochs: 2);
        var kernel = autoencoder.GetWeights()["code/kernel"];
        encoder.Predict(X).ToArray().ShouldBe(Ops.Dense(X, kernel, autoencoder.GetWeights()["code/bias"]).ToArray());
        autoencoder.GetLayer("code").ParameterCount.ShouldBe(14);
    }

    [Fact]
    public void A_layer_called_twice_has_one_set_of_weights_and_both_gradients()
    {
        var (a, b) = (Symbol.Input(3, "a"), Symbol.Input(3, "b"));
        var shared = new Dense(2) { UseBias = false };
        var model = new Model([a, b], new Add().Call(shared.Call(a), shared.Call(b)));
        var (p, q) = (new TestNumbers(2).Tensor([4, 3]), new TestNumbers(3).Tensor([4, 3]));
        using var tape = new GradientTape();
        var y = model.Call([p, q]);
        model.ParameterCount.ShouldBe(6);
        var gradient = tape.Gradient(Ops.Sum(y), [.. model.TrainableParameters()])[0];
        for (var i = 0; i < 3; i++)
        {
            var expected = Enumerable.Range(0, 4).Sum(row => p[row, i] + q[row, i]);
            gradient[i, 0].ShouldBe(expected, 1e-5f);
        }
    }

    [Fact]
    public void Every_merge_joins_as_its_name_says()
    {
        var (p, q) = (Tensor.From(new float[,] { { 1, -2 }, { 3, 4 } }), Tensor.From(new float[,] { { 5, 6 }, { -7, 8 } }));
        new Add().Call([p, q]).ToArray().ShouldBe([6, 4, -4, 12]);
        new Subtract().Call([p, q]).ToArray().ShouldBe([-4, -8, 10, -4]);
        new Multiply().Call([p, q]).ToArray().ShouldBe([5, -12, -21, 32]);
        new Average().Call([p, q]).ToArray().ShouldBe([3, 2, -2, 6]);
        new Maximum().Call([p, q]).ToArray().ShouldBe([5, 6, 3, 8]);
        new Minimum().Call([p, q]).ToArray().ShouldBe([1, -2, -7, 4]);
        new Concatenate().Call([p, q]).ToArray().ShouldBe([1, -2, 5, 6, 3, 4, -7, 8]);
        new Concatenate().OutputShapes([[Shape.Any, 2], [Shape.Any, 5]]).ShouldBe([new Shape(Shape.Any, 7)]);
    }

    [Fact]
    public void The_summary_tells_what_each_layer_follows()
    {
        var x = Symbol.Input(6, "table");
        var left = new Dense(3) { Name = "left" }.Call(x);
        var model = new Model(x, new Concatenate().Call(left, new Dense(2) { Name = "right" }.Call(x)));
        model.Build(6);
        var summary = model.Summary();
        summary.ShouldContain("Connected to");
        summary.ShouldMatch(@"left \(Dense\)\s+\(\?, 3\)\s+21\s+table");
        summary.ShouldMatch(@"concatenate \(Concatenate\)\s+\(\?, 5\)\s+0\s+left, right");
        summary.ShouldContain("Total params: 35 ");
    }

    [Fact]
    public void A_model_of_ones_own_class_is_trained_and_named_by_structure()
    {
        var model = new TwoStep { Seed = 1 };
        model.Compile(new Adam(0.01), Losses.MeanSquaredError);
        var losses = model.Fit(X, X, epochs: 30)["loss"];
        losses[29].ShouldBeLessThan(losses[0]);
        model.GetWeights().Keys.ShouldBe(["dense/kernel", "dense/bias", "dense_1/kernel", "dense_1/bias"]);
        model.Predict(X).Shape.ShouldBe(X.Shape);
    }

    [Fact]
    public void A_model_of_ones_own_class_may_have_several_inputs_and_results()
    {
        var model = new SumAndDifference();
        var (a, b) = (Tensor.From(new float[,] { { 5, 2 } }), Tensor.From(new float[,] { { 3, 4 } }));
        model.OutputShapes([a.Shape, b.Shape]).ShouldBe([[1, 2], [1, 2]]);
        var results = model.CallAll([a, b]);
        results[0].ToArray().ShouldBe([8, 6]);
        results[1].ToArray().ShouldBe([2, -2]);
        model.PredictAll([a, b])[1].ToArray().ShouldBe([2, -2]);
    }

    [Fact]
    public void A_model_of_ones_own_class_without_a_computation_is_refused() =>
        Message(() => new Nothing().Call(X)).ShouldContain("Nothing: is a Model of its own class and must override");

    [Fact]
    public void Mistakes_are_told_where_they_are_made()
    {
        var (a, b) = (Symbol.Input(3, "a"), Symbol.Input(4, "b"));
        Message(() => new Model(a, new Concatenate().Call(a, b))).ShouldContain("the input b");
        Message(() => new Add().Call(a, b)).ShouldContain("3 and 4");
        Message(() => new Dense(2).Call(a, b)).ShouldContain("takes one");
        Message(() => new Model(a, new Dense(2).Call(a)).Predict(X)).ShouldContain("(20, 6)");
        Message(() => new Model([a, a], a)).ShouldContain("twice");
        Message(() => new Model(a, new Dense(2).Call(a)).GetLayer("x")).ShouldContain("'x'");
    }

    private static string Message(Action action) => Should.Throw<BadArgumentException>(action).Message;

    private sealed class Nothing : Model;

    private sealed class SumAndDifference : Model
    {
        public override int OutputCount => 2;

        public override Shape[] OutputShapes(ReadOnlySpan<Shape> inputs) => [inputs[0], inputs[1]];

        protected internal override void Forward(ReadOnlySpan<Tensor> inputs, Span<Tensor> results, in CallContext context) =>
            (results[0], results[1]) = (inputs[0] + inputs[1], inputs[0] - inputs[1]);
    }

    private sealed class TwoStep : Model
    {
        private readonly Dense first = new(5, Activations.Tanh);
        private readonly Dense second = new(6);

        public override IReadOnlyList<Layer> Layers => [first, second];

        public override Shape OutputShape(Shape input) => second.OutputShape(first.OutputShape(input));

        protected internal override Tensor Forward(Tensor input, in CallContext context) =>
            second.Call(first.Call(input, context), context);
    }
}
