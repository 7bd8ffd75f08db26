using LatentSharp.Testing;

namespace LatentSharp.Tests;

/// <summary>The laws of estimators as they hold for classifiers, and what they learn.</summary>
public class ClassifierTests
{
    private static readonly Tensor Samples = new TestNumbers(1).Tensor([40, 3, 4], 0, 1).Keep();
    private static readonly Tensor Labels = Tensor.From([.. Enumerable.Range(0, 40).Select(i => i % 3)]).Keep();

    public static TheoryData<string> Kinds => ["cnn", "rnn", "mlp", "mlp with batch norm", "cnn with pooling"];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Shapes_are_those_declared(string kind)
    {
        var model = Fit(kind, Small(kind));
        (model.InputShape, model.LatentSize, model.ClassCount).ShouldBe((new Shape(3, 4), 5, 3));
        model.Transform(Samples).Shape.ShouldBe(new Shape(40, 5));
        var shares = model.PredictProbabilities(Samples);
        shares.Shape.ShouldBe(new Shape(40, 3));
        for (var row = 0; row < 40; row++) shares.Rows(row, 1).ToArray().Sum().ShouldBe(1, 1e-5f);
        model.Predict(Samples).Shape.ShouldBe(new Shape(40));
        model.Weights.Values.Sum(weight => weight.Count).ShouldBe(model.ParameterCount);
        foreach (var option in EstimatorOption.Of(Fit(kind, Small(kind) with { Epochs = null }).Options))
            option.Get(model.Options).ShouldNotBeNull(option.Name);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Fitting_twice_equals_fitting_once(string kind)
    {
        var once = Fit(kind, Small(kind)).Transform(Samples).ToArray();
        Fit(kind, Small(kind)).Transform(Samples).ToArray().ShouldBe(once);
        Fit(kind, Small(kind) with { Seed = 6 }).Transform(Samples).ToArray().ShouldNotBe(once);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_model_from_its_weights_gives_the_same_bits(string kind)
    {
        var model = Fit(kind, Small(kind));
        var again = (FittedClassifier)FittedModel.FromWeights(model.Options, model.InputShape, model.Weights);
        again.PredictProbabilities(Samples).ToArray().ShouldBe(model.PredictProbabilities(Samples).ToArray());
        foreach (var name in model.Weights.Keys)
            Message(() =>
                FittedModel.FromWeights(
                    model.Options, model.InputShape, model.Weights.Where(pair => pair.Key != name).ToDictionary())).ShouldContain("lack");
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Bad_input_is_named(string kind)
    {
        var model = Fit(kind, Small(kind));
        Message(() => model.Predict(Tensor.Zeros([5, 3, 5]))).ShouldContain("(5, 3, 5)");
        Message(() => model.Transform(Tensor.Zeros([5, 3, 5]))).ShouldContain("(5, 3, 5)");
        Message(() => model.Predict(Samples / 0f)).ShouldContain("sample 0 holds");
        Message(() =>
            Create(kind, Small(kind)).Fit(new LearningTask(new LearningSet(Samples / 0f, Labels)))).ShouldContain("sample 0 holds");
        Message(() => Fit(kind, Small(kind), Tensor.From(1, 0))).ShouldContain("labels (2)");
        Message(() => Fit(kind, Small(kind), Tensor.From(new int[40]))).ShouldContain("two classes");
        Message(() => Fit(kind, Small(kind) with { LatentSize = 0 })).ShouldContain("LatentSize: 0");
        Message(() =>
            Fit(kind, Small(kind) with { OverSample = true, ClassWeights = ClassWeighting.Balanced })).ShouldContain("choose one");
        Message(() => Create(kind, Small(kind)).Fit(new LearningTask(new LearningSet(Samples)))).ShouldContain("no labels");
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Fitting_is_given_up_or_ended_when_asked(string kind)
    {
        using var source = new CancellationTokenSource();
        source.Cancel();
        Should.Throw<OperationCanceledException>(() => Fit(kind, Small(kind), cancellation: source.Token));
        var stop = new StopSignal();
        stop.Request();
        Fit(kind, Small(kind), stop: stop).History.Epochs.ShouldBe(0);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_model_is_used_by_many_threads_at_once(string kind)
    {
        var model = Fit(kind, Small(kind));
        var expected = model.PredictProbabilities(Samples).ToArray();
        Parallel.For(0, 20, _ => model.PredictProbabilities(Samples).ToArray().ShouldBe(expected));
    }

    [Theory]
    [InlineData("cnn", 12, 0.97)]
    [InlineData("rnn", 20, 0.93)]
    [InlineData("mlp", 12, 0.95)]
    [InlineData("mlp with batch norm", 12, 0.95)]
    public void Digits_are_told_apart(string kind, int epochs, double accuracy)
    {
        var digits = Digits.Load();
        var (training, heldOut) = TrainValidationSplit.Split(digits, 0.2, 0);
        var scaler = Scaler.Choose(training.Samples);
        ClassifierOptions options = kind switch
        {
            "cnn" => new CnnOptions { Epochs = epochs },
            "rnn" => new RnnOptions { Epochs = epochs },
            _ => new MlpOptions { Epochs = epochs, BatchNorm = kind.EndsWith("norm", StringComparison.Ordinal) },
        };
        var model = (FittedClassifier)Create(kind, options).Fit(
            new LearningTask(new LearningSet(scaler.Apply(training.Samples), training.Labels)));
        model.Score(scaler.Apply(heldOut.Samples), heldOut.Labels!.Value).ShouldBeGreaterThanOrEqualTo(accuracy);
    }

    /// <summary>Two overlapping bells, one of them a twentieth: the best guess for most samples is the frequent class.</summary>
    [Theory]
    [InlineData(false, ClassWeighting.Balanced)]
    [InlineData(true, ClassWeighting.None)]
    public void Rare_classes_are_found_when_classes_weigh_the_same(bool overSample, ClassWeighting weights)
    {
        var ((samples, labels), (others, truth)) = (Uneven(seed: 3), Uneven(seed: 4));
        double Recall(CnnOptions options) =>
            new ConfusionMatrix(truth, new CnnClassifier(options).Fit(samples, labels).Predict(others)).MacroRecall;
        var plain = new CnnOptions { LatentSize = 8, Filters = [8], Axes = SampleAxes.Sequence, Epochs = 15 };
        Recall(plain with { OverSample = overSample, ClassWeights = weights }).ShouldBeGreaterThan(Recall(plain) + 0.1);
    }

    [Fact]
    public void The_focal_loss_is_the_mean_over_samples_of_the_cross_entropy_times_the_squared_doubt()
    {
        float[,] logits = { { 2, -1, 0.5f }, { 0.1f, 0.2f, 0.3f } };
        int[] classes = [0, 1];
        var losses = new SparseFocal(3).PerSample(Tensor.From(classes), Tensor.From(logits)).ToArray();
        for (var row = 0; row < 2; row++)
        {
            var exponentials = Enumerable.Range(0, 3).Select(place => Math.Exp(logits[row, place])).ToArray();
            var probability = exponentials[classes[row]] / exponentials.Sum();
            ((double)losses[row]).ShouldBe(-Math.Pow(1 - probability, 2) * Math.Log(probability), 1e-6);
        }
        var model = Fit("cnn", Small("cnn with pooling") with { Loss = ClassifierLoss.Focal });
        model.History["loss"][^1].ShouldBeLessThan(model.History["loss"][0]);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Any_number_of_threads_learns_the_same_bits(string kind)
    {
        var threads = Engine.Threads;
        try
        {
            var options = Small(kind) switch
            {
                CnnOptions { Architecture: CnnArchitecture.Pooling } => new CnnOptions { LatentSize = 40, Filters = [24, 40], Epochs = 1 },
                CnnOptions => new CnnOptions { LatentSize = 40, Filters = [24, 40], Epochs = 1, Axes = SampleAxes.Sequence },
                MlpOptions mlp => mlp with { LatentSize = 40, Hidden = [48], Epochs = 1 },
                _ => (ClassifierOptions)new RnnOptions { LatentSize = 40, Units = 48, Epochs = 1 },
            };
            var digits = Digits.Load().Take([.. Enumerable.Range(0, 300)]);
            var samples = Scaler.Choose(digits.Samples).Apply(digits.Samples);
            if (options is CnnOptions { Axes: SampleAxes.Sequence }) samples = samples.Reshape([300, 8, 8]);
            float[] Learned(int count)
            {
                Engine.Threads = count;
                var model = (FittedClassifier)Create(kind, options).Fit(new LearningTask(new LearningSet(samples, digits.Labels)));
                return [.. model.Weights.OrderBy(pair => pair.Key, StringComparer.Ordinal).SelectMany(pair => pair.Value.ToArray())];
            }
            var one = Learned(1);
            Learned(2).ShouldBe(one);
            Learned(3).ShouldBe(one);
        }
        finally
        {
            Engine.Threads = threads;
        }
    }

    /// <summary>Sequences of noise, of which one in twenty is shifted and of a class of its own.</summary>
    private static (Tensor Samples, Tensor Labels) Uneven(ulong seed)
    {
        var noise = new TestNumbers(seed).Tensor([800, 4, 1], -1, 1).ToArray();
        return (
            Tensor.From([.. noise.Select((value, i) => value + (i / 4 % 20 == 0 ? 0.5f : 0))], [800, 4, 1]),
            Tensor.From([.. Enumerable.Range(0, 800).Select(i => i % 20 == 0 ? 1 : 0)]));
    }

    private static ClassifierOptions Small(string kind) => kind switch
    {
        "cnn" => new CnnOptions { LatentSize = 5, Filters = [4], Epochs = 3, Seed = 5 },
        "cnn with pooling" =>
            new CnnOptions { LatentSize = 5, Filters = [4], Epochs = 3, Seed = 5, Architecture = CnnArchitecture.Pooling },
        "rnn" => new RnnOptions { LatentSize = 5, Units = 4, Epochs = 3, Seed = 5 },
        _ =>
            new MlpOptions
            {
                LatentSize = 5, Hidden = [6], Epochs = 3, Seed = 5, BatchNorm = kind.EndsWith("norm", StringComparison.Ordinal),
            },
    };

    private static IEstimator Create(string kind, ClassifierOptions options) => options switch
    {
        CnnOptions cnn => new CnnClassifier(cnn),
        RnnOptions rnn => new RnnClassifier(rnn),
        _ => new MlpClassifier((MlpOptions)options),
    };

    private static FittedClassifier Fit(
        string kind, ClassifierOptions options, Tensor? labels = null, StopSignal? stop = null, CancellationToken cancellation = default) =>
        (FittedClassifier)Create(kind, options).Fit(
            new LearningTask(new LearningSet(Samples, labels ?? Labels)) { Stop = stop, Cancellation = cancellation });

    private static string Message(Action action) => Should.Throw<BadArgumentException>(action).Message;
}
