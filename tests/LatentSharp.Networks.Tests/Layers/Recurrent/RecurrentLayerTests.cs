using LatentSharp.Testing;

namespace LatentSharp.Tests;

/// <summary>What recurrent layers promise beside their arithmetic.</summary>
public class RecurrentLayerTests
{
    private static readonly Tensor X = new TestNumbers(2).Tensor([3, 8, 4]).Keep();

    public static TheoryData<string> Names => ["simple", "lstm", "gru", "gru before", "cells"];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_stateful_layer_on_pieces_is_one_on_the_whole_sequence(string name)
    {
        var whole = Create(name, stateful: false);
        var pieces = Create(name, stateful: true);
        var expected = whole.Call(X);
        pieces.Call(Part(0, 3));
        pieces.SetWeights(whole.GetWeights());
        pieces.ResetState();
        Ops.Concatenate([pieces.Call(Part(0, 3)), pieces.Call(Part(3, 1)), pieces.Call(Part(4, 4))], 1).ToArray()
            .ShouldBe(expected.ToArray());
        pieces.ResetState();
        pieces.Call(Part(0, 3)).ToArray().ShouldBe(Ops.Slice(expected, 1, 0, 3).ToArray());
        Should.Throw<BadArgumentException>(() => pieces.Call(X.Rows(0, 2))).Message.ShouldContain("a batch of 2 samples follows one of 3");

        static Tensor Part(int start, int length) => Ops.Slice(X, 1, start, length);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void States_of_one_half_start_the_other(string name)
    {
        var layer = Create(name, stateful: false, returnState: true);
        var whole = layer.CallAll([X]);
        var half = layer.CallAll([Ops.Slice(X, 1, 0, 5)]);
        var rest = layer.CallAll([Ops.Slice(X, 1, 5, 3), .. half[1..]]);
        Ops.Concatenate([half[0], rest[0]], 1).ToArray().ShouldBe(whole[0].ToArray());
        for (var i = 1; i < whole.Length; i++) rest[i].ToArray().ShouldBe(whole[i].ToArray());
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Going_backwards_is_going_forwards_over_the_reversed_sequence(string name)
    {
        var forwards = Create(name, stateful: false);
        var backwards = forwards.CopyUnbuilt(backwards: true, zeroes: false);
        forwards.Call(X);
        backwards.Call(X);
        backwards.SetWeights(forwards.GetWeights());
        backwards.Call(X).ToArray().ShouldBe(forwards.Call(Ops.Flip(X, 1)).ToArray());
    }

    [Theory]
    [InlineData(0.0)]
    [InlineData(0.4)]
    public void One_kernel_and_single_steps_agree_on_values_and_gradients(double dropout)
    {
        foreach (var kind in new[] { "simple", "lstm", "gru", "gru before" })
        {
            var mask = Tensor.From([.. Enumerable.Range(0, 24).Select(i => i % 5 == 3 || i > 20 ? 0f : 1f)], [3, 8]);
            var (fused, single) = (Gradients(Make(kind, true)), Gradients(Make(kind, false)));
            for (var i = 0; i < fused.Length; i++) fused[i].ShouldBeNear([.. single[i].ToArray()], 1e-5, $"{kind} {i}");

            Tensor[] Gradients(RecurrentLayer layer)
            {
                layer.Call(X);
                var context = new CallContext(true, new RandomStream(8));
                using var tape = new GradientTape();
                var x = tape.Watch(X);
                var y = layer.Call(x.WithMask(mask), context);
                var gradients = tape.Gradient(Ops.Sum(y * y), [x, .. layer.TrainableParameters().Select(parameter => parameter.Value)]);
                return [.. gradients.Prepend(y).Select(tensor => tensor.Keep())];
            }

            RecurrentLayer Make(string name, bool fusing) => name switch
            {
                "simple" =>
                    new SimpleRNN(9)
                    {
                        ReturnSequences = true, Dropout = dropout, Fused = fusing, BiasInitializer = Initializers.UniformFanIn,
                    },
                "lstm" => new LSTM(9) { Dropout = dropout, Fused = fusing },
                _ =>
                    new GRU(9)
                    {
                        ReturnSequences = true,
                        Dropout = dropout,
                        Fused = fusing,
                        ResetAfter = name == "gru",
                        BiasInitializer = Initializers.UniformFanIn,
                    },
            };
        }
    }

    [Fact]
    public void Dropped_inputs_and_states_are_the_same_at_all_steps()
    {
        var layer = new SimpleRNN(6, Activations.Linear)
        {
            Dropout = 0.5, ReturnSequences = true, UseBias = false, RecurrentInitializer = Initializers.Zeros,
            KernelInitializer = Initializers.Identity(),
        };
        var y = layer.Call(Tensor.Ones([4, 5, 6]), new CallContext(true, new RandomStream(3)));
        for (var n = 0; n < 4; n++)
        {
            for (var t = 0; t < 5; t++)
            {
                for (var i = 0; i < 6; i++) y[n, t, i].ShouldBe(y[n, 0, i]);
            }
        }
        y.ToArray().Distinct().Order().ShouldBe([0, 2]);
        layer.Call(Tensor.Ones([4, 5, 6])).ToArray().ShouldAllBe(value => value == 1);
    }

    [Fact]
    public void Weights_start_as_in_Keras()
    {
        var layer = new LSTM(8);
        layer.Call(X);
        var weights = layer.GetWeights();
        weights.Keys.ShouldBe(["lstm/lstm_cell/kernel", "lstm/lstm_cell/recurrent_kernel", "lstm/lstm_cell/bias"]);
        weights["lstm/lstm_cell/bias"].ToArray().ShouldBe([.. new float[8], .. Enumerable.Repeat(1f, 8), .. new float[16]]);
        var limit = Math.Sqrt(6.0 / (4 + 32));
        weights["lstm/lstm_cell/kernel"].ToArray().ShouldAllBe(value => Math.Abs(value) <= limit);
        ((double)weights["lstm/lstm_cell/kernel"].ToArray().Max()).ShouldBeGreaterThan(0.9 * limit);
        var recurrent = weights["lstm/lstm_cell/recurrent_kernel"];
        var square = Ops.MatMul(recurrent, recurrent, transposeB: true);
        for (var i = 0; i < 64; i++) square.AsSpan()[i].ShouldBe(i % 9 == 0 ? 1 : 0, 1e-5f);
        var gru = new GRU(8);
        gru.Call(X);
        gru.GetWeights()["gru/gru_cell/bias"].Shape.ShouldBe([2, 24]);
    }

    [Fact]
    public void Sequences_of_any_length_fit_one_layer()
    {
        var layer = new GRU(5);
        layer.Call(X);
        layer.Call(Ops.Slice(X, 1, 0, 2)).Shape.ShouldBe([3, 5]);
        var (long_, short_) = (Symbol.Input([8, 4]), Symbol.Input([3, 4]));
        var shared = new GRU(5);
        new Model([long_, short_], new Add().Call(shared.Call(long_), shared.Call(short_))).Call(X, Ops.Slice(X, 1, 0, 3)).Shape
            .ShouldBe([3, 5]);
    }

    [Fact]
    public void What_does_not_fit_is_refused_in_words()
    {
        Should.Throw<BadArgumentException>(() => new LSTM(0)).Message.ShouldBe("LSTM: units is 0; it must be 1 or more.");
        Should.Throw<BadArgumentException>(() => new LSTM(4).Call(Tensor.Zeros([2, 3]))).Message.ShouldBe(
            "LSTM: input (?, 3) is no batch of sequences; it takes (N, steps, features).");
        Should.Throw<BadArgumentException>(() => new LSTM(4).Call(X, Tensor.Zeros([3, 4]))).Message.ShouldContain(
            "it takes sequences, or sequences and 2 first states");
        Should.Throw<BadArgumentException>(() => new GRU(4).Call(X, Tensor.Zeros([3, 5]))).Message.ShouldBe(
            "GRU: a state (3, 5) does not fit; (3, 4) is needed.");
        Should.Throw<BadArgumentException>(() => new GRU(4).Call(Tensor.Zeros([2, 0, 3]))).Message.ShouldContain("with a step at least");
        Should.Throw<BadArgumentException>(() => new GRU(4) { Dropout = 1 });
        Should.Throw<BadArgumentException>(() => new Masking().Call(Tensor.Zeros([2, 3])));
        Should.Throw<BadArgumentException>(() => new TimeDistributed(new Dense(2)).Call(Tensor.Zeros([2, 3])));
        Should.Throw<BadArgumentException>(() => new Bidirectional(new GRU(4) { GoBackwards = true }));
        Should.Throw<BadArgumentException>(() =>
            new Bidirectional(new GRU(4), backwardLayer: new GRU(4) { GoBackwards = true, ReturnState = true }));
        Should.Throw<BadArgumentException>(
            () => new Bidirectional(new GRU(4), MergeMode.Sum, new GRU(5) { GoBackwards = true }).Call(X))
            .Message.ShouldContain("cannot be joined by Sum");
        Should.Throw<BadArgumentException>(() => new StackedRNNCells());
    }

    private static RecurrentLayer Create(string name, bool stateful, bool returnState = false) => name switch
    {
        "simple" => new SimpleRNN(5) { ReturnSequences = true, Stateful = stateful, ReturnState = returnState },
        "lstm" => new LSTM(5) { ReturnSequences = true, Stateful = stateful, ReturnState = returnState },
        "cells" =>
            new RNN(new StackedRNNCells(new GRUCell(4), new LSTMCell(3)))
            {
                ReturnSequences = true, Stateful = stateful, ReturnState = returnState,
            },
        _ => new GRU(5) { ReturnSequences = true, Stateful = stateful, ReturnState = returnState, ResetAfter = name == "gru" },
    };
}
