using LatentSharp.Testing;

namespace LatentSharp.Tests;

/// <summary>Every optimizer over 20 steps of given gradients, against its rule in double precision.</summary>
public class OptimizerTests
{
    private static readonly ReferenceFile Reference = ReferenceFile.Open("optimizers.json");

    public static TheoryData<string> Names => [.. Reference["cases"].Names];

    /// <summary>Those of the reference.</summary>
    internal static IEnumerable<Optimizer> All => Reference["cases"].Names.Select(Find);

    [Theory]
    [MemberData(nameof(Names))]
    public void Twenty_steps_follow_the_reference(string name)
    {
        var parameters = Parameters();
        var state = Find(name).Bind(parameters);
        for (var step = 0; step < 20; step++)
        {
            state.Apply(Gradients(step));
            for (var p = 0; p < parameters.Count; p++)
                parameters[p].Snapshot().ShouldBeNear(Reference["cases"][name]["course"].At(step).At(p).Numbers, 2e-6, $"step {step + 1}");
        }
        state.Step.ShouldBe(20 / (Find(name).GradientAccumulationSteps ?? 1));
        state.Finish();
        var last = Reference["cases"][name].Has("average")
            ? Reference["cases"][name]["average"]
            : Reference["cases"][name]["course"].At(19);
        for (var p = 0; p < parameters.Count; p++) parameters[p].Snapshot().ShouldBeNear(last.At(p).Numbers, 2e-6);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_step_allocates_nothing(string name)
    {
        var parameters = Parameters();
        var state = Find(name).Bind(parameters);
        var gradients = Gradients(0);
        for (var i = 0; i < 40; i++) state.Apply(gradients);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 40; i++) state.Apply(gradients);
        GC.GetAllocatedBytesForCurrentThread().ShouldBe(before);
    }

    [Fact]
    public void A_gradient_that_is_not_finite_is_not_hidden_by_clipping()
    {
        foreach (var optimizer in new Optimizer[] { new Sgd { ClipValue = 1 }, new Sgd { ClipNorm = 1 }, new Sgd { GlobalClipNorm = 1 } })
        {
            var parameter = new Parameter("w", Tensor.Ones(3));
            optimizer.Bind([parameter]).Apply([Tensor.From(float.NaN, 1, 1)]);
            parameter.Snapshot().AsSpan()[0].ShouldBe(float.NaN);
        }
    }

    [Fact]
    public void A_rate_can_be_overridden_for_the_steps_to_come()
    {
        var parameter = new Parameter("w", Tensor.Zeros(2));
        var state = new Sgd(1.0).Bind([parameter]);
        state.LearningRate.ShouldBe(1);
        state.Apply([Tensor.Ones(2)]);
        state.LearningRateOverride = 0.25;
        state.LearningRate.ShouldBe(0.25);
        state.Apply([Tensor.Ones(2)]);
        parameter.Snapshot().ToArray().ShouldAllBe(value => value == -1.25f);
    }

    [Fact]
    public void The_average_replaces_the_weights_at_the_end_of_fit()
    {
        var x = new TestNumbers(1).Tensor([20, 3]);
        float[] Train(bool average)
        {
            var model = new Sequential(new Dense(3));
            model.Compile(new Sgd(0.1) { UseEma = average, EmaMomentum = 1 }, Losses.MeanSquaredError);
            model.Fit(x, x, epochs: average ? 5 : 1, batchSize: 20, shuffle: false);
            return model.GetWeights()["dense/kernel"].ToArray();
        }
        // With a momentum of 1 the average stays what the first step made it.
        Train(true).ShouldBe(Train(false));
    }

    [Fact]
    public void Settings_that_contradict_each_other_are_refused()
    {
        Message(() => new Sgd { ClipNorm = 1, ClipValue = 1 }.Bind([])).ShouldContain("choose one");
        Message(() => new Sgd { EmaOverwriteFrequency = 3 }.Bind([])).ShouldContain("without UseEma");
        Message(() => new Sgd { ClipNorm = 0 }).ShouldContain("ClipNorm is 0");
        Message(() => new Adam { Beta1 = 1 }).ShouldContain("Beta1 is 1");
        Message(() => new AdamW { WeightDecay = -1 }).ShouldContain("WeightDecay is -1");
        Message(() => new Lion { EmaOverwriteFrequency = 0 }).ShouldContain("EmaOverwriteFrequency is 0");
        new AdamW().WeightDecay.ShouldBe(0.004);
        Message(() => new Sgd { GradientAccumulationSteps = 0 }).ShouldContain("GradientAccumulationSteps is 0");
        Message(() => new AdamW { ExcludeFromWeightDecay = [""] }).ShouldContain("ExcludeFromWeightDecay has an empty text");
        Message(() => new AdamW { ExcludeFromWeightDecay = ["biass"] }.Bind(Parameters())).ShouldBe(
            "Optimizer: ExcludeFromWeightDecay is biass, which no parameter's path contains; there are a, b.");
    }

    [Fact]
    public void A_rule_that_divides_by_the_rate_refuses_a_rate_of_0()
    {
        var x = new TestNumbers(1).Tensor([8, 3]);
        var model = new Sequential(new Dense(3));
        model.Compile(new Ftrl(new CosineDecay(0.1, 2)), Losses.MeanSquaredError);
        Message(() => model.Fit(x, x, epochs: 4)).ShouldBe("Ftrl: the learning rate, by which the rule divides, is 0; it must be above 0.");
    }

    [Fact]
    public void Weight_decay_leaves_alone_what_its_path_in_the_network_says()
    {
        var model = new Sequential(
            new Dense(2) { Name = "first", BiasInitializer = Initializers.Ones },
            new Dense(2) { Name = "last", BiasInitializer = Initializers.Ones });
        model.Build(2);
        // Without a gradient only the decay is left: half of each weight a step.
        model.Compile(new Sgd(0.5) { WeightDecay = 1, ExcludeFromWeightDecay = ["first/bias"] }, Losses.MeanSquaredError);
        var before = model.GetWeights()["last/kernel"].ToArray();
        model.Fit(Tensor.Zeros([4, 2]), Tensor.Zeros([4, 2]), sampleWeight: Tensor.Zeros(4));
        model.GetWeights()["first/bias"].ToArray().ShouldBe([1, 1]);
        model.GetWeights()["last/bias"].ToArray().ShouldBe([0.5f, 0.5f]);
        model.GetWeights()["last/kernel"].ToArray().ShouldBe(Array.ConvertAll(before, weight => weight / 2));
    }

    [Fact]
    public void Gathered_gradients_go_on_after_a_snapshot()
    {
        var optimizer = new Adam(0.1) { GradientAccumulationSteps = 4 };
        var whole = Parameters();
        var state = optimizer.Bind(whole);
        for (var step = 0; step < 12; step++) state.Apply(Gradients(step));
        var parts = Parameters();
        var first = optimizer.Bind(parts);
        for (var step = 0; step < 6; step++) first.Apply(Gradients(step));
        first.Gathered.ShouldBe(2);
        first.Step.ShouldBe(1);
        var second = optimizer.Bind(parts);
        second.Restore(first.Snapshot());
        second.Gathered.ShouldBe(2);
        for (var step = 6; step < 12; step++) second.Apply(Gradients(step));
        for (var p = 0; p < 2; p++) parts[p].Snapshot().ToArray().ShouldBe(whole[p].Snapshot().ToArray());
        Message(() =>
            (optimizer = new Adam(0.1) { GradientAccumulationSteps = 2 }).Bind(Parameters())
                .Restore(first.Snapshot())).ShouldContain("gathered 2 gradients");
        Message(() => new Adam(0.1).Bind(Parameters()).Restore(first.Snapshot())).ShouldContain("gathered");
    }

    [Fact]
    public void Batches_that_are_gathered_train_like_one_large_batch()
    {
        var x = new TestNumbers(1).Tensor([24, 3]);
        float[] Train(int batch, int? gather)
        {
            var model = new Sequential(new Dense(3));
            model.Compile(new Sgd(0.1) { GradientAccumulationSteps = gather }, Losses.MeanSquaredError);
            model.Fit(x, x, epochs: 3, batchSize: batch, shuffle: false);
            return model.GetWeights()["dense/kernel"].ToArray();
        }
        Train(4, 3).Zip(Train(12, null)).ShouldAllBe(pair => Math.Abs(pair.First - pair.Second) < 1e-6);
    }

    private static List<Parameter> Parameters() => [new("a", Reference["start"].At(0).Tensor), new("b", Reference["start"].At(1).Tensor)];

    private static Tensor[] Gradients(int step) =>
        [Reference["gradients"].At(step).At(0).Tensor, Reference["gradients"].At(step).At(1).Tensor];

    private static Optimizer Find(string name) => name switch
    {
        "sgd" => new Sgd(0.1),
        "sgd, decay" => new Sgd(0.05) { Momentum = 0.9, WeightDecay = 0.02 },
        "sgd, clipped by value" => new Sgd(0.1) { ClipValue = 0.7 },
        "sgd, clipped by norm" => new Sgd(0.1) { ClipNorm = 1.5 },
        "sgd, clipped by global norm" => new Sgd(0.1) { GlobalClipNorm = 2 },
        "sgd, average" => new Sgd(0.1) { UseEma = true, EmaMomentum = 0.8 },
        "sgd, average that overwrites" => new Sgd(0.1) { UseEma = true, EmaMomentum = 0.8, EmaOverwriteFrequency = 6 },
        "adam" => new Adam(0.1),
        "adam, amsgrad" => new Adam(0.1) { Beta2 = 0.9, AmsGrad = true },
        "adam, clipped, decay, average" => new Adam(0.1) { WeightDecay = 0.01, ClipNorm = 1, UseEma = true, EmaMomentum = 0.9 },
        "adam, falling rate" => new Adam(new ExponentialDecay(0.1, 10, 0.5)),
        "adamw" => new AdamW(0.1),
        "adamax" => new Adamax(0.1),
        "nadam" => new Nadam(0.1),
        "rmsprop" => new RmsProp(0.1),
        "rmsprop, momentum" => new RmsProp(0.02) { Momentum = 0.8 },
        "rmsprop, centered" => new RmsProp(0.02) { Centered = true },
        "rmsprop, centered, momentum" => new RmsProp(0.02) { Rho = 0.8, Centered = true, Momentum = 0.5 },
        "adagrad" => new Adagrad(0.1),
        "adadelta" => new Adadelta(1.0),
        "lion" => new Lion(0.03),
        "lamb" => new Lamb(0.02),
        "lamb, decay" => new Lamb(0.02) { Beta2 = 0.9, WeightDecay = 0.1, ClipValue = 1 },
        "adafactor" => new Adafactor(0.05),
        "adafactor, decay, clipped" =>
            new Adafactor(0.5)
            {
                Beta2Decay = -0.6, Epsilon2 = 0.5, ClipThreshold = 0.7, WeightDecay = 0.05, ClipNorm = 1, ExcludeFromWeightDecay = ["b"],
            },
        "ftrl" => new Ftrl(0.1),
        "ftrl, regularized" => new Ftrl(0.1) { InitialAccumulator = 0.5, L1 = 1.5, L2 = 0.3, L2Shrinkage = 0.1, Beta = 0.2 },
        "ftrl, power" => new Ftrl(0.1) { LearningRatePower = -0.7 },
        "adamw, spared" => new AdamW(0.1) { WeightDecay = 0.1, ExcludeFromWeightDecay = ["b"] },
        "sgd, gathered" => new Sgd(0.05) { Momentum = 0.9, GradientAccumulationSteps = 4 },
        "adam, gathered, clipped" =>
            new Adam(new ExponentialDecay(0.1, 2, 0.5))
            {
                WeightDecay = 0.01, GlobalClipNorm = 0.5, UseEma = true, EmaMomentum = 0.8, GradientAccumulationSteps = 5,
            },
        _ => throw new ArgumentException(name, nameof(name)),
    };

    private static string Message(Action action) => Should.Throw<BadArgumentException>(action).Message;
}
