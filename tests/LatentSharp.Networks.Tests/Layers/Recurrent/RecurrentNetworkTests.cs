using LatentSharp.Testing;

namespace LatentSharp.Tests;

/// <summary>Recurrent layers as parts of networks.</summary>
public class RecurrentNetworkTests
{
    private static readonly Tensor X = new TestNumbers(2).Tensor([40, 6, 3]).Keep();

    [Theory]
    [InlineData(MergeMode.Concat)]
    [InlineData(MergeMode.Sum)]
    [InlineData(MergeMode.Mul)]
    [InlineData(MergeMode.Ave)]
    public void Both_directions_are_joined_step_by_step(MergeMode mode)
    {
        var layer = new Bidirectional(new GRU(4) { ReturnSequences = true }, mode);
        var y = layer.Call(X);
        var (ahead, back) = (layer.Layers[0].Call(X), Ops.Flip(layer.Layers[1].Call(X), 1));
        var expected = mode switch
        {
            MergeMode.Concat => Ops.Concatenate([ahead, back], 2),
            MergeMode.Sum => ahead + back,
            MergeMode.Mul => ahead * back,
            _ => (ahead + back) / 2,
        };
        y.ToArray().ShouldBe(expected.ToArray());
        layer.Layers[0].GetWeights().Keys.ShouldBe(
            [.. layer.Layers[1].GetWeights().Keys.Select(name => name.Replace("backward", "forward"))]);
        layer.Layers[0].GetWeights().First().Value.ToArray().ShouldNotBe(layer.Layers[1].GetWeights().First().Value.ToArray());
    }

    [Fact]
    public void Both_directions_can_stay_apart_with_their_states()
    {
        var layer = new Bidirectional(new LSTM(4) { ReturnState = true }, MergeMode.None);
        var results = layer.CallAll([X]);
        layer.OutputCount.ShouldBe(6);
        results.Select(result => result.Shape).ShouldBe(layer.OutputShapes([X.Shape]));
        results[0].ToArray().ShouldBe(results[2].ToArray());
        results[1].ToArray().ShouldBe(results[4].ToArray());
    }

    [Fact]
    public void An_encoder_starts_a_decoder()
    {
        var (source, target) = (Symbol.Input([6, 3]), Symbol.Input([4, 3]));
        var encoded = new LSTM(5) { ReturnState = true }.CallAll(source);
        var decoded = new LSTM(5) { ReturnSequences = true }.Call(target, encoded[1], encoded[2]);
        var model = new Model([source, target], new TimeDistributed(new Dense(2)).Call(decoded));
        var y = model.Call(X, Ops.Slice(X, 1, 0, 4));
        y.Shape.ShouldBe([40, 4, 2]);
        model.Call(X + 1, Ops.Slice(X, 1, 0, 4)).ToArray().ShouldNotBe(y.ToArray());
        model.TrainableParameters().Count().ShouldBe(8);
    }

    [Fact]
    public void The_adding_problem_is_learned()
    {
        // Two of ten numbers are marked, and their sum is asked for (Hochreiter and Schmidhuber 1997); its variance is 1/6.
        var numbers = new TestNumbers(5);
        var (x, y) = (new float[512 * 10 * 2], new float[512]);
        for (var n = 0; n < 512; n++)
        {
            for (var t = 0; t < 10; t++) x[((n * 10) + t) * 2] = (float)numbers.Uniform();
            foreach (var marked in new[] { numbers.Below(5), 5 + numbers.Below(5) })
            {
                x[(((n * 10) + marked) * 2) + 1] = 1;
                y[n] += x[((n * 10) + marked) * 2];
            }
        }
        var model = new Sequential(new LSTM(16), new Dense(1));
        model.Compile(new Adam(0.01), Losses.MeanSquaredError);
        model.Fit(Tensor.From(x, [512, 10, 2]), Tensor.From(y, [512, 1]), epochs: 40)["loss"][^1].ShouldBeLessThan(0.01);
    }

    [Theory]
    [InlineData("lstm")]
    [InlineData("gru")]
    [InlineData("simple")]
    public void The_steady_training_step_allocates_nothing(string name)
    {
        var x = new TestNumbers(3).Tensor([960, 6, 3]);
        var y = new TestNumbers(4).Tensor([960, 2]);
        RecurrentLayer Layer(bool whole) => name switch
        {
            "lstm" => new LSTM(8) { ReturnSequences = whole, Dropout = 0.1 },
            "gru" => new GRU(8) { ReturnSequences = whole },
            _ => new SimpleRNN(8) { ReturnSequences = whole },
        };
        var model = new Sequential(new Masking(), Layer(true), Layer(false), new Dense(2));
        model.Compile(new Adam(), Losses.MeanSquaredError);
        model.Fit(x, y, epochs: 2);
        SteadyAllocation.OfTwoEpochs(epochs => model.Fit(x, y, epochs)).ShouldBeLessThan(2048);
    }

    [Fact]
    public void A_cell_of_ones_own_runs_and_learns()
    {
        var layer = new RNN(new Summing()) { ReturnSequences = true };
        layer.Call(Tensor.From([1f, 2, 3, 4, 5, 6], [2, 3, 1])).ToArray().ShouldBe([1, 3, 6, 4, 9, 15]);
        var cell = new Summing();
        var results = cell.CallAll([Tensor.From([2f], [1, 1]), Tensor.From([5f], [1, 1])]);
        results.Select(result => result.Item()).ShouldBe([7, 7]);
        using var tape = new GradientTape();
        var x = tape.Watch(Tensor.From([1f, 2, 3], [1, 3, 1]));
        tape.Gradient(Ops.Sum(layer.Call(x)), x).ToArray().ShouldBe([3, 2, 1]);
        tape.Gradient(Ops.Sum(layer.Call(x)), layer.TrainableParameters().Single().Value).Item().ShouldBe(1 + 3 + 6);
    }

    /// <summary>By hand: the state is the sum of a weight of 1 times the inputs.</summary>
    private sealed class Summing : RecurrentCell
    {
        private Parameter weight = null!;

        public override IReadOnlyList<int> StateSizes => [1];

        protected internal override void BuildParameters(Shape input, Builder builder) =>
            weight = builder.Add("weight", [1, 1], Initializers.Ones);

        protected internal override Tensor Step(Tensor input, ReadOnlySpan<Tensor> states, Span<Tensor> next, in CallContext context) =>
            next[0] = states[0] + Ops.MatMul(input, weight.Value);
    }
}
