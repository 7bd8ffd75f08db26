using LatentSharp.Testing;

namespace LatentSharp.Tests;

/// <summary>The laws that hold for every layer.</summary>
public class LayerContractTests
{
    private const int Samples = 6;

    public static TheoryData<LayerCase> Cases => [.. LayerCase.All];

    [Theory]
    [MemberData(nameof(Cases))]
    public void The_declared_shape_is_the_real_one(LayerCase test)
    {
        var layer = test.Create();
        var y = layer.Call(Batch(test));
        layer.OutputShape(test.Sample.Prepend(Samples)).ShouldBe(y.Shape);
        layer.OutputShape(test.Sample.Prepend(Shape.Any)).ShouldBe(y.Shape.With(0, Shape.Any));
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Gradients_of_input_and_parameters_are_those_of_differences(LayerCase test)
    {
        var layer = test.Create();
        var x = Batch(test);
        layer.Call(x);
        var context = new CallContext(true, new RandomStream(5));
        using var tape = new GradientTape();
        var input = tape.Watch(x);
        var parameters = layer.TrainableParameters().ToList();
        var y = layer.Call(input, context);
        var weights = new TestNumbers(9).Tensor(y.Shape);
        var gradients = tape.Gradient(Ops.Sum(y * weights), [input, .. parameters.Select(parameter => parameter.Value)]);
        for (var p = test.Whole is null ? -1 : 0; p < parameters.Count; p++)
        {
            var gradient = gradients[p + 1];
            for (var i = 0; i < gradient.Count; i += Math.Max(1, gradient.Count / 12))
            {
                var difference = Difference(layer, x, p < 0 ? null : parameters[p], i, weights, context);
                ((double)gradient.AsSpan()[i]).ShouldBe(difference, 0.02, $"{(p < 0 ? "input" : parameters[p].Name)}[{i}]");
            }
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Weights_read_and_written_back_give_the_same_results(LayerCase test)
    {
        var x = Batch(test);
        var (first, second) = (test.Create(), test.Create());
        var expected = first.Call(x).ToArray();
        second.Build(x.Shape.With(0, Shape.Any), first.Path, new RandomStream(99));
        second.SetWeights(first.GetWeights().ToDictionary(pair => pair.Key, pair => pair.Value));
        second.Call(x).ToArray().ShouldBe(expected);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void The_same_seed_gives_the_same_bits(LayerCase test)
    {
        var x = Batch(test);
        var context = new CallContext(true, new RandomStream(3));
        test.Create().Call(x, context).ToArray().ShouldBe(test.Create().Call(x, context).ToArray());
    }

    /// <summary>What one sample gives does not depend on the others of its batch, to the bit: so batches are divided as it suits.</summary>
    [Theory]
    [MemberData(nameof(Cases))]
    public void A_sample_gives_the_same_bits_in_every_batch(LayerCase test)
    {
        var (layer, x) = (test.Create(), test.Batch(39));
        var expected = layer.Call(x).ToArray();
        var place = 0;
        foreach (var count in new[] { 1, 2, 13, 4, 19 })
        {
            var (start, rows) = (place, layer.Call(x.Rows(place, count)).ToArray());
            place += count;
            rows.ShouldBe(expected[(expected.Length / 39 * start)..(expected.Length / 39 * place)], $"samples {start} to {place}");
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void An_empty_batch_gives_an_empty_result(LayerCase test)
    {
        var layer = test.Create();
        layer.Call(Tensor.Zeros(test.Sample.Prepend(0))).Shape[0].ShouldBe(0);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Another_input_than_it_was_built_for_is_refused(LayerCase test)
    {
        var layer = test.Create();
        layer.Call(Batch(test));
        if (layer.AllParameters().Any() && !test.AnySize)
            Should.Throw<BadArgumentException>(() =>
                layer.Call(Tensor.Zeros(test.Sample.With(^1, test.Sample[^1] + 1).Prepend(2)))).Message.ShouldNotBeEmpty();
        else
            layer.Call(Tensor.Zeros(test.Sample.Prepend(2))).Shape[0].ShouldBe(2);
    }

    private static Tensor Batch(LayerCase test) => test.Batch(Samples);

    private static double Difference(Layer layer, Tensor x, Parameter? parameter, int index, Tensor weights, CallContext context)
    {
        const float step = 1e-2f;
        var values = (parameter?.Snapshot() ?? x).ToArray();
        var kept = values[index];
        var above = At(kept + step);
        var below = At(kept - step);
        At(kept);
        return (above - below) / (2 * step);

        double At(float value)
        {
            values[index] = value;
            var changed = Tensor.From(values, parameter?.Shape ?? x.Shape);
            parameter?.Assign(changed);
            using var pause = new GradientTape();
            var y = layer.Call(parameter is null ? changed : x, context);
            var sum = 0.0;
            for (var i = 0; i < y.Count; i++) sum += y.AsSpan()[i] * (double)weights.AsSpan()[i];
            return sum;
        }
    }
}
