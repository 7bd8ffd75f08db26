using LatentSharp.Testing;

namespace LatentSharp.Tests;

/// <summary>Every estimator, as the contract meets it. A new estimator adds its line.</summary>
/// <param name="Name">What it is.</param>
/// <param name="Options">Options that train in a moment; pca has one step.</param>
/// <param name="Create">The estimator of options.</param>
public sealed record EstimatorCase(string Name, EstimatorOptions Options, Func<EstimatorOptions, object> Create)
{
    private static readonly Autoencoders Small = new();

    public static IEnumerable<EstimatorCase> All =>
    [
        Case("pca", new PcaOptions { LatentSize = 2 }, options => new Pca(options)),
        Case("autoencoder", Small.Plain, options => new Autoencoder(options)),
        Case("autoencoder of one layer", Small.Plain with { Hidden = [] }, options => new Autoencoder(options)),
        Case(
            "autoencoder with tied weights", Small.Plain with { TiedWeights = true, Hidden = [12, 5] },
            options => new Autoencoder(options)),
        Case(
            "autoencoder with a linear output", Small.Plain with { Output = AutoencoderOutput.Linear },
            options => new Autoencoder(options)),
        Case("denoising, gaussian", Small.Denoising, options => new DenoisingAutoencoder(options)),
        Case(
            "denoising, masking", Small.Denoising with { Corruption = CorruptionKind.Masking, TiedWeights = true },
            options => new DenoisingAutoencoder(options)),
        Case(
            "denoising, salt and pepper", Small.Denoising with { Corruption = CorruptionKind.SaltAndPepper },
            options => new DenoisingAutoencoder(options)),
        Case("sparse, kullback-leibler", Small.Sparse, options => new SparseAutoencoder(options)),
        Case("sparse, l1", Small.Sparse with { Sparsity = SparsityKind.L1, TiedWeights = true }, options => new SparseAutoencoder(options)),
        Case("contractive", Small.Contractive, options => new ContractiveAutoencoder(options)),
        Case(
            "contractive, weights of their own", Small.Contractive with { TiedWeights = false, Hidden = [] },
            options => new ContractiveAutoencoder(options)),
        Case("stacked", Small.Stacked, options => new StackedAutoencoder(options)),
        Case("convolutional, of images", Small.Convolutional, options => new ConvolutionalAutoencoder(options)),
        Case(
            "convolutional, of sequences", Small.Convolutional with { Axes = SampleAxes.Sequence, Filters = [5], KernelSize = 5 },
            options => new ConvolutionalAutoencoder(options)),
        Case("recurrent, lstm", Small.Recurrent, options => new RecurrentAutoencoder(options)),
        Case(
            "recurrent, gru", Small.Recurrent with { Cell = RecurrentCellKind.Gru, Output = AutoencoderOutput.Linear },
            options => new RecurrentAutoencoder(options)),
        Case(
            "recurrent, simple, masked", Small.Recurrent with { Cell = RecurrentCellKind.Simple, MaskZeros = true },
            options => new RecurrentAutoencoder(options)),
        Case("vae", Small.Variational, options => new VariationalAutoencoder(options)),
        Case(
            "vae without hidden layers", Small.Variational with { Hidden = [], Likelihood = Likelihood.GaussianLearned },
            options => new VariationalAutoencoder(options)),
        Case(
            "stacked, tied weights", Small.Stacked with { TiedWeights = true, Hidden = [9, 6] },
            options => new StackedAutoencoder(options)),
    ];

    public bool Trains => Options is TrainedOptions;

    public override string ToString() => Name;

    /// <summary>Creates the estimator and fits it.</summary>
    internal FeatureModel Fit(
        Tensor samples, Func<EstimatorOptions, EstimatorOptions>? change = null, Tensor? validation = null,
        IProgress<TrainingProgress>? progress = null,
        StopSignal? stop = null, CancellationToken cancellation = default) =>
        (FeatureModel)((IEstimator)Create(change is null ? Options : change(Options))).Fit(
            LearningTask.Of(
                new LearningSet(samples), validation is { } held ? new LearningSet(held) : null, progress, stop, callbacks: null,
                cancellation));

    private static EstimatorCase Case<TOptions>(string name, TOptions options, Func<TOptions, IEstimator> create)
        where TOptions : EstimatorOptions =>
        new(name, options, changed => create((TOptions)changed));

    private sealed class Autoencoders
    {
        public AutoencoderOptions Plain { get; } = new() { LatentSize = 2, Hidden = [12], Epochs = 3, Seed = 5 };

        public ConvolutionalAutoencoderOptions Convolutional { get; } = new()
        {
            LatentSize = 2, Filters = [4, 6], Epochs = 3, Seed = 5, Axes = SampleAxes.Image,
        };

        public RecurrentAutoencoderOptions Recurrent { get; } = new() { LatentSize = 2, Units = 6, Epochs = 3, Seed = 5 };

        public VariationalAutoencoderOptions Variational { get; } = new() { LatentSize = 2, Hidden = [12], Epochs = 3, Seed = 5 };

        public DenoisingAutoencoderOptions Denoising { get; } = new() { LatentSize = 2, Hidden = [12], Epochs = 3, Seed = 5 };

        public SparseAutoencoderOptions Sparse { get; } = new() { LatentSize = 2, Hidden = [12], Epochs = 3, Seed = 5 };

        public ContractiveAutoencoderOptions Contractive { get; } = new() { LatentSize = 2, Hidden = [12], Epochs = 3, Seed = 5 };

        public StackedAutoencoderOptions Stacked { get; } = new()
        {
            LatentSize = 2, Hidden = [12], Epochs = 3, Seed = 5, PretrainingEpochs = 2,
        };
    }
}

/// <summary>The laws that hold for every estimator and fitted model.</summary>
public class EstimatorContractTests
{
    private static readonly Tensor Samples = new TestNumbers(1).Tensor([40, 3, 4], 0, 1).Keep();

    public static TheoryData<EstimatorCase> Cases => [.. EstimatorCase.All];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Shapes_are_those_declared(EstimatorCase test)
    {
        var model = test.Fit(Samples);
        model.InputShape.ShouldBe(new Shape(3, 4));
        model.LatentSize.ShouldBe(2);
        var features = model.Transform(Samples);
        features.Shape.ShouldBe(new Shape(40, 2));
        model.InverseTransform(features).Shape.ShouldBe(Samples.Shape);
        model.Reconstruct(Samples).ToArray().ShouldBe(model.InverseTransform(features).ToArray());
        model.ParameterCount.ShouldBeGreaterThan(2 * 12);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Fitting_twice_equals_fitting_once(EstimatorCase test)
    {
        var estimator = (IEstimator)test.Create(test.Options);
        float[] Reconstructions() =>
            ((FeatureModel)estimator.Fit(new LearningTask(new LearningSet(Samples)))).Reconstruct(Samples).ToArray();
        var once = Reconstructions();
        Reconstructions().ShouldBe(once);
        if (test.Trains) test.Fit(Samples, options => options with { Seed = 6 }).Reconstruct(Samples).ToArray().ShouldNotBe(once);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void The_score_is_minus_the_mean_squared_error(EstimatorCase test)
    {
        var model = test.Fit(Samples);
        var (x, y) = (Samples.ToArray(), model.Reconstruct(Samples).ToArray());
        model.Score(Samples).ShouldBe(-x.Zip(y, (a, b) => Math.Pow(a - (double)b, 2)).Average(), 1e-9);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Features_of_a_sample_do_not_depend_on_its_company(EstimatorCase test)
    {
        var model = test.Fit(Samples);
        model.Transform(Samples.Rows(7, 1)).ToArray().ShouldBe(model.Transform(Samples).Rows(7, 1).ToArray());
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Bad_input_is_named(EstimatorCase test)
    {
        var model = test.Fit(Samples);
        Message(() => model.Transform(Tensor.Zeros([5, 3, 5]))).ShouldContain("(5, 3, 5)");
        Message(() => model.InverseTransform(Tensor.Zeros([5, 3]))).ShouldContain("(5, 3)");
        Message(() => test.Fit(Samples, options => (FeatureOptions)options with { LatentSize = 0 })).ShouldBe(
            "LatentSize: 0 does not fit; it must be a whole number of 1 or more.");
        Message(() => test.Fit(Tensor.Zeros([0, 4]))).ShouldContain("(0, 4)");
        Message(() => test.Fit(Tensor.Scalar(1))).ShouldContain("()");
        Message(() => test.Fit(Tensor.Zeros([4, 3], DType.Int32))).ShouldContain("Int32");
        if (test.Trains) Message(() => test.Fit(Samples, validation: Tensor.Zeros([4, 3, 5]))).ShouldContain("(4, 3, 5)");
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Values_that_are_no_numbers_are_refused(EstimatorCase test)
    {
        var holed = With(Samples, 2 * 12 + 5, float.NaN);
        Message(() => test.Fit(holed)).ShouldContain("sample 2 holds NaN at place 5");
        Message(() => test.Fit(With(Samples, 39 * 12, float.NegativeInfinity))).ShouldContain("sample 39 holds -Infinity at place 0");
        Message(() => test.Fit(Samples).Transform(holed)).ShouldContain("sample 2 holds NaN at place 5");
        if (test.Trains) Message(() => test.Fit(Samples, validation: holed)).ShouldContain("validation: sample 2 holds NaN");
    }

    private static Tensor With(Tensor samples, int place, float value)
    {
        var values = samples.ToArray();
        values[place] = value;
        return Tensor.From(values, samples.Shape);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Options_are_complete_after_fitting(EstimatorCase test)
    {
        var stop = new StopSignal();
        stop.Request();
        var model = test.Fit(
            Samples, options => options is TrainedOptions trained ? trained with { Epochs = null, BatchSize = 13 } : options, stop: stop);
        foreach (var option in EstimatorOption.Of(model.Options)) option.Get(model.Options).ShouldNotBeNull(option.Name);
        model.Name.ShouldBe(test.Options.Kind);
        model.Options.Seed.ShouldBe(test.Options.Seed);
        if (model.Options is not TrainedOptions complete) return;
        var chosen = (ValidatedOptions)complete;
        (chosen.EarlyStopping, chosen.Patience).ShouldBe((EarlyStoppingMode.No, complete is NetworkAutoencoderOptions ? 100 : 334));
        // Networks for images and sequences take 1,500 steps, but no more than 300 epochs; 40 samples are 4 steps.
        var epochs = complete is NetworkAutoencoderOptions ? 300 : 1000;
        (complete.Epochs, complete.BatchSize).ShouldBe((epochs, 13));
        if (complete is AutoencoderOptions autoencoder) autoencoder.Output.ShouldNotBe(AutoencoderOutput.Auto);
        if (complete is NetworkAutoencoderOptions network) network.Output.ShouldNotBe(AutoencoderOutput.Auto);
        model.Options.Describe(model.InputShape).ShouldContain($"{epochs} epochs in batches of 13");
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_model_from_its_weights_gives_the_same_bits(EstimatorCase test)
    {
        var model = test.Fit(Samples);
        var again = (FeatureModel)FittedModel.FromWeights(model.Options, model.InputShape, model.Weights);
        again.Transform(Samples).ToArray().ShouldBe(model.Transform(Samples).ToArray());
        again.Reconstruct(Samples).ToArray().ShouldBe(model.Reconstruct(Samples).ToArray());
        again.Options.ShouldBe(model.Options);
        again.ParameterCount.ShouldBe(model.ParameterCount);
        if (test.Trains) model.Weights.Values.Sum(weight => weight.Count).ShouldBe(model.ParameterCount);
        foreach (var name in model.Weights.Keys)
            Message(() =>
                FittedModel.FromWeights(model.Options, model.InputShape, model.Weights.Where(pair => pair.Key != name).ToDictionary()));
        Message(() => FittedModel.FromWeights((FeatureOptions)model.Options with { LatentSize = 3 }, model.InputShape, model.Weights))
            .ShouldContain("but");
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_model_is_used_by_many_threads_at_once(EstimatorCase test)
    {
        var model = test.Fit(Samples);
        var (features, rebuilt) = (model.Transform(Samples).ToArray(), model.Reconstruct(Samples).ToArray());
        Parallel.For(0, 40, i =>
        {
            if (i % 2 == 0) model.Transform(Samples).ToArray().ShouldBe(features);
            else model.Reconstruct(Samples).ToArray().ShouldBe(rebuilt);
        });
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Fitting_is_given_up_when_asked(EstimatorCase test)
    {
        using var source = new CancellationTokenSource();
        source.Cancel();
        Should.Throw<OperationCanceledException>(() => test.Fit(Samples, cancellation: source.Token));
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Fitting_ends_when_asked_and_keeps_what_was_learned(EstimatorCase test)
    {
        if (!test.Trains) return;
        var stop = new StopSignal();
        var seen = new List<TrainingProgress>();
        var model = test.Fit(Samples, options => (TrainedOptions)options with { Epochs = 1000 }, Samples.Rows(0, 7), new Listener(report =>
        {
            seen.Add(report);
            if (report is { Epoch: 2, EpochEnded: true, Stage: null }) stop.Request();
        }), stop);
        model.History.Epochs.ShouldBe(2);
        model.History.StoppedEarly.ShouldBeTrue();
        model.History["val_loss"].Count.ShouldBe(2);
        model.Transform(Samples).ToArray().ShouldAllBe(value => float.IsFinite(value));
        model.History.IsInterrupted.ShouldBeTrue();
        model.History.PlannedEpochs.ShouldBe(1000);
        seen.Where(report => report.Stage is null).ShouldAllBe(report => report.Epochs == 1000);
        stop.Request();
        test.Fit(Samples, stop: stop).History.Epochs.ShouldBe(0);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Tables_of_unit_variance_are_learned_too(EstimatorCase test)
    {
        var table = Scaler.Choose(EvaluationReference.Wine).Apply(EvaluationReference.Wine);
        if (test.Options is NetworkAutoencoderOptions)
        {
            if (test.Options is ConvolutionalAutoencoderOptions { Axes: SampleAxes.Sequence })
                test.Fit(table).Reconstruct(table).Shape.ShouldBe(table.Shape);
            else Message(() => test.Fit(table)).ShouldContain("samples of shape (13) are no");
            return;
        }
        var model = test.Fit(table, options => options is TrainedOptions trained ? trained with { Epochs = 200 } : options);
        // The mean of each column would have an error of 1.
        model.Score(table).ShouldBeGreaterThan(-0.85);
        if (model.Options is AutoencoderOptions complete) complete.Output.ShouldBe(AutoencoderOutput.Linear);
    }

    private sealed class Listener(Action<TrainingProgress> action) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value) => action(value);
    }

    private static string Message(Action action) => Should.Throw<BadArgumentException>(action).Message;
}
