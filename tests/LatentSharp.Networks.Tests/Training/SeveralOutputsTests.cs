using LatentSharp.Testing;

namespace LatentSharp.Tests;

/// <summary>
/// Training on several inputs and outputs, with weights and masks, against PyTorch (tests/references/several_outputs.py).
/// </summary>
public class SeveralOutputsTests
{
    private static readonly ReferenceFile Two = ReferenceFile.Open("several_outputs.json")["two_outputs"];
    private static readonly ReferenceFile Padded = ReferenceFile.Open("several_outputs.json")["padded"];

    private static Tensor[] Inputs => [Two["a"].Tensor, Two["b"].Tensor];

    private static Tensor[] Targets => [Two["value"].Tensor, Tensor.From(Array.ConvertAll(Two["kind"].Numbers, value => (int)value), 11)];

    private static Tensor[] Weights => [Two["value_weight"].Tensor, Two["kind_weight"].Tensor];

    [Fact]
    public void A_training_on_two_inputs_and_outputs_is_that_of_PyTorch()
    {
        var model = TwoOutputs();
        model.OutputNames.ShouldBe(["value", "kind"]);
        var history = model.Fit(Inputs, Targets, epochs: 3, batchSize: 4, shuffle: false, sampleWeight: Weights);
        CheckTraining(model, history);

        var evaluation = model.Evaluate(Inputs, Targets, batchSize: 4, sampleWeight: Weights);
        evaluation.Keys.ShouldBe(
            [
                "loss", "value_loss", "kind_loss", "value_mean_absolute_error", "kind_accuracy", "value_weighted_mean_absolute_error",
                "kind_weighted_accuracy"]);
        double[] expected = Two["evaluation"].Numbers;
        for (var i = 0; i < expected.Length; i++) evaluation.ElementAt(i).Value.ShouldBe(expected[i], 1e-5, evaluation.ElementAt(i).Key);
        model.Evaluate(
            [
                new Batch(
                    [.. Inputs.Select(x => x.Rows(0, 5))], [.. Targets.Select(y => y.Rows(0, 5))], [.. Weights.Select(w => w.Rows(0, 5))]),
                Rest()])["loss"]
            .ShouldBe(expected[0], 1e-5);
    }

    [Fact]
    public void Batches_of_a_sequence_and_single_steps_train_in_the_same_way()
    {
        var (fromSequence, byHand) = (TwoOutputs(), TwoOutputs());
        CheckTraining(fromSequence, fromSequence.Fit(Batches(), epochs: 3));
        EvaluationResult last = default;
        for (var epoch = 0; epoch < 3; epoch++)
        {
            byHand.ResetMetrics();
            foreach (var batch in Batches()) last = byHand.TrainOnBatch(batch, resetMetrics: false);
        }
        CheckWeights(byHand);
        last.Loss.ShouldBe(Two["history"].At(2).At(0).Number, 1e-5);
        last["kind_accuracy"].ShouldBe(Two["metrics"].At(2).At(1).Number, 1e-6);
        byHand.TestOnBatch(new Batch(Inputs, Targets, Weights)).Loss.ShouldBe(Two["evaluation"].At(0).Number, 1e-5);
    }

    [Fact]
    public void All_outputs_are_predicted()
    {
        var model = TwoOutputs();
        var whole = model.PredictAll(Inputs);
        whole.Select(y => y.Shape).ShouldBe([[11, 2], [11, 3]]);
        var direct = model.CallAll(Inputs);
        var (small, pieces, once) = (model.PredictAll(Inputs, batchSize: 4), model.PredictAll(Batches()), model.PredictOnBatch(Inputs));
        for (var i = 0; i < 2; i++)
        {
            foreach (var other in new[] { direct, small, pieces, once }) other[i].ToArray().ShouldBe(whole[i].ToArray());
        }
        model.PredictAll(Batches(), steps: 2)[1].Shape.ShouldBe([8, 3]);
        model.PredictAll([Inputs[0].Rows(0, 0), Inputs[1].Rows(0, 0)])[0].Shape.ShouldBe([0, 2]);
        Should.Throw<BadArgumentException>(() => model.Predict(Inputs)).Message.ShouldContain("PredictAll");
    }

    [Fact]
    public void Padding_and_weights_of_samples_count_as_in_PyTorch()
    {
        var model = new Sequential(new MaskOfZeros(), new Dense(1));
        model.Build([5, 3]);
        model.SetWeights(Named(["dense/kernel", "dense/bias"], Padded["start"]));
        model.Compile(new Sgd(0.1), Losses.MeanSquaredError, [Metrics.MeanAbsoluteError], [Metrics.MeanAbsoluteError]);
        var history = model.Fit(
            Padded["x"].Tensor, Padded["y"].Tensor, epochs: 2, batchSize: 3, shuffle: false, sampleWeight: Padded["weight"].Tensor);
        for (var epoch = 0; epoch < 2; epoch++)
        {
            history["loss"][epoch].ShouldBe(Padded["history"].At(epoch).At(0).Number, 1e-5);
            history["mean_absolute_error"][epoch].ShouldBe(Padded["metrics"].At(epoch).At(0).Number, 1e-5);
            history["weighted_mean_absolute_error"][epoch].ShouldBe(Padded["metrics"].At(epoch).At(1).Number, 1e-5);
        }
        model.GetWeights()["dense/kernel"].ShouldBeNear(Padded["end"].At(0).Numbers, 1e-5);
        model.GetWeights()["dense/bias"].ShouldBeNear(Padded["end"].At(1).Numbers, 1e-5);
    }

    [Fact]
    public void One_loss_serves_all_outputs_and_none_is_needed_at_each()
    {
        var x = Tensor.From(new float[,] { { 1 }, { 2 } });
        var input = Symbol.Input(1);
        var model = new Model(
            input,
            [new Dense(1) { Name = "one" }.Call(input), new Dense(1) { Name = "two", KernelInitializer = Initializers.Zeros }.Call(input)]);
        model.Compile(new Sgd(0.1), Losses.MeanSquaredError, Metrics.MeanAbsoluteError);
        var both = model.Evaluate([x], [model.PredictAll([x])[0], x]);
        both.Keys.ShouldBe(["loss", "one_loss", "two_loss", "one_mean_absolute_error", "two_mean_absolute_error"]);
        both.Loss.ShouldBe((1 + 4) / 2.0, 1e-6);
        both["one_loss"].ShouldBe(0, 1e-6);
        model.Compile(new Sgd(0.1), [null, Losses.MeanAbsoluteError], lossWeights: [1, 3]);
        var before = model.GetWeights()["one/kernel"].ToArray();
        var history = model.Fit([x], [default, x]);
        history.Names.ShouldBe(["loss"]);
        history["loss"][0].ShouldBe(3 * 1.5, 1e-6);
        model.GetWeights()["one/kernel"].ToArray().ShouldBe(before);
        // d |w·x - x| / dw, times 3: the mean of -x over 1 and 2.
        model.GetWeights()["two/kernel"].Item().ShouldBe(0.1f * 3 * 1.5f, 1e-6f);
    }

    [Fact]
    public void Steps_on_several_outputs_allocate_nothing()
    {
        var model = TwoOutputs();
        var watcher = new LambdaCallback { TrainBatchEnd = state => _ = state.Loss };
        // As many epochs of 11 steps and of 6 differ by 500 steps: what is allocated for the call and its epochs cancels out.
        SteadyAllocation.Difference(() => Fit(batchSize: 1), () => Fit(batchSize: 2)).ShouldBeLessThan(2048);

        void Fit(int batchSize) => model.Fit(Inputs, Targets, epochs: 100, batchSize, sampleWeight: Weights, callbacks: [watcher]);
    }

    [Fact]
    public void What_does_not_fit_the_outputs_is_refused()
    {
        var model = TwoOutputs();
        Message(() => model.Fit(Inputs, [Targets[0]])).ShouldContain("2 targets for value, kind; 1 were given");
        Message(() => model.Fit(Inputs, [Targets[0], Targets[1].Rows(0, 4)])).ShouldContain("targets (4)");
        Message(() => model.Fit([Inputs[0], Inputs[1].Rows(0, 4)], Targets)).ShouldContain("(11, 4) and (4, 2)");
        Message(
            () => model.Fit(Inputs, Targets, sampleWeight: [Weights[0], Weights[1], Weights[0]]))
            .ShouldContain("3 sample weights do not fit 2 targets");
        Message(() => model.Fit([], [])).ShouldContain("no inputs");
        Message(() => model.Compile(new Sgd(0.1), [Losses.Huber])).ShouldContain("1 losses do not fit 2 outputs (value, kind)");
        Message(() => model.Compile(new Sgd(0.1), [Losses.Huber, Losses.Huber], lossWeights: [1])).ShouldContain("loss weights");
        Message(() =>
            model.Compile(new Sgd(0.1), [Losses.Huber with { Reduction = LossReduction.None }, null])).ShouldContain("Reduction None");
        Message(
            () => model.Fit(Batches(), classWeight: new Dictionary<int, double> { [1] = 2 }))
            .ShouldContain("classWeight is for one output");
    }

    private static Model TwoOutputs()
    {
        var (a, b) = (Symbol.Input(4, "a"), Symbol.Input(2, "b"));
        var hidden = new Dense(5, Activations.Tanh)
        {
            Name = "hidden", KernelRegularizer = Regularizers.L2(0.01),
        }.Call(new Concatenate().Call(a, b));
        var model = new Model([a, b], [new Dense(2) { Name = "value" }.Call(hidden), new Dense(3) { Name = "kind" }.Call(hidden)]);
        model.BuildAll(4, 2);
        model.SetWeights(Named(["hidden/kernel", "hidden/bias", "value/kernel", "value/bias", "kind/kernel", "kind/bias"], Two["start"]));
        model.Compile(
            new Sgd(0.1), [Losses.MeanSquaredError, new SparseCategoricalCrossentropy { FromLogits = true }], [0.5, 2],
            [[Metrics.MeanAbsoluteError], [Metrics.Accuracy]], [[Metrics.MeanAbsoluteError], [Metrics.Accuracy]]);
        return model;
    }

    private static IEnumerable<Batch> Batches()
    {
        for (var start = 0; start < 11; start += 4)
        {
            var (from, count) = (start, Math.Min(4, 11 - start));
            yield return new Batch(
                [.. Inputs.Select(x => x.Rows(from, count))], [.. Targets.Select(y => y.Rows(from, count))],
                [.. Weights.Select(w => w.Rows(from, count))]);
        }
    }

    private static Batch Rest() =>
        new([.. Inputs.Select(x => x.Rows(5, 6))], [.. Targets.Select(y => y.Rows(5, 6))], [.. Weights.Select(w => w.Rows(5, 6))]);

    private static void CheckTraining(Model model, History history)
    {
        string[] losses = ["loss", "value_loss", "kind_loss"];
        string[] metrics = ["value_mean_absolute_error", "kind_accuracy", "kind_weighted_accuracy", "value_weighted_mean_absolute_error"];
        history.Names.Order(StringComparer.Ordinal).ShouldBe(losses.Concat(metrics).Order(StringComparer.Ordinal));
        for (var epoch = 0; epoch < 3; epoch++)
        {
            for (var i = 0; i < losses.Length; i++)
                history[losses[i]][epoch].ShouldBe(Two["history"].At(epoch).At(i).Number, 1e-5, losses[i]);
            for (var i = 0; i < metrics.Length; i++)
                history[metrics[i]][epoch].ShouldBe(Two["metrics"].At(epoch).At(i).Number, 1e-5, metrics[i]);
        }
        CheckWeights(model);
    }

    private static void CheckWeights(Model model)
    {
        string[] names = ["hidden/kernel", "hidden/bias", "value/kernel", "value/bias", "kind/kernel", "kind/bias"];
        for (var i = 0; i < names.Length; i++) model.GetWeights()[names[i]].ShouldBeNear(Two["end"].At(i).Numbers, 1e-5, names[i]);
    }

    private static Dictionary<string, Tensor> Named(string[] names, ReferenceFile values) =>
        Enumerable.Range(0, names.Length).ToDictionary(i => names[i], i => values.At(i).Tensor, StringComparer.Ordinal);

    private static string Message(Action action) => Should.Throw<BadArgumentException>(action).Message;

    /// <summary>Steps of nothing but zeros are padding.</summary>
    private sealed class MaskOfZeros : Layer
    {
        public override Shape OutputShape(Shape input) => input;

        protected internal override Tensor Forward(Tensor input, in CallContext context) => input;

        protected internal override Tensor OutputMask(ReadOnlySpan<Tensor> inputs) => Ops.Max(Ops.Greater(Ops.Abs(inputs[0]), 0f), ^1);
    }
}
