namespace LatentSharp.Tests;

/// <summary>One thread trains a network at a time; predictions of a built one may share it.</summary>
public class NetworkUseTests
{
    private static readonly Tensor X = Tensor.Ones([4, 3]).Keep();
    private static readonly Tensor Y = Tensor.Ones([4, 1]).Keep();

    public static TheoryData<string, Action<Model>> Uses => new()
    {
        { "Fit", model => model.Fit(X, Y) },
        { "Fit", model => model.Fit([new Batch(X, Y)]) },
        { "TrainOnBatch", model => model.TrainOnBatch(X, Y) },
        { "TrainOnBatch", model => model.TrainOnBatch(new Batch(X, Y)) },
        { "TestOnBatch", model => model.TestOnBatch(X, Y) },
        { "Evaluate", model => model.Evaluate(X, Y) },
        { "Predict", model => model.Predict(X) },
        { "Predict", model => model.Predict([new Batch(X)]) },
    };

    [Theory]
    [MemberData(nameof(Uses))]
    public void What_another_thread_trains_is_refused_between_its_steps(string operation, Action<Model> use)
    {
        var model = Network();
        model.Fit(X, Y);
        Exception? refusal = null;
        // The callback runs between steps, when no tape of the model is open.
        var between = new LambdaCallback { EpochEnd = _ => refusal ??= Elsewhere(() => use(model)) };
        model.Fit(X, Y, epochs: 2, callbacks: [between]);
        refusal.ShouldBeOfType<InvalidOperationException>()
            .Message.ShouldStartWith($"{operation}: the network is in use by another thread");
        use(model);
        Elsewhere(() => use(model)).ShouldBeNull();
    }

    [Fact]
    public void A_layer_that_two_networks_share_counts_as_both()
    {
        var input = Symbol.Input(3);
        var code = new Dense(2) { Name = "code" }.Call(input);
        var (encoder, whole) = (new Model(input, code), new Model(input, new Dense(1).Call(code)));
        whole.Compile(new Sgd(), Losses.MeanSquaredError);
        encoder.Build();
        Exception? refusal = null;
        whole.Fit(X, Y, callbacks: [new LambdaCallback { EpochEnd = _ => refusal = Elsewhere(() => encoder.Predict(X)) }]);
        refusal.ShouldBeOfType<InvalidOperationException>().Message.ShouldContain("the layer code of the network");
        encoder.Predict(X).Shape.ShouldBe([4, 2]);
    }

    [Fact]
    public void A_callback_may_use_the_network_that_is_trained()
    {
        var model = Network();
        var seen = new List<float>();
        model.Fit(X, Y, epochs: 2, callbacks: [new LambdaCallback { EpochEnd = _ => seen.Add(model.Predict(X).AsSpan()[0]) }]);
        seen.Count.ShouldBe(2);
        seen[1].ShouldBe(model.Predict(X).AsSpan()[0]);
    }

    [Fact]
    public void A_prediction_keeps_training_out_and_other_predictions_in()
    {
        using var inside = new ManualResetEventSlim();
        using var leave = new ManualResetEventSlim();
        var waits = false;
        var model = new Sequential(new Input(3), new Lambda(x => Held(x), shape => shape), new Dense(1));
        model.Compile(new Sgd(), Losses.MeanSquaredError);
        model.Fit(X, Y);
        waits = true;
        var thread = new Thread(() => model.Predict(X));
        thread.Start();
        inside.Wait();
        waits = false;
        model.Predict(X).Shape.ShouldBe([4, 1]);
        Should.Throw<InvalidOperationException>(() => model.Fit(X, Y)).Message.ShouldContain("in use by a prediction");
        leave.Set();
        thread.Join();
        model.Fit(X, Y).Epochs.ShouldBe(1);

        Tensor Held(Tensor x)
        {
            if (!waits) return x;
            inside.Set();
            leave.Wait();
            return x;
        }
    }

    [Fact]
    public void A_failed_call_lets_the_network_go()
    {
        var model = Network();
        Should.Throw<BadArgumentException>(() => model.Fit(X, Tensor.Ones([4, 2])));
        Elsewhere(() => model.Fit(X, Y)).ShouldBeNull();
    }

    private static Sequential Network()
    {
        var model = new Sequential(new Dense(3, Activations.Relu), new Dense(1));
        model.Compile(new Sgd(), Losses.MeanSquaredError);
        return model;
    }

    /// <summary>What a call throws on a thread of its own.</summary>
    private static Exception? Elsewhere(Action action)
    {
        Exception? thrown = null;
        var thread = new Thread(() => thrown = Record.Exception(action));
        thread.Start();
        thread.Join();
        return thrown;
    }
}
