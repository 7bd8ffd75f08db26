using LatentSharp.Testing;

namespace LatentSharp.Tests;

/// <summary>Layers and models with several results.</summary>
public class SeveralResultsTests
{
    private static readonly Tensor X = new TestNumbers(1).Tensor([5, 6]).Keep();

    [Fact]
    public void All_results_of_a_layer_can_be_drawn_and_computed()
    {
        var x = Symbol.Input(6);
        var halves = new Halves().CallAll(x);
        var model = new Model(x, [halves[1], new Dense(2).Call(halves[0])]);
        model.OutputCount.ShouldBe(2);
        model.OutputShapes([[5, 6]]).ShouldBe([[5, 3], [5, 2]]);
        var results = model.CallAll([X]);
        results[0].ToArray().ShouldBe(Ops.Slice(X, 1, 3, 3).ToArray());
        results[1].Shape.ShouldBe([5, 2]);
        model.Summary().ShouldContain("halves[0]");
    }

    [Fact]
    public void A_model_of_several_results_is_a_layer_of_others()
    {
        var x = Symbol.Input(6);
        var inner = new Model(x, new Halves().CallAll(x));
        var y = Symbol.Input(6);
        var halves = inner.CallAll(y);
        var outer = new Model(y, new Subtract().Call(halves[0], halves[1]));
        outer.Call(X)[0, 0].ShouldBe(X[0, 0] - X[0, 3]);
    }

    [Fact]
    public void One_result_of_several_is_asked_for_by_CallAll()
    {
        Should.Throw<BadArgumentException>(() => new Halves().Call(X)).Message.ShouldBe("Halves: has 2 results; CallAll gives them all.");
        Should.Throw<BadArgumentException>(() => new Halves().Call(Symbol.Input(6)));
    }

    private sealed class Halves : MultiTensorLayer
    {
        public override int OutputCount => 2;

        public override Shape[] OutputShapes(ReadOnlySpan<Shape> inputs)
        {
            var half = inputs[0].With(^1, inputs[0][^1] / 2);
            return [half, half];
        }

        protected internal override void Forward(ReadOnlySpan<Tensor> inputs, Span<Tensor> results, in CallContext context)
        {
            var half = inputs[0].Shape[^1] / 2;
            results[0] = Ops.Slice(inputs[0], 1, 0, half);
            results[1] = Ops.Slice(inputs[0], 1, half, half);
        }
    }
}
