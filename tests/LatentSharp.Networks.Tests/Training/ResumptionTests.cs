using LatentSharp.Testing;

namespace LatentSharp.Tests;

/// <summary>A training that stopped and went on equals one that did not, bit for bit.</summary>
public class ResumptionTests
{
    private static readonly Tensor X = new TestNumbers(1).Tensor([50, 4]).Keep();

    public static TheoryData<string> Rules => [.. Optimizers.Keys];

    private static Dictionary<string, Func<Optimizer>> Optimizers { get; } = new(StringComparer.Ordinal)
    {
        ["sgd"] = () => new Sgd(new ExponentialDecay(0.1, 5, 0.9)) { Momentum = 0.9 },
        ["adam"] = () => new Adam(0.01) { UseEma = true, EmaOverwriteFrequency = 7, GlobalClipNorm = 1 },
        ["amsgrad"] = () => new Adam(0.01) { AmsGrad = true, WeightDecay = 0.1 },
        ["nadam"] = () => new Nadam(0.01),
        ["adagrad"] = () => new Adagrad(0.1),
        ["adadelta"] = () => new Adadelta(0.5),
        ["adamax"] = () => new Adamax(0.01) { GradientAccumulationSteps = 2 },
        ["adamw"] = () => new AdamW(0.01) { WeightDecay = 0.1, ExcludeFromWeightDecay = ["bias"] },
        ["rmsprop"] = () => new RmsProp(0.01) { Momentum = 0.9, Centered = true },
        ["lion"] = () => new Lion(0.001) { GradientAccumulationSteps = 4 },
        ["lamb"] = () => new Lamb(0.01) { WeightDecay = 0.1 },
        ["adafactor"] = () => new Adafactor(0.05) { GradientAccumulationSteps = 5, GlobalClipNorm = 1 },
        ["ftrl"] = () => new Ftrl(0.1) { L1 = 0.001, Beta = 0.1 },
    };

    [Theory]
    [MemberData(nameof(Rules))]
    public void Three_epochs_and_three_equal_six(string rule)
    {
        var whole = Model(rule);
        var unbroken = Fit(whole, 0, 6);
        var first = Model(rule);
        var history = Fit(first, 0, 3);
        var second = Model(rule);
        second.Build(4);
        second.SetWeights(first.GetWeights());
        second.RestoreTraining(first.SnapshotTraining());
        var rest = Fit(second, 3, 6);
        history["loss"].Concat(rest["loss"]).ShouldBe(unbroken["loss"]);
        rest.EpochsOf("loss").ShouldBe([4, 5, 6]);
        foreach (var (name, value) in whole.GetWeights()) second.GetWeights()[name].ToArray().ShouldBe(value.ToArray(), name);
    }

    [Fact]
    public void The_same_model_goes_on_as_if_it_had_not_stopped()
    {
        var (whole, parts) = (Model("adam"), Model("adam"));
        Fit(whole, 0, 4);
        Fit(parts, 0, 1);
        Fit(parts, 1, 2);
        Fit(parts, 2, 4);
        parts.GetWeights()["dense/kernel"].ToArray().ShouldBe(whole.GetWeights()["dense/kernel"].ToArray());
    }

    [Fact]
    public void Callbacks_go_on_where_they_were()
    {
        // The fourth epoch without improvement ends it, whether or not the training was interrupted.
        Snapshotting? saved = null;
        var scripted = new double[] { 5, 4, 6, 6, 6, 6, 6 };
        Scripted(Model("sgd"), scripted, 10, saved = new Snapshotting(after: 3)).ShouldBe(6);
        var second = Model("sgd");
        second.Build(4);
        second.SetWeights(saved.Weights!);
        Scripted(second, scripted, 10, new Resuming(saved.State!)).ShouldBe(6);
        second.GetWeights()["dense/kernel"].ToArray().ShouldBe(saved.Best);
    }

    [Fact]
    public void A_snapshot_of_another_training_is_refused()
    {
        var model = Model("adam");
        Fit(model, 0, 1);
        var snapshot = model.SnapshotTraining();
        snapshot.Numbers["position/steps"].ShouldBe(7);
        snapshot.Numbers["position/orders"].ShouldBe(1);
        snapshot.Numbers["optimizer/step"].ShouldBe(7);
        snapshot.Tensors["optimizer/moment_0"].Count.ShouldBe((4 * 8) + 8 + (8 * 4) + 4);
        Refused(Model("sgd"), snapshot).ShouldContain("'average' belongs to another optimizer; this one remembers moment_0.");
        Refused(Model("amsgrad"), snapshot).ShouldContain("no tensor 'moment_2'");
        Refused(Model("adam"), new TrainingSnapshot()).ShouldContain("no number 'steps'; it has none");
        snapshot.Add("optimizer/step", 0.5);
        Refused(model, snapshot).ShouldContain("'step' is 0.5");
        Should.Throw<BadArgumentException>(() => Fit(model, 1, 1)).Message.ShouldContain("initialEpoch");
    }

    private static string Refused(Model model, TrainingSnapshot snapshot)
    {
        model.Build(4);
        return Should.Throw<BadArgumentException>(() => model.RestoreTraining(snapshot)).Message;
    }

    private static int Scripted(Model model, double[] values, int epochs, Callback extra)
    {
        var script = new LambdaCallback { EpochEnd = state => state.History.Add("scripted", values[state.Epoch - 1]) };
        model.Fit(
            X, X, epochs, 8,
            callbacks: [
                script, extra,
                new EarlyStopping { Monitor = "scripted", Mode = MonitorMode.Min, Patience = 4, RestoreBestWeights = true }]);
        return (int)model.SnapshotTraining().Number("position/orders");
    }

    private static History Fit(Model model, int from, int to) => model.Fit(X, X, epochs: to, batchSize: 8, initialEpoch: from);

    private static Sequential Model(string rule)
    {
        var model = new Sequential(new Dense(8, Activations.Tanh), new Dropout(0.2), new Dense(4)) { Seed = 3 };
        model.Compile(Optimizers[rule](), Losses.MeanSquaredError);
        return model;
    }

    private sealed class Snapshotting(int after) : Callback
    {
        internal TrainingSnapshot? State { get; private set; }

        internal IReadOnlyDictionary<string, Tensor>? Weights { get; private set; }

        internal float[]? Best { get; private set; }

        public override void OnEpochEnd(TrainingState state)
        {
            if (state.Epoch == 2) Best = state.Model.GetWeights()["dense/kernel"].ToArray();
        }

        // At the begin of an epoch every callback has seen the end of the one before.
        public override void OnEpochBegin(TrainingState state)
        {
            if (state.Epoch == after) (State, Weights) = (state.Snapshot(), state.Model.GetWeights());
        }
    }

    private sealed class Resuming(TrainingSnapshot from) : Callback
    {
        public override void OnTrainBegin(TrainingState state) => state.Restore(from);
    }
}
