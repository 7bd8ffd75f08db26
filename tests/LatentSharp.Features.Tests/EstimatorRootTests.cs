using LatentSharp.Testing;

namespace LatentSharp.Tests;

/// <summary>What holds for every estimator, whatever it learns from and whatever it learns.</summary>
public class EstimatorRootTests
{
    private static readonly Tensor Samples = new TestNumbers(1).Tensor([20, 8, 8], 0, 1).Keep();
    private static readonly Tensor Texts =
        Tensor.From([.. Enumerable.Range(0, 20 * 64).Select(i => (float)(4 + (i % 7)))], [20, 64, 1]).Keep();

    // As long as the default context, and the token that is told last.
    private static readonly Tensor Windows =
        Tensor.From([.. Enumerable.Range(0, 20 * 65).Select(i => (float)(4 + (i % 7)))], [20, 65, 1]).Keep();

    private static readonly Tensor Labels = Tensor.From([.. Enumerable.Range(0, 20).Select(i => i % 2)]).Keep();

    private static readonly Dictionary<string, Func<IEstimator>> Estimators = new()
    {
        ["autoencoder"] = () => new Autoencoder(),
        ["denoising-autoencoder"] = () => new DenoisingAutoencoder(),
        ["sparse-autoencoder"] = () => new SparseAutoencoder(),
        ["contractive-autoencoder"] = () => new ContractiveAutoencoder(),
        ["stacked-autoencoder"] = () => new StackedAutoencoder(),
        ["conv-autoencoder"] = () => new ConvolutionalAutoencoder(),
        ["recurrent-autoencoder"] = () => new RecurrentAutoencoder(),
        ["vae"] = () => new VariationalAutoencoder(),
        ["conv-vae"] = () => new ConvolutionalVariationalAutoencoder(),
        ["denoiser"] = () => new Denoiser(),
        ["super-resolution"] = () => new SuperResolution(),
        ["picture-codec"] = () => new PictureCodec(),
        ["gan"] = () => new Gan(),
        ["dcgan"] = () => new Dcgan(),
        ["wgan-gp"] = () => new WassersteinGan(),
        ["cnn"] = () => new CnnClassifier(),
        ["rnn"] = () => new RnnClassifier(),
        ["mlp"] = () => new MlpClassifier(),
        ["text-classifier"] = () => new TextClassifier(),
        ["text-autoencoder"] = () => new TextAutoencoder(),
        ["tf-idf"] = () => new TfIdf(),
        ["language-model"] = () => new LanguageModel(),
        ["pca"] = () => new Pca(),
        ["minirocket"] = () => new MiniRocket(),
        ["forecaster"] = () => new Forecaster(),
        ["multirocket"] = () => new MultiRocket(),
        ["kmeans"] = () => new KMeansClusterer(),
        ["gaussian-mixture"] = () => new GaussianMixture(),
        ["hdbscan"] = () => new Hdbscan(),
        ["n2d"] = () => new N2d(),
        ["dec"] = () => new DeepEmbeddedClustering(),
        ["idec"] = () => new ImprovedDeepEmbeddedClustering(),
        ["vade"] = () => new VariationalDeepEmbedding(),
        ["umap"] = () => new Umap(),
        ["tsne"] = () => new TSne(),
        ["anomaly-ensemble"] = () => new AnomalyEnsemble(),
        ["robust-autoencoders"] = () => new RobustAutoencoders(),
        ["iforest"] = () => new IsolationForest(),
        ["inne"] = () => new Inne(),
        ["knn"] = () => new KnnDetector(),
        ["lof"] = () => new LocalOutlierFactor(),
        ["ecod"] = () => new Ecod(),
        ["copod"] = () => new Copod(),
        ["hbos"] = () => new Hbos(),
        ["pca-distance"] = () => new PcaDetector(),
        ["kde"] = () => new KernelDensity(),
        ["deep-svdd"] = () => new DeepSvdd(),
    };

    /// <summary>
    /// What nobody knows before the samples were learned from: how many clusters there are, how many components are worth keeping.
    /// </summary>
    private static readonly string[] FoundInLearning = [nameof(ClusterOptions.Clusters), nameof(PcaDetectorOptions.Components)];

    public static TheoryData<string> Kinds => [.. Estimators.Keys];

    [Fact]
    public void Every_estimator_is_here() =>
        typeof(IEstimator).Assembly.GetTypes().Where(type => !type.IsAbstract && type.IsAssignableTo(typeof(IEstimator)))
            .Select(type => type.Name)
            .Except(Estimators.Values.Select(create => create().GetType().Name)).ShouldBeEmpty();

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Without_options_it_has_the_defaults(string kind)
    {
        var options = OptionsOf(Estimators[kind]());
        options.Kind.ShouldBe(kind);
        var defaults = options.Defaults();
        foreach (var option in EstimatorOption.Of(options))
            option.Spec.WriteValue(option.Get(options)).ShouldBe(option.Spec.WriteValue(option.Get(defaults)));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void It_checks_and_tells_its_complete_options_once_and_can_be_given_up(string kind)
    {
        var estimator = Estimators[kind]();
        var told = new List<EstimatorOptions>();
        using var source = new CancellationTokenSource();
        source.Cancel();
        var options = OptionsOf(estimator);
        var samples = options is LanguageModelOptions ? Windows : options.ReadsTexts ? Texts : Samples;
        var set = new LearningSet(samples, Labels);
        var task = new LearningTask(set, set) { Completed = told.Add, Cancellation = source.Token };

        Should.Throw<OperationCanceledException>(() => estimator.Fit(task));

        told.Count.ShouldBe(1);
        foreach (var option in EstimatorOption.Of(told[0]).Where(option => !FoundInLearning.Contains(option.Name)))
            option.Get(told[0]).ShouldNotBeNull(option.Name);

        told.Clear();
        var (holed, wide) = (samples.ToArray(), Tensor.Zeros(samples.Shape.With(0, 5).With(2, samples.Shape[2] + 1)));
        holed[3 * samples.Shape[1..].Count] = float.NaN;
        var broken = new LearningSet(Tensor.From(holed, samples.Shape), Labels);
        Message(task with { Training = broken }).ShouldBe($"{kind}: sample 3 holds NaN at place 0; all values must be finite.");
        Message(task with { Validation = broken })
            .ShouldBe($"{kind}: validation: sample 3 holds NaN at place 0; all values must be finite.");
        Message(task with { Validation = new LearningSet(wide, Labels) })
            .ShouldBe($"{kind}: validation samples {wide.Shape} and samples {samples.Shape} differ in shape.");
        Message(task with { Training = new LearningSet(Tensor.Zeros(samples.Shape.With(0, 0)), Labels) })
            .ShouldContain(samples.Shape.With(0, 0).ToString());
        told.ShouldBeEmpty();

        string Message(LearningTask bad) => Should.Throw<BadArgumentException>(() => estimator.Fit(bad)).Message;
    }

    [Theory]
    [InlineData(EarlyStoppingMode.No)]
    [InlineData(EarlyStoppingMode.Yes)]
    [InlineData(EarlyStoppingMode.CrossValidation)]
    public void Options_are_completed_once_however_often_it_trains(EarlyStoppingMode mode)
    {
        var counting = new CountingOptions { LatentSize = 2, Hidden = [3], Epochs = 1, EarlyStopping = mode };
        new Autoencoder(counting).Fit(Samples).Options.EarlyStopping.ShouldBe(mode);
        counting.Count[0].ShouldBe(1);
    }

    /// <summary>
    /// (8, 8) alone are images to the convolutional kinds; known sequences are sequences, and padded ones are masked where the kind can.
    /// </summary>
    [Theory]
    [InlineData("cnn", null, SampleAxes.Image, false)]
    [InlineData("cnn", false, SampleAxes.Sequence, false)]
    [InlineData("cnn", true, SampleAxes.Sequence, true)]
    [InlineData("rnn", false, null, false)]
    [InlineData("rnn", true, null, true)]
    [InlineData("conv-autoencoder", true, SampleAxes.Sequence, null)]
    [InlineData("recurrent-autoencoder", null, null, false)]
    [InlineData("recurrent-autoencoder", true, null, true)]
    public void What_is_known_of_the_samples_reaches_the_options(string kind, bool? padded, SampleAxes? axes, bool? masks)
    {
        EstimatorOptions? told = null;
        var stop = new StopSignal();
        stop.Request();
        var set = new LearningSet(Samples, Labels);
        Estimators[kind]().Fit(new LearningTask(set) { IsPadded = padded, Completed = options => told = options, Stop = stop });
        (Value(nameof(CnnOptions.Axes)), Value(nameof(CnnOptions.MaskZeros))).ShouldBe((axes, masks));

        object? Value(string name) => EstimatorOption.Of(told!).FirstOrDefault(option => option.Name == name)?.Get(told!);
    }

    private static EstimatorOptions OptionsOf(IEstimator estimator) =>
        (EstimatorOptions)estimator.GetType().GetProperty(nameof(Pca.Options))!.GetValue(estimator)!;

    private sealed record CountingOptions : AutoencoderOptions
    {
        public int[] Count { get; } = [0];

        public override AutoencoderOptions CompleteFor(Tensor samples)
        {
            Count[0]++;
            return base.CompleteFor(samples);
        }
    }
}
